import Basics
import Catalog
import Engine
import Foundation
import LocalEngine
import Postgres
import Server
import Synchronization
import Taste
import Vectors

/// What a shopper waits for whose catalog is on a server: pages, finding, neighbours, likes that are stored, and those of others.
///
/// Likes go into a basket of their own, which is removed at the end.
package struct ServerBenchmark {
    /// One thing that was measured.
    package struct Figure: Codable {
        package let name: String
        /// Of the median, in milliseconds.
        package let limit: Double?
        package let milliseconds: SearchBenchmark.Timing
        package let samples: Int

        package var line: String {
            let limit = limit.map { ", limit \(fixed($0, decimals: 0))" } ?? ""
            return "\(padded(name, to: 40)) \(fixed(milliseconds.median, decimals: 2)) ms, p99 \(fixed(milliseconds.p99, decimals: 2))\(limit)"
        }
    }

    package var rounds = 50
    let address: ServerAddress

    package init(_ address: ServerAddress) { self.address = address }

    /// Measures all of it.
    ///
    /// - Throws: an error in one line.
    package func run() throws -> [Figure] {
        let address = address
        let catalog = try Catalog(opening: Mirror(address).refresh())
        let documents = try ServerDocuments(address) {}
        let engine = LocalEngine(catalog, documents: documents, fetch: nil), local = LocalEngine(catalog)
        let count = try engine.requiredSummary().count
        _ = try waitForAnswer { _ = engine.open(Listing(), query: nil, keep: nil, $0) }
        var random = SplitMix(1)
        let rows = (0..<12 * rounds).map { _ in Int.random(in: 0..<count, using: &random) }
        let pages = try (0..<rounds).map { round in
            try time { _ = try waitForAnswer { _ = engine.items(at: rows[round]..<min(count, rows[round] + 40), $0) } }
        }
        let ids = try rows.map { row in try waitForAnswer { _ = engine.items(at: row..<row + 1, $0) }.items[0].id }
        func find(_ text: Substring) throws -> Double {
            try time { _ = try waitForAnswer { _ = engine.open(Listing(text: String(text)), query: nil, keep: nil, $0) } }
        }
        // Few have the end of an ID, and often all have its beginning.
        let found = try ids.prefix(rounds).map { (try find($0.suffix(4)), try find($0.prefix(3))) }
        let baskets = (0..<rounds).map { round in Basket(entries: ids[12 * round..<12 * round + 12].map { Basket.Entry(item: $0) }) }
        func neighbors(_ engine: LocalEngine, _ round: Int) throws -> Double {
            let query = NeighborQuery(subject: .ghost(baskets[round]), metrics: [.cosine, .euclidean, .manhattan], count: 30)
            return try time { _ = try waitForAnswer { _ = engine.neighbors(query, $0) } }
        }
        _ = try (neighbors(engine, 0), neighbors(local, 0))
        let mirrored = try (0..<rounds).map { try (neighbors(engine, $0), neighbors(local, $0)) }
        let nothingNew = try (0..<10).map { _ in try time { _ = try Mirror(address).refresh() } }
        let (stored, seen) = try likes(documents, ids)
        return [
            Figure("page of 40", limit: 5, pages), Figure("find", limit: 30, found.map(\.0)), Figure("find what most have", found.map(\.1)),
            Figure("neighbours of 12, three metrics", mirrored.map(\.0)), Figure("the same, documents in the catalog", mirrored.map(\.1)),
            Figure("mirror, nothing new", nothingNew), Figure("like stored", limit: 10, stored),
            Figure("another browser's like seen", limit: 200, seen), Figure("like stored, 8 browsers at once", try crowd(ids)),
        ] + (try vectorsOnTheServer(baskets))
    }

    /// How long likes take to be stored, and until another browser has read them.
    private func likes(_ documents: ServerDocuments, _ ids: [String]) throws -> (stored: [Double], seen: [Double]) {
        let other = try ServerDocuments(address) {}, heard = DispatchSemaphore(value: 0)
        other.watch { news in if news == .changed { heard.signal() } }
        heard.wait()
        let basket = try BenchmarkBasket(documents)
        defer { basket.remove() }
        var stored: [Double] = [], seen: [Double] = []
        for id in ids.prefix(rounds) {
            let start = ContinuousClock.now
            try basket.like(id)
            stored.append((ContinuousClock.now - start) / .milliseconds(1))
            repeat { _ = heard.wait(timeout: .now() + 5) } while try !basket.isThere(with: id, in: other)
            seen.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        return (stored, seen)
    }

    /// How long likes take while eight browsers of one person like as fast as they can.
    private func crowd(_ ids: [String]) throws -> [Double] {
        let times = Mutex<[Double]>([]), failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            do {
                let basket = try BenchmarkBasket(ServerDocuments(address) {})
                defer { basket.remove() }
                for id in ids.prefix(rounds) {
                    let milliseconds = try time { try basket.like(id) }
                    times.withLock { $0.append(milliseconds) }
                }
            } catch { failure.withLock { $0 = error } }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return times.withLock { $0 }
    }

    func time(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start) / .milliseconds(1)
    }
}

extension ServerBenchmark.Figure {
    init(_ name: String, limit: Double? = nil, _ samples: [Double]) {
        (self.name, self.limit, milliseconds, self.samples) = (name, limit, SearchBenchmark.Timing(samples), samples.count)
    }
}

/// A basket for as long as likes are measured.
private final class BenchmarkBasket {
    private let documents: ServerDocuments
    private let before: BasketContents
    private var after: BasketContents

    init(_ documents: ServerDocuments) throws {
        self.documents = documents
        before = try documents.storedBaskets().value ?? BasketContents()
        after = before
        after.baskets.append(Basket(name: "benchmark \(UUID().uuidString)"))
    }

    private var place: Int { after.baskets.count - 1 }

    func like(_ id: String) throws {
        var next = after
        next.baskets[place].toggleLike(id)
        _ = try documents.change(baskets: BasketChange(from: after, to: next))
        after = next
    }

    func isThere(with id: String, in documents: ServerDocuments) throws -> Bool {
        let name = after.baskets[place].name
        let stored = try documents.storedBaskets().value?.baskets.first { $0.name.isExactly(name) }
        return stored?[id] == after.baskets[place][id]
    }

    func remove() { _ = try? documents.change(baskets: BasketChange(from: after, to: before)) }
}
