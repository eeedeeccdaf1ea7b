import CDistance
import Foundation
import Synchronization

/// One bit for each number of a table: whether it is above its dimension's median. What hamming distance compares.
///
/// The median is numpy's: the middle one of the dimension's finite numbers, or the mean of the two in the middle. It belongs to
/// the table as a whole, so bits are made anew whenever rows come or go. Size: 1/32 of the table's bytes.
public final class MedianBits: @unchecked Sendable {
    /// Each dimension's median.
    public let medians: [Double]
    let words: Int
    let rows: Int
    let bits: UnsafePointer<UInt64>
    /// Rows that hold NaN or infinity.
    let unusable: RowSet
    /// What frees the bits.
    private let owner: AnyObject

    /// Bits that are there already; `owner` keeps them in memory.
    init(medians: [Double], rows: Int, bits: UnsafePointer<UInt64>, unusable: RowSet, owner: AnyObject) {
        (self.medians, self.rows, self.bits, self.unusable, self.owner) = (medians, rows, bits, unusable, owner)
        words = (medians.count + 63) / 64
    }

    /// Makes the bits. Reads the table four times. Rows that cannot be had count as those that hold NaN.
    ///
    /// - Throws: where rows that lie elsewhere cannot be had.
    public init(_ table: VectorTable, threads: Int? = nil) throws(SearchError) {
        let threads = threads ?? Workers.available
        medians = try ColumnMedians.of(table, threads: threads)
        (rows, words) = (table.rows, (table.dimensions + 63) / 64)
        let storage = Storage(words: max(1, rows * words))
        nonisolated(unsafe) let bits = storage.words
        let (medians, words) = (medians, words)
        var unusable = RowSet(universe: rows)
        try table.windows(where: table.canBeHad) { window, rows in
            let bad = Workers.run(window.count, chunk: 64, threads: threads, state: { [Int]() }) { bad, range in
                for row in range.lazy.map({ window.lowerBound + $0 }) {
                    if !table.canBeHad(row) || !Self.set(bits + row * words, rows.buffer(row), above: medians) { bad.append(row) }
                }
            }
            for row in bad.joined() { unusable.insert(row) }
        }
        self.unusable = unusable
        self.bits = UnsafePointer(bits)
        owner = storage
    }

    /// Memory of its own for bits, all 0 to begin with.
    private final class Storage {
        let words: UnsafeMutablePointer<UInt64>

        init(words count: Int) {
            words = .allocate(capacity: count)
            words.initialize(repeating: 0, count: count)
        }

        deinit { words.deallocate() }
    }

    /// The rows nearest to each query: the (weighted) share of dimensions whose bits differ; ties by row.
    func nearest(to queries: ContiguousArray<PreparedQuery>, count: Int, _ filter: RowFilter, threads: Int) -> [[Neighbor]] {
        let prepared = queries.map { BitQuery($0, medians: medians, words: words) }
        let found = Workers.run(filter.rows, chunk: 4096, threads: threads, state: { prepared.map { _ in TopK(capacity: count) } }) {
            nearest, range in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { list in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: 64) { differing in
                    for block in range.lowerBound / 64..<(range.upperBound + 63) / 64 {
                        let found = filter.list(block: block, into: list.baseAddress!)
                        for (q, query) in prepared.enumerated() {
                            vd_bits_differing(
                                bits, words, list.baseAddress!, found, query.bits, query.masks, query.weights,
                                query.weights.count, differing.baseAddress!)
                            for i in 0..<found where !unusable.contains(Int(list[i])) {
                                nearest[q].offer(cost: differing[i] / query.whole, row: list[i])
                            }
                        }
                    }
                }
            }
        }
        return queries.indices.map { q in
            var nearest = TopK(capacity: count)
            for part in found { nearest.merge(part[q]) }
            return nearest.sorted().map { Neighbor(row: Int($0.row), distance: Float($0.cost)) }
        }
    }

    /// Lessens what each row that may be found costs to its share, as `nearest` has it before it is rounded.
    ///
    /// - Parameter costs: by row.
    func lessen(_ costs: UnsafeMutablePointer<Double>, to query: PreparedQuery, _ filter: RowFilter, threads: Int) {
        let query = BitQuery(query, medians: medians, words: words)
        nonisolated(unsafe) let costs = costs
        _ = Workers.run(filter.rows, chunk: 4096, threads: threads, state: { () }) { _, range in
            for block in range.lowerBound / 64..<(range.upperBound + 63) / 64 { lessen(costs, to: query, filter, block: block) }
        }
    }

    private func lessen(_ costs: UnsafeMutablePointer<Double>, to query: BitQuery, _ filter: RowFilter, block: Int) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { list in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 64) { differing in
                let found = filter.list(block: block, into: list.baseAddress!)
                vd_bits_differing(
                    bits, words, list.baseAddress!, found, query.bits, query.masks, query.weights, query.weights.count, differing.baseAddress!)
                for i in 0..<found where !unusable.contains(Int(list[i])) {
                    costs[Int(list[i])] = min(costs[Int(list[i])], differing[i] / query.whole)
                }
            }
        }
    }

    /// Sets the bits of the numbers above their medians; false when one is not finite.
    private static func set(_ bits: UnsafeMutablePointer<UInt64>, _ numbers: UnsafeBufferPointer<Float>, above medians: [Double])
        -> Bool
    {
        var finite = true
        for d in 0..<numbers.count {
            if Double(numbers[d]) > medians[d] { bits[d / 64] |= 1 << UInt64(d % 64) }
            finite = finite && numbers[d].isFinite
        }
        return finite
    }

    /// Bits that are opened, or made, when they are first asked for.
    final class Lazy: Sendable {
        private let table: VectorTable
        private let url: URL?
        private let made: Mutex<MedianBits?>

        /// - Parameter url: where they are kept; nil: nowhere.
        init(_ table: VectorTable, _ bits: MedianBits?, url: URL?) {
            (self.table, self.url) = (table, url)
            made = Mutex(bits)
        }

        /// Whether they are there already; not while they are being made.
        var isMade: Bool { made.withLockIfAvailable { $0 != nil } ?? false }

        func value(threads: Int) throws(SearchError) -> MedianBits {
            let result = made.withLock { made -> Result<MedianBits, SearchError> in
                if let made { return .success(made) }
                let bits = kept().map { .success($0) } ?? anew(threads)
                made = try? bits.get()
                return bits
            }
            return try result.get()
        }

        private func anew(_ threads: Int) -> Result<MedianBits, SearchError> {
            let result = table.whole { Result { () throws(SearchError) in try MedianBits(table, threads: threads) } }
            guard let bits = try? result.get() else { return result }
            // Where they cannot be kept they serve this process all the same. Those of rows that were put back are not the file's, nor of some rows alone.
            if let url, table.isWhole, table.settle() == 0 { try? bits.write(to: url, for: table) }
            return result
        }

        private func kept() -> MedianBits? {
            guard let url, let bits = MedianBits(contentsOf: url, for: table), table.settle() == 0 else { return nil }
            return bits
        }
    }
}

/// A query's bits, and which of them count how much.
private struct BitQuery: Sendable {
    var bits: [UInt64]
    /// For each part, the bits that are its own, one part after another.
    var masks: [UInt64]
    var weights: [Double]
    /// What all bits together count.
    var whole: Double

    init(_ query: PreparedQuery, medians: [Double], words: Int) {
        bits = [UInt64](repeating: 0, count: words)
        for d in medians.indices where query.exact[d] > medians[d] { bits[d / 64] |= 1 << UInt64(d % 64) }
        masks = []
        weights = []
        whole = 0
        for part in UnsafeBufferPointer(start: query.parts, count: query.partCount) {
            var mask = [UInt64](repeating: 0, count: words)
            for d in Int(part.begin)..<Int(part.end) { mask[d / 64] |= 1 << UInt64(d % 64) }
            masks += mask
            weights.append(Double(part.weight))
            whole += Double(part.weight) * Double(part.end - part.begin)
        }
        if whole == 0 { whole = 1 }
    }
}
