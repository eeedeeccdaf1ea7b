import Basics
import Catalog
import Console
import Foundation
import Terminal

extension BrowserReport {
    /// Measures the browser on a copy of a catalog, or on a sample shop and a larger catalog, in a temporary folder.
    ///
    /// - Parameters:
    ///   - catalog: nil: the others are made, which takes minutes and 2 GB.
    ///   - items: T-shirts of the sample shop.
    ///   - largeItems: items of the larger catalog; 0 leaves it out.
    ///   - rounds: key presses of each kind.
    ///   - lineSpeed: bytes a second that the line to the terminal takes; nil for as many as come.
    package static func measure(
        _ catalog: Catalog?, items: Int, largeItems: Int, terminals: [TerminalLikeness], rounds: Int,
        lineSpeed: Int? = nil
    ) throws -> BrowserReport {
        let draft = try DraftFolder.temporary("benchmark"), folder = draft.folder
        defer { withExtendedLifetime(draft) {} }
        func part(_ catalog: Catalog) throws -> Part { try measure(catalog, in: folder, terminals: terminals, rounds: rounds, lineSpeed: lineSpeed) }
        if let catalog { return BrowserReport(parts: [try part(catalog)]) }
        let catalogs = BenchmarkCatalogs(folder: folder)
        var parts = [try part(catalogs.shop(items: items))]
        if largeItems > 0 { parts.append(try part(catalogs.large(items: largeItems, shop: items))) }
        return BrowserReport(parts: parts)
    }

    private static func measure(
        _ catalog: Catalog, in folder: URL, terminals: [TerminalLikeness], rounds: Int, lineSpeed: Int?
    ) throws -> Part {
        let state = try catalog.state()
        guard state.items >= BrowserBenchmark.leastItems else {
            throw PlainError(
                "\(catalog.folder.path) has \(grouped(state.items)) items; timing pages takes at least \(grouped(BrowserBenchmark.leastItems))")
        }
        let name = catalog.folder.lastPathComponent
        let copy = try catalog.snapshot(at: folder.appendingPathComponent("browsed-" + name))
        var benchmark = BrowserBenchmark(catalog: copy, folder: folder)
        benchmark.rounds = rounds
        benchmark.lineSpeed = lineSpeed
        let figures = try terminals.map { likeness in
            try benchmark.measure(likeness) { Console.note("\(sanitized(name)), \(likeness.name): \($0)") }
        }
        return Part(
            catalog: name, items: state.items, dimensions: state.encoder?.dimensions ?? 0, terminals: figures, lineSpeed: lineSpeed)
    }
}
