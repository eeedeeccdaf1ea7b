import Basics
import Catalog
import Console
import Encoders
import Foundation
import SampleShop
import Terminal

extension WordsReport {
    /// Measures on a copy of a catalog, or on a sample shop that the built-in encoder encodes, in a temporary folder.
    ///
    /// - Parameters:
    ///   - catalog: nil: the sample shop, which takes minutes.
    ///   - items: T-shirts of the sample shop.
    ///   - rounds: phrases typed.
    package static func measure(_ catalog: Catalog?, items: Int, terminals: [TerminalLikeness], rounds: Int) throws -> WordsReport {
        let draft = try DraftFolder.temporary("benchmark"), folder = draft.folder
        defer { withExtendedLifetime(draft) {} }
        let measured = try catalog?.snapshot(at: folder.appendingPathComponent("words")) ?? shop(items: items, in: folder)
        let count = try measured.state().items
        guard count >= BrowserBenchmark.leastItems else {
            throw PlainError(
                "\(measured.folder.path) has \(grouped(count)) items; timing pages takes at least \(grouped(BrowserBenchmark.leastItems))")
        }
        var benchmark = WordsBenchmark(catalog: measured, folder: folder)
        benchmark.rounds = rounds
        return try benchmark.measure(terminals) { Console.note($0) }
    }

    private static func shop(items: Int, in folder: URL) throws -> Catalog {
        let pictures = folder.appendingPathComponent("pictures")
        try SampleShop(items: items, seed: 1).draw(into: pictures)
        try Data(AttributesTable.csv(Array(SampleShop(items: items, seed: 1).items)).utf8).write(
            to: pictures.appendingPathComponent("attributes.csv"))
        let catalog = try Catalog(creating: folder.appendingPathComponent("words"))
        var options = Indexer.Options()
        options.attributes = try AttributesFile(path: pictures.appendingPathComponent("attributes.csv").path)
        let line = SharedProgress("T-shirts encoded")
        defer { line.finish() }
        _ = try Indexer(catalog: catalog, encoder: EncoderStore.standard().open(EncoderStore.standardName), options: options)
            .run(source: pictures.path) { line.show(done: $0.done, total: items) }
        return catalog
    }
}
