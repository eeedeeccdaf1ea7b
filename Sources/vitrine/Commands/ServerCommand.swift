import ArgumentParser
import Basics
import Console
import Foundation
import Server

struct ServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "Set a PostgreSQL server up for a catalog.", subcommands: [Init.self])

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a database one that a catalog can be pushed to, or bring it up to date.",
            discussion: """
                It takes PostgreSQL 14 and pgvector 0.7 or later, and a role that may make roles and, on the database, a schema and an extension; to \
                spread vectors over further servers (--shard), a superuser, and postgres_fdw. \
                A database has one catalog. Tables are made in the schema vitrine; nothing else in the database is touched, but for a limit on \
                how long its statements may take, where it has none. Running it again changes nothing.
                """)

        @Argument(help: ServerArgument.help) var server: ServerArgument

        @Option(
            name: .long,
            help: ArgumentHelp(
                "Another server to hold part of the vectors of a new catalog; repeat for each. Passwords are best kept in ~/.pgpass.",
                valueName: "url"))
        var shard: [ServerArgument] = []

        func run() throws {
            let interrupt = Interrupt()
            let report = try ServerSetup(server.address(), isCancelled: { interrupt.isWished }).run(shards: shard.map { try $0.address() })
            let state = report.isNew ? "is ready for a catalog" : report.steps > 0 ? "is up to date now" : "was ready already"
            Console.print("\(report.place) \(state)")
            guard report.isNew else { return }
            Console.note("Who may push: GRANT \"\(sanitized(report.curator))\" TO name; who may pull: GRANT \"\(sanitized(report.shopper))\" TO name")
        }
    }
}
