import ArgumentParser
import Basics
import Catalog
import Console
import Foundation
import Server

struct PushCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "push",
        abstract: "Send a catalog to a PostgreSQL server.",
        discussion: """
            The database has to be set up by `vitrine server init`. Items, vectors by all encoders, what shops said, pictures that are the \
            catalog's own, and your baskets go there; pictures in folders stay where they are. Whoever reads there sees what was there before \
            until all has come. A push that was stopped goes on where it left off, and a further one sends only what has changed.

            What somebody else has brought since your last push or pull is not replaced without --force, and other people's baskets never are.
            """)

    @Argument(help: "The catalog's folder, or its name among `vitrine catalogs`.", completion: .catalogs) var catalog: String
    @Argument(help: ServerArgument.help) var server: ServerArgument
    @Flag(help: "Replace what somebody else has brought.") var force = false

    func validate() throws { try CatalogOption.requireFolder(catalog, "CATALOG") }

    func run() throws {
        let address = try server.address(), interrupt = Interrupt()
        var push = Push(try Catalog(opening: CatalogLibrary().existing(meant: catalog)), to: address)
        var line: (name: String, progress: ProgressLine)?
        defer { line?.progress.finish() }
        push.isForced = force
        push.isCancelled = { interrupt.isWished }
        push.progress = { progress in
            let (name, one, done, total) =
                switch progress {
                case .vectors(let encoder, let done, let total): ("vectors by \(sanitized(encoder))", "vector by \(sanitized(encoder))", done, total)
                case .files(let done, let total): ("parts of files", "part of a file", done, total)
                }
            if line?.name != name {
                line?.progress.finish()
                line = (name, ProgressLine(name, one: one, isLong: true))
            }
            line?.progress.show(done: done, total: total)
        }
        let report = try push.run()
        line?.progress.finish()
        line = nil
        if report.keptDocuments > 0 {
            Console.note("Your baskets on the server have changed since, and stay as they are; --force replaces them with this catalog's.")
        }
        if report.isUnchanged { return Console.print("\(report.place) has all \(counted(report.items, "item")) already") }
        Console.print(
            "\(counted(report.items, "item")) in \(report.place): sent \(counted(report.vectors, "vector")), "
                + "\(counted(report.rows, "changed row")) and \(counted(report.files, "part of files", "parts of files"))")
    }
}
