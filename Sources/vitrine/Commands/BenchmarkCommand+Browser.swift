import ArgumentParser
import Basics
import Benchmarks
import Catalog
import Console
import Foundation
import SampleShop
import Terminal

extension BenchmarkCommand {
    struct Browser: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time the browser from key to frame in every kind of terminal.",
            discussion: """
                Runs the browser in a pseudo terminal that answers like a terminal with kitty graphics, sixels, iTerm2's pictures, or characters in \
                true colour, 256, 16 and no colours. A page has 40 pictures. Without --catalog, a sample shop and a larger catalog are made in a \
                temporary folder, which takes some minutes and 2 GB for as long as it runs; with it, a copy is browsed.
                """)

        @Option(help: ArgumentHelp("Browse a catalog's items instead.", valueName: "dir"), completion: .catalogs) var catalog: String?
        @Option(parsing: .unconditional, help: "T-shirts in the sample shop.") var items = 11_556
        @Option(parsing: .unconditional, help: "Items in the larger catalog; 0 leaves it out.") var largeItems = 289_222
        @Option(parsing: .unconditional, help: "Key presses of each kind.") var rounds = 100
        @Option(
            parsing: .unconditional,
            help: ArgumentHelp(
                "Let only so many bytes a second reach the terminal, as from another machine.",
                valueName: "bytes")) var lineSpeed: Int?
        @Option(
            help: ArgumentHelp(
                "Terminals, with commas: \(TerminalLikeness.all.map(\.name).joined(separator: ", ")).", valueName: "list")) var terminals: String?
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard rounds > 0, (BrowserBenchmark.leastItems...SampleShop.limit).contains(items) else {
                throw ValidationError("--rounds takes a number above 0, --items one from \(BrowserBenchmark.leastItems) to \(SampleShop.limit).")
            }
            guard largeItems == 0 || (items...SampleShop.limit).contains(largeItems) else {
                throw ValidationError("--large-items takes 0 or a number from \(items) to \(SampleShop.limit).")
            }
            guard lineSpeed.map({ $0 >= 1000 }) ?? true else {
                throw ValidationError("--line-speed takes a number from 1000 on.")
            }
            _ = try likenesses()
        }

        private func likenesses() throws -> [TerminalLikeness] {
            try terminals.map(TerminalLikeness.named) ?? TerminalLikeness.all
        }

        func run() throws {
            let catalog = try catalog.map { try Catalog(opening: CatalogLibrary().existing(meant: $0)) }
            let report = try BrowserReport.measure(
                catalog, items: items, largeItems: largeItems, terminals: likenesses(), rounds: rounds,
                lineSpeed: lineSpeed)
            if json { Console.print(try JSON.text(report)) } else { report.print() }
        }
    }
}
