import ArgumentParser
import Basics
import Catalog
import Configuration
import Console
import Foundation
import Reports

struct CatalogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogs",
        abstract: "List the catalogs, or remove one.",
        subcommands: [List.self, Remove.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the catalogs with their items, encoders, sizes and folders.",
            discussion:
                "Those that `vitrine index` made without --catalog have a name, which --catalog takes; those elsewhere that were used go by their paths."
        )

        @Flag(help: "Write JSON.") var json = false

        func run() throws {
            let library = CatalogLibrary()
            let entries = library.entries(others: UsedCatalogs.all)
            if json { return Console.print(try CatalogList(entries).json()) }
            if entries.isEmpty { return Console.note("There are no catalogs yet; make one with `vitrine index SOURCE`.") }
            for line in CatalogList(entries).lines { Console.print(line) }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a catalog with its vectors and baskets.",
            discussion:
                "Only the catalog's own files are removed. The pictures that it was made from stay, and so does whatever else is in its folder.")

        @Argument(help: "The catalog's name, or its folder.", completion: .catalogs) var catalog: String
        @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false

        func run() throws {
            let folder = CatalogLibrary().existing(meant: catalog)
            guard Catalog.exists(at: folder) else { throw CatalogError.missing(path: folder.path) }
            if !yes, try !isConfirmed(folder) { return Console.note("Nothing was removed.") }
            let isFolderLeft = try Catalog.remove(at: folder)
            Console.print("Removed the catalog in \(sanitized(folder.path))." + (isFolderLeft ? " The folder stays, for other files are in it." : ""))
        }

        private func isConfirmed(_ folder: URL) throws -> Bool {
            let size = sizeText(Catalog.bytesOnDisk(folder))
            let question = "Remove the catalog in \(sanitized(folder.path)), \(size), with its vectors and baskets?"
            if let answer = Console.isConfirmed(question) { return answer }
            throw PlainError("nobody can be asked whether to remove \(folder.path); --yes removes it without asking")
        }
    }
}
