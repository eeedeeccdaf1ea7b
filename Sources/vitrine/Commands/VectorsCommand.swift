import ArgumentParser
import Browser
import Catalog
import Foundation

struct VectorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vectors",
        abstract: "Exchange vectors with numpy and other tools.",
        discussion: "Vectors are a .npy table (float32, or float16 on the way in; C order), IDs a text file with one ID a line, in the same order.",
        subcommands: [Export.self, Import.self])

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write a catalog's vectors and IDs.")

        @Argument(help: "The .npy file to write.") var vectors: String
        @Argument(help: "The file of IDs to write.") var ids: String
        @OptionGroup var catalogOption: CatalogOption

        func run() throws {
            let rows = try VectorExchange.export(
                catalogOption.open(), vectors: URL(fileURLWithPath: vectors), ids: URL(fileURLWithPath: ids))
            Console.print("\(grouped(rows)) vectors in \(sanitized(vectors)), their IDs in \(sanitized(ids))")
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Bring vectors made elsewhere into a catalog.")

        @Argument(help: "The .npy file to read.") var vectors: String
        @Argument(help: "The file of IDs to read.") var ids: String
        @OptionGroup var catalogOption: CatalogOption
        @Option(help: "Names what made the vectors; a catalog holds vectors of one encoder.") var encoderName: String
        @Option(help: ArgumentHelp("A folder with the items' pictures, ID.jpg and the like.", valueName: "folder")) var pictures: String?
        @Option(help: ArgumentHelp("A CSV file of attributes; its first column is the ID.", valueName: "file")) var attributes: String?

        func run() throws {
            guard let folder = try catalogOption.folder else { throw PlainError("name a catalog to import into with --catalog DIR") }
            let attributes = try attributes.map { path throws(CatalogError) in try AttributesFile(path: path) }
            let catalog = try Catalog(creating: folder)
            let result = try VectorExchange.import(
                vectors: URL(fileURLWithPath: vectors), ids: URL(fileURLWithPath: ids), into: catalog, encoderName: encoderName,
                pictures: pictures, attributes: attributes)
            LastCatalog.remember(folder)
            Console.print("\(grouped(result.items)) items added to \(sanitized(folder.path)), \(grouped(result.pictures)) of them with a picture")
        }
    }
}
