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

        @Option(help: ArgumentHelp("Browse a catalog's items instead.", valueName: "dir")) var catalog: String?
        @Option(help: "T-shirts in the sample shop.") var items = 11_556
        @Option(help: "Items in the larger catalog; 0 leaves it out.") var largeItems = 289_222
        @Option(help: "Key presses of each kind.") var rounds = 100
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
            _ = try likenesses()
        }

        private func likenesses() throws -> [TerminalLikeness] {
            guard let terminals else { return TerminalLikeness.all }
            return try terminals.split(separator: ",").map { name in
                guard let known = TerminalLikeness.all.first(where: { $0.name == name }) else {
                    throw ValidationError("--terminals knows \(TerminalLikeness.all.map(\.name).joined(separator: ", ")), not \(name).")
                }
                return known
            }
        }

        func run() throws {
            let draft = try DraftFolder.temporary("benchmark"), folder = draft.folder
            defer { withExtendedLifetime(draft) {} }
            var results: [BrowserReport.Part] = []
            if let catalog {
                results.append(try measure(Catalog(opening: URL(fileURLWithPath: catalog)), in: folder))
            } else {
                let catalogs = BenchmarkCatalogs(folder: folder)
                results.append(try measure(catalogs.shop(items: items), in: folder))
                if largeItems > 0 { results.append(try measure(catalogs.large(items: largeItems, shop: items), in: folder)) }
            }
            let report = BrowserReport(parts: results)
            if json { Console.print(try JSON.text(report)) } else { report.print() }
        }

        private func measure(_ catalog: Catalog, in folder: URL) throws -> BrowserReport.Part {
            let state = try catalog.state()
            guard state.items >= BrowserBenchmark.leastItems else {
                throw PlainError(
                    "\(catalog.folder.path) has \(grouped(state.items)) items; timing pages takes at least \(grouped(BrowserBenchmark.leastItems))")
            }
            let name = catalog.folder.lastPathComponent
            let copy = try catalog.snapshot(at: folder.appendingPathComponent("browsed-" + name))
            var benchmark = BrowserBenchmark(catalog: copy, folder: folder)
            benchmark.rounds = rounds
            let figures = try likenesses().map { likeness in
                try benchmark.measure(likeness) { Console.note("\(sanitized(name)), \(likeness.name): \($0)") }
            }
            return BrowserReport.Part(catalog: name, items: state.items, dimensions: state.encoder?.dimensions ?? 0, terminals: figures)
        }
    }
}
