import ArgumentParser
import Basics
import Benchmarks
import Catalog
import Console
import Foundation
import SampleShop
import Terminal

extension BenchmarkCommand {
    struct Words: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time the shop's order by words, from the last letter typed.",
            discussion: """
                Asks the engine for what some phrases say, and types them into the browser in a pseudo terminal, whose page has 40 pictures. \
                Without --catalog, a sample shop is drawn and encoded in a temporary folder, which takes some minutes; with it, a copy is used. \
                For as many items as the sample shop has, a page is promised within \(Int(WordsReport.pageLimit)) ms.
                """)

        @Option(help: ArgumentHelp("Use a catalog's items instead; its encoder has to know words.", valueName: "dir"), completion: .catalogs)
        var catalog: String?
        @Option(parsing: .unconditional, help: "T-shirts in the sample shop.") var items = 11_556
        @Option(parsing: .unconditional, help: "Phrases typed.") var rounds = 60
        @Option(
            help: ArgumentHelp(
                "Terminals, with commas: \(TerminalLikeness.all.map(\.name).joined(separator: ", ")).", valueName: "list"))
        var terminals = "kitty,sixel,truecolor"
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard rounds > 0, (BrowserBenchmark.leastItems...SampleShop.limit).contains(items) else {
                throw ValidationError("--rounds takes a number above 0, --items one from \(BrowserBenchmark.leastItems) to \(SampleShop.limit).")
            }
            _ = try TerminalLikeness.named(terminals)
        }

        func run() throws {
            let catalog = try catalog.map { try Catalog(opening: CatalogLibrary().existing(meant: $0)) }
            let report = try WordsReport.measure(catalog, items: items, terminals: TerminalLikeness.named(terminals), rounds: rounds)
            if json { return Console.print(try JSON.text(report)) }
            for line in report.lines { Console.print(line) }
        }
    }
}

extension TerminalLikeness {
    /// Those with some names, commas between them.
    static func named(_ list: String) throws -> [TerminalLikeness] {
        try list.split(separator: ",").map { name in
            guard let known = all.first(where: { $0.name == name }) else {
                throw ValidationError("--terminals knows \(all.map(\.name).joined(separator: ", ")), not \(name).")
            }
            return known
        }
    }
}
