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

    /// Makes the bits. Reads the table twice.
    public init(_ table: VectorTable, threads: Int? = nil) {
        let threads = threads ?? Workers.available
        medians = Self.medians(of: table, threads: threads)
        (rows, words) = (table.rows, (table.dimensions + 63) / 64)
        let storage = Storage(words: max(1, rows * words))
        nonisolated(unsafe) let bits = storage.words
        let (medians, words) = (medians, words)
        let bad = Workers.run(rows, chunk: 64, threads: threads, state: { [Int]() }) { bad, range in
            for row in range {
                if !Self.set(bits + row * words, table.buffer(row), above: medians) { bad.append(row) }
            }
        }
        unusable = RowSet(universe: rows, bad.joined())
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

    private static func medians(of table: VectorTable, threads: Int) -> [Double] {
        // A few dimensions at a time, so that every read of a row uses a whole line of the cache.
        let parts = Workers.run(table.dimensions, chunk: 16, threads: threads, state: { [(Int, Double)]() }) { found, range in
            var columns = [[Float]](repeating: [], count: range.count)
            for i in columns.indices { columns[i].reserveCapacity(table.rows) }
            for row in 0..<table.rows {
                let numbers = table.start + row * table.dimensions
                for (i, d) in range.enumerated() where numbers[d].isFinite { columns[i].append(numbers[d]) }
            }
            for (i, d) in range.enumerated() { found.append((d, columns[i].median())) }
        }
        return parts.joined().sorted { $0.0 < $1.0 }.map(\.1)
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

        func value(threads: Int) -> MedianBits {
            made.withLock { made in
                if let made { return made }
                let bits = kept() ?? anew(threads)
                made = bits
                return bits
            }
        }

        private func anew(_ threads: Int) -> MedianBits {
            let bits = table.whole { MedianBits(table, threads: threads) }
            // Where they cannot be kept they serve this process all the same. Those of rows that were put back are not the file's.
            if let url, table.settle() == 0 { try? bits.write(to: url, for: table) }
            return bits
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

extension [Float] {
    /// The middle number, or the mean of the two in the middle; 0 for none. Linear time on average; reorders.
    mutating func median() -> Double {
        guard !isEmpty else { return 0 }
        let upper = Double(select(count / 2))
        if count % 2 == 1 { return upper }
        return (Double(self[..<(count / 2)].max()!) + upper) / 2
    }

    /// Brings the number of rank k to place k, smaller ones before it (Hoare's quickselect), and returns it.
    private mutating func select(_ k: Int) -> Float {
        withUnsafeMutableBufferPointer { numbers in
            var (low, high) = (0, numbers.count - 1)
            while low < high {
                let pivot = Swift.max(
                    Swift.min(numbers[low], numbers[high]),
                    Swift.min(Swift.max(numbers[low], numbers[high]), numbers[(low + high) / 2]))
                var (i, j) = (low, high)
                while i <= j {
                    while numbers[i] < pivot { i += 1 }
                    while numbers[j] > pivot { j -= 1 }
                    if i <= j {
                        numbers.swapAt(i, j)
                        i += 1
                        j -= 1
                    }
                }
                if k <= j { high = j } else if k >= i { low = i } else { break }
            }
            return numbers[k]
        }
    }
}
