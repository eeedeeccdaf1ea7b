import Basics
import Vectors

extension Board {
    /// Memory for assigning one block after another.
    private final class Bench {
        let assignment: Assignment
        /// Features of a block's items.
        let features: UnsafeMutablePointer<Float>
        let items: UnsafeMutablePointer<Int32>
        let places: UnsafeMutablePointer<Int32>
        /// The blurred features of its places, number after number: `targets[number * block + place]`.
        let targets: UnsafeMutablePointer<Float>

        init(block: Int, dimensions: Int, window: Int) {
            assignment = Assignment(capacity: block)
            features = .allocate(capacity: block * dimensions)
            items = .allocate(capacity: block)
            places = .allocate(capacity: window)
            targets = .allocate(capacity: block * dimensions)
        }

        deinit {
            features.deallocate()
            items.deallocate()
            places.deallocate()
            targets.deallocate()
        }
    }

    /// Assigns the items of blocks of places anew, each block on its own: every item within it goes where the blurred grid is most like it, as
    /// well as all of them together can.
    ///
    /// - Parameters:
    ///   - side: of the windows that blocks are drawn from at random.
    ///   - block: places in a block, at most.
    ///   - seed: of this round.
    ///   - isOpen: which windows are worked on, by their columns and rows; nil: all.
    func assign(side: Int, block: Int, seed: UInt64, isOpen: (@Sendable (Range<Int>, Range<Int>) -> Bool)? = nil) {
        var random = SplitMix(seed)
        let side = max(1, min(side, max(shape.columns, shape.rows)))
        let offset = (column: random.index(below: side), row: random.index(below: side))
        let across = (shape.columns + offset.column + side - 1) / side, down = (shape.rows + offset.row + side - 1) / side
        let seeds = random.next()
        nonisolated(unsafe) let board = self
        Workers.run(across * down, chunk: max(1, min(8, across * down / (4 * threads))), threads: threads) { windows in
            let bench = Bench(block: block, dimensions: board.dimensions, window: side * side)
            for window in windows {
                let left = window % across * side - offset.column, top = window / across * side - offset.row
                let columns = max(0, left)..<min(board.shape.columns, left + side), rows = max(0, top)..<min(board.shape.rows, top + side)
                if let isOpen, !isOpen(columns, rows) { continue }
                board.assign(columns, rows, block, SplitMix(seeds &+ UInt64(window)), bench)
            }
        }
    }

    private func assign(_ columns: Range<Int>, _ rows: Range<Int>, _ block: Int, _ random: SplitMix, _ bench: Bench) {
        var (random, count) = (random, 0)
        for row in rows {
            for column in columns where row * shape.columns + column < shape.count {
                bench.places[count] = Int32(row * shape.columns + column)
                count += 1
            }
        }
        guard count > 1 else { return }
        if count > block {
            for last in stride(from: count - 1, to: 0, by: -1) {
                let other = random.index(below: last + 1)
                (bench.places[last], bench.places[other]) = (bench.places[other], bench.places[last])
            }
        }
        // Blocks of one size, as far as possible.
        let blocks = (count + block - 1) / block
        for number in 0..<blocks {
            let start = count * number / blocks
            assign(bench.places + start, count * (number + 1) / blocks - start, bench)
        }
    }

    private func assign(_ places: UnsafeMutablePointer<Int32>, _ count: Int, _ bench: Bench) {
        for (at, place) in UnsafeBufferPointer(start: places, count: count).enumerated() {
            (bench.features + at * dimensions).update(from: features + Int(place) * dimensions, count: dimensions)
            bench.items[at] = items[Int(place)]
            let target = blurred + Int(place) * dimensions
            for number in 0..<dimensions { bench.targets[number * count + at] = target[number] }
        }
        // Of |f − t|² only −f·t depends on who goes where.
        for at in 0..<count { Self.products(bench.features + at * dimensions, bench.targets, bench.assignment.costs + at * count, count, dimensions) }
        bench.assignment.solve(count)
        for at in 0..<count {
            let place = Int(places[Int(bench.assignment.columnOf[at])])
            items[place] = bench.items[at]
            (features + place * dimensions).update(from: bench.features + at * dimensions, count: dimensions)
        }
    }

    /// out = −f·T, for one item and all targets.
    private static func products(
        _ features: UnsafeMutablePointer<Float>, _ targets: UnsafeMutablePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ count: Int,
        _ dimensions: Int
    ) {
        for at in 0..<count { out[at] = 0 }
        for number in 0..<dimensions {
            let factor = features[number], targets = targets + number * count
            for at in 0..<count { out[at] -= factor * targets[at] }
        }
    }
}
