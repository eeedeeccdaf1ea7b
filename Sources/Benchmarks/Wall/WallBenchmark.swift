import Basics
import Catalog
import Foundation
import Vectors
import Wall

/// Measures arrangements by likeness: how soon they are made, and how well places tell what is alike, beside other orders of the same items.
package struct WallBenchmark {
    private let table: VectorTable
    /// Rows that have a vector.
    private let rows: [Int]
    private let ids: [String]
    private let colors: [Color?]
    /// Items whose arrangements are compared, at most.
    package var items = 4096
    /// Items on the grid that the exact twin sorts as well, at most.
    package var smallItems = 225
    package var seed: UInt64 = 1

    /// - Throws: `CatalogError`, such as `.noVectors`.
    package init(_ catalog: Catalog) throws {
        let now = try catalog.generation()
        table = try now.vectors()
        let items = try now.items(rows: 0..<table.rows)
        let known = items.filter { item in now.encodedRows?.contains(item.row) ?? true }
        (rows, ids, colors) = (known.map(\.row), known.map(\.id), known.map { $0.color.map { Color(packed: $0) } })
    }

    /// Of vectors alone, which have no colours.
    package init(_ table: VectorTable) {
        (self.table, rows) = (table, Array(0..<table.rows))
        (ids, colors) = (rows.map(String.init), rows.map { _ in nil })
    }

    /// Columns of the grid that as many items are compared on: as near to a square as there is.
    private static func shape(_ count: Int) -> GridShape { GridShape(count: count, aspect: 1) }

    /// - Parameters:
    ///   - beside: tables of other programs' arrangements of the same items, as `vitrine wall --csv` writes them.
    ///   - progress: told what is being measured.
    package func run(beside files: [URL], progress: (String) -> Void) throws -> WallFigures {
        let compared = Array(0..<min(items, rows.count)), small = Array(0..<min(smallItems, rows.count))
        let others = try files.map { file in
            (file.deletingPathExtension().lastPathComponent, try WallTable(contentsOf: file).arrangement(of: compared.map { ids[$0] }))
        }
        progress("Arranging all \(grouped(rows.count)) items")
        let whole = timed { Arrangement(sorting: table, rows: rows, seed: seed)! }
        progress("Comparing orders of \(grouped(compared.count)) items")
        let shape = Self.shape(compared.count),
            ours = timed { Arrangement(sorting: table, rows: compared.map { rows[$0] }, shape: shape, seed: seed)! }
        var orders = [WallFigures.Order("by likeness", quality(ours.value, compared), seconds: ours.seconds)]
        orders.append(WallFigures.Order("at random", quality(Arrangement(shape: shape, items: random(compared.count)), compared)))
        if let byColor = Self.order(byColor: compared.map { colors[$0] }) {
            orders.append(WallFigures.Order("by colour", quality(Arrangement(shape: shape, items: byColor), compared)))
        }
        orders += others.map { name, arrangement in WallFigures.Order(name, quality(arrangement, compared)) }
        progress("Comparing with the exact twin on a grid of \(grouped(small.count))")
        let smallShape = Self.shape(small.count)
        let fast = timed { Arrangement(sorting: table, rows: small.map { rows[$0] }, shape: smallShape, seed: seed)! }
        let exact = timed {
            Arrangement(
                shape: smallShape,
                items: PlainSorting.sort(small.map(unit), shape: smallShape, order: random(small.count).map { Int($0) }).map { Int32($0) })
        }
        return WallFigures(
            items: rows.count, dimensions: table.dimensions, seconds: whole.seconds, compared: compared.count, orders: orders,
            smallItems: small.count,
            small: [
                WallFigures.Order("by likeness", quality(fast.value, small), seconds: fast.seconds),
                WallFigures.Order("exact twin", quality(exact.value, small), seconds: exact.seconds),
                WallFigures.Order("at random", quality(Arrangement(shape: smallShape, items: random(small.count)), small)),
            ])
    }

    private func timed<Value>(_ work: () -> Value) -> (value: Value, seconds: Double) {
        let start = ContinuousClock.now, value = work()
        return (value, (ContinuousClock.now - start) / .seconds(1))
    }

    private func quality(_ arrangement: Arrangement, _ compared: [Int]) -> DistancePreservation {
        DistancePreservation(arrangement, of: table, rows: compared.map { rows[$0] })
    }

    private func random(_ count: Int) -> [Int32] {
        var random = SplitMix(seed)
        return random.order(count).map { Int32($0) }
    }

    private func unit(_ index: Int) -> [Float] {
        let vector = table.vector(at: rows[index]), length = vector.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        return vector.map { length > 0 && length.isFinite ? Float(Double($0) / length) : 0 }
    }

    /// As shops order by colour: greys first, then by a dozen hues, and within each from dark to light.
    ///
    /// - Returns: nil where colours are not known.
    static func order(byColor colors: [Color?]) -> [Int32]? {
        guard colors.contains(where: { $0 != nil }) else { return nil }
        func key(_ color: Color?) -> (Int, Int) {
            guard let color else { return (13, 0) }
            let (red, green, blue) = (Int(color.red), Int(color.green), Int(color.blue))
            let most = max(red, green, blue), range = most - min(red, green, blue), light = 2126 * red + 7152 * green + 722 * blue
            guard range > 24 else { return (0, light) }
            let sixth = most == red ? (green - blue, 0) : most == green ? (blue - red, 2) : (red - green, 4)
            let hue = (Double(sixth.0) / Double(range) + Double(sixth.1) + 6).truncatingRemainder(dividingBy: 6)
            return (1 + min(11, Int(hue * 2)), light)
        }
        let keys = colors.map(key)
        return colors.indices.sorted { (keys[$0].0, keys[$0].1, $0) < (keys[$1].0, keys[$1].1, $1) }.map { Int32($0) }
    }
}
