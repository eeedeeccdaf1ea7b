import ArgumentParser
import Basics
import Catalog
import Configuration
import Console
import Foundation
import Server

struct PullCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull",
        abstract: "Make a catalog of what is on a PostgreSQL server.",
        discussion: """
            All that `vitrine push` brought there comes, of baskets your own alone. The catalog comes into being in one step, with all of it or \
            not at all, in a folder that is not there yet. If a pull is stopped, running it again picks up where it left off.
            """)

    @Argument(help: ServerArgument.help) var server: ServerArgument
    @Argument(help: "The folder that becomes a catalog.", completion: .directory) var catalog: String
    @OptionGroup var sharedOption: SharedOption

    func validate() throws { try CatalogOption.requireFolder(catalog, "CATALOG") }

    func run() throws {
        let folder = CatalogLibrary().url(meant: catalog), interrupt = Interrupt()
        var pull = Pull(try server.address(), into: folder)
        var line = ProgressLine("vectors", one: "vector", isLong: true)
        defer { line.finish() }
        pull.permissions = sharedOption.permissions
        pull.isCancelled = { interrupt.isWished }
        pull.progress = { line.show(done: $0, total: $1) }
        let report = try pull.run()
        line.finish()
        UsedCatalogs.remember(folder)
        Console.print("\(counted(report.items, "item")) of \(report.place) in \(sanitized(folder.path))")
    }
}
