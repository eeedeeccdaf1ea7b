import ArgumentParser
import Basics
import Benchmarks
import Catalog
import Console
import Foundation
import Vectors

extension BenchmarkCommand {
    struct Wall: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time arranging items by likeness, and measure how well that keeps together what is alike.",
            discussion: """
                Arranges a catalog's items, or synthetic clustered vectors, and compares orders of the first of them by distance preservation \
                quality (p = 16): by likeness, at random, by colour, on a small grid also an exact sorting, and whatever other programs have \
                made of the same items.
                """)

        @Option(help: ArgumentHelp("Arrange a catalog's items instead.", valueName: "dir"), completion: .catalogs) var catalog: String?
        @OptionGroup var seen: ComparedVectorsOption
        @Option(parsing: .unconditional, help: "How many synthetic vectors.") var items = 11_556
        @Option(parsing: .unconditional, help: "How many dimensions they have.") var dimensions = 512
        @Option(parsing: .unconditional, help: "Items whose orders are compared.") var compared = 4096
        @Option(parsing: .unconditional, help: "Items on the grid that is also sorted exactly.") var small = 225
        @Option(parsing: .unconditional, help: ArgumentHelp("Arranges in another way.", valueName: "number")) var seed: UInt64 = 1
        @Option(
            name: .customLong("beside"),
            help: ArgumentHelp("A table of another arrangement, as `vitrine wall --csv` writes it; may be repeated.", valueName: "file"),
            completion: .file(extensions: ["csv"]))
        var beside: [String] = []
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard items > 1, dimensions > 0, (2...20_000).contains(compared), (2...1000).contains(small) else {
                throw ValidationError("--items takes a number above 1, --compared one of at most 20000, --small one of at most 1000.")
            }
            guard seen.name == nil || catalog != nil else { throw ValidationError("--encoder goes with --catalog.") }
        }

        func run() throws {
            let draft = try DraftFolder.temporary("benchmark")
            defer { withExtendedLifetime(draft) {} }
            var benchmark = try catalog.map(ofCatalog) ?? synthetic(in: draft.folder)
            (benchmark.items, benchmark.smallItems, benchmark.seed) = (compared, small, seed)
            let figures = try benchmark.run(beside: beside.map { URL(fileURLWithPath: $0) }) { Console.note($0) }
            if json { return Console.print(try JSON.text(figures)) }
            for line in figures.lines { Console.print(line) }
        }

        private func ofCatalog(_ name: String) throws -> WallBenchmark {
            try WallBenchmark(seen.seen(Catalog(opening: CatalogLibrary().existing(meant: name))))
        }

        private func synthetic(in folder: URL) throws -> WallBenchmark {
            let url = folder.appendingPathComponent("vectors.npy")
            Console.note("Making \(grouped(items)) vectors of \(dimensions) dimensions")
            try SyntheticVectors(rows: items, dimensions: dimensions).write(to: url)
            return WallBenchmark(try VectorTable(contentsOf: url))
        }
    }
}
