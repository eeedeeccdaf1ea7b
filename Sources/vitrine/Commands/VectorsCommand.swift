import ArgumentParser
import Basics
import Catalog
import Configuration
import Console
import Foundation
import Reports

struct VectorsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vectors",
        abstract: "List a catalog's vectors, remove some, and exchange them with numpy and other tools.",
        discussion:
            "A catalog has vectors by the encoder that its items came in with, and by those that `vitrine index --encoder NAME` adds. Vectors are a .npy table (float32, or float16 on the way in; C order), IDs a text file with one ID a line, in the same order.",
        subcommands: [List.self, Remove.self, Export.self, Import.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the encoders whose vectors a catalog has, with the items that have one and their size.")

        @OptionGroup var catalogOption: CatalogOption
        @Flag(help: "Write JSON.") var json = false

        func run() throws {
            let catalog = try catalogOption.openGeneration()
            let list = EncodingList(try catalog.encodings(), items: try catalog.state().items)
            if json { return Console.print(try list.json()) }
            for line in list.lines { Console.print(line) }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a catalog's vectors by one encoder; its items and baskets stay.",
            discussion: "Those that items come in with stay. It says how much room on the disk that frees.")

        @Argument(help: "The encoder, as `vitrine vectors list` names it.", completion: .catalogEncoders) var encoder: String
        @OptionGroup var catalogOption: CatalogOption
        @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

        func run() throws {
            if !yes {
                let catalog = try catalogOption.open()
                let bytes = try catalog.by(encoder: encoder).encodings().first { $0.name.isExactly(encoder) }?.bytes ?? 0
                let question = "Remove the vectors by \(sanitized(encoder)) of \(sanitized(catalog.folder.path)), \(sizeText(bytes))?"
                guard let answer = Console.isConfirmed(question) else {
                    throw PlainError("nobody can be asked whether to remove the vectors by \(encoder); --yes removes them without asking")
                }
                if !answer { return Console.note("Nothing was removed.") }
            }
            let freed = try catalogOption.changing { try $0.removeEncoding(named: encoder) }
            Console.print("Removed the vectors by \(sanitized(encoder)), which frees \(sizeText(freed)).")
        }
    }

    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a catalog's vectors and IDs.",
            discussion: "Files that already exist are left alone unless --force is given.")

        @Argument(help: "The .npy file to write.", completion: .file()) var vectors: String
        @Argument(help: "The file of IDs to write.", completion: .file()) var ids: String
        @OptionGroup var catalogOption: CatalogOption
        @OptionGroup var compared: ComparedVectorsOption
        @Flag(help: "Replace files that already exist.") var force = false

        func run() throws {
            let rows: Int
            do {
                rows = try VectorExchange.export(
                    compared.seen(catalogOption.openGeneration()), vectors: HomeFolder.url(vectors), ids: HomeFolder.url(ids), replacing: force)
            } catch let error as FileError where error.isOccupied {
                throw PlainError("\(error.path) already exists; --force replaces both files")
            }
            Console.print("\(counted(rows, "vector")) in \(sanitized(vectors)), their IDs in \(sanitized(ids))")
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Bring vectors made elsewhere into a catalog.")

        @Argument(help: "The .npy file to read.", completion: .file()) var vectors: String
        @Argument(help: "The file of IDs to read.", completion: .file()) var ids: String
        @OptionGroup var catalogOption: CatalogOption
        @OptionGroup var sharedOption: SharedOption
        @Option(help: "Names what made the vectors; a catalog's items come in with vectors of one encoder.") var encoderName: String
        @Option(help: ArgumentHelp("A folder with the items' pictures, ID.jpg and the like.", valueName: "folder"), completion: .directory)
        var pictures: String?
        @Option(
            help: ArgumentHelp("A CSV file of attributes; its first column is the ID.", valueName: "file"), completion: .file(extensions: ["csv"]))
        var attributes: String?

        func run() throws {
            let attributes = try attributes.map { path throws(CatalogError) in try AttributesFile(path: path) }
            var result = (items: 0, pictures: 0)
            func bring(into catalog: Catalog) throws {
                result = try VectorExchange.import(
                    vectors: HomeFolder.url(vectors), ids: HomeFolder.url(ids), into: catalog, encoderName: encoderName, pictures: pictures,
                    attributes: attributes)
            }
            let place: String
            if let server = try catalogOption.server {
                try OpenedCatalog.changing(server, bring)
                place = "the server"
            } else {
                guard let folder = try catalogOption.catalog.map({ CatalogLibrary().url(meant: $0) }) ?? catalogOption.folder else {
                    throw PlainError("name a catalog to import into with --catalog DIR")
                }
                if Catalog.exists(at: folder) {
                    try bring(into: Catalog(opening: folder))
                } else {
                    _ = try Catalog.make(at: folder, permissions: sharedOption.permissions, bring)
                }
                if result.items > 0 { UsedCatalogs.remember(folder) }
                place = sanitized(folder.path)
            }
            guard result.items > 0 else { throw PlainError("\(vectors) holds no vectors") }
            Console.print("\(counted(result.items, "item")) added to \(place), \(grouped(result.pictures)) of them with a picture")
        }
    }
}
