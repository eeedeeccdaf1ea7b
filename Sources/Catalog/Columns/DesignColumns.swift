import Basics
import Foundation
import GRDB

/// Which items are one design in several colours, and which colours those are, by row.
package struct DesignColumns: Sendable {
    /// For each row the number of its design, from 0; -1 where it has none. Items of different sources are of different designs, whatever
    /// these are called.
    package private(set) var designs: [Int32]
    /// For each row that has a design the number of its colour, from 0; -1 where it tells none.
    package private(set) var colors: [Int32]

    /// Reads the designs of a generation of a catalog: the attributes `design`, and `colour` or `color`.
    ///
    /// - Returns: nil where no item of a shop, and none of the first items, has a design.
    /// - Throws: `CatalogError`. Cost: a look at the first items; where there are designs, one pass over all, about a microsecond for each.
    package init?(_ catalog: Catalog) throws(CatalogError) {
        let universe = try catalog.state().items
        designs = [Int32](repeating: -1, count: universe)
        colors = designs
        let named = "instr(attributes, '\"design\"') > 0"
        let read = try catalog.read { db -> (designs: [Int32], colors: [Int32])? in
            let isThere = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM offer)
                      OR EXISTS (SELECT 1 FROM (SELECT attributes FROM item ORDER BY row LIMIT 2000) WHERE \(named))
                    """)
            guard isThere == true else { return nil }
            var reader = DesignReader(universe: universe)
            let cursor = try Row.fetchCursor(db, sql: "SELECT row, source, attributes FROM item WHERE \(named) ORDER BY row")
            while let row = try cursor.next() {
                guard let source = Int64.fromDatabaseValue(row[1]) else { continue }
                try row.withUnsafeData(atIndex: 2) { if let attributes = $0 { reader.take(row[0], of: source, attributes) } }
            }
            return (reader.designs, reader.foldedColors)
        }
        guard let read else { return nil }
        (designs, colors) = read
    }
}

private struct DesignReader {
    private struct Design: Hashable {
        let source: Int64
        let name: Int32
    }

    private(set) var designs: [Int32]
    private var colors: [Int32]
    private var numbers: [Design: Int32] = [:]
    private var names = TextPool()
    private var colorNames = TextPool()
    private var values: [PlainAttributes.Value] = []

    private static let design = Array("design".utf8)
    private static let color = ["colour", "color"].map { Array($0.utf8) }

    init(universe: Int) {
        designs = [Int32](repeating: -1, count: universe)
        colors = designs
    }

    /// - Parameter attributes: as the database keeps them; what cannot be read has no design.
    mutating func take(_ row: Int, of source: Int64, _ attributes: Data) {
        guard designs.indices.contains(row) else { return }
        if attributes.withUnsafeBytes({ takePlain(row, of: source, $0.bindMemory(to: UInt8.self)) }) { return }
        guard let named = try? JSON.decode([String: AttributeValue].self, from: attributes), let texts = named["design"]?.texts, texts.count == 1,
            var design = texts.first
        else { return }
        design.withUTF8 { add($0, to: row, of: source) }
        guard var color = (named["colour"] ?? named["color"])?.text else { return }
        color.withUTF8 { add(color: $0, to: row) }
    }

    /// - Returns: false for what only a decoder can read.
    private mutating func takePlain(_ row: Int, of source: Int64, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard PlainAttributes.read(bytes, into: &values), !values.contains(where: \.isEscaped) else { return false }
        var design: Range<Int>?, color: Range<Int>?
        for value in values where !value.isInList {
            if bytes[value.name].elementsEqual(Self.design) { design = value.text }
            if color == nil || value.name.count == Self.color[0].count, Self.color.contains(where: { bytes[value.name].elementsEqual($0) }) {
                color = value.text
            }
        }
        if let design { add(UnsafeBufferPointer(rebasing: bytes[design]), to: row, of: source) }
        if let color { add(color: UnsafeBufferPointer(rebasing: bytes[color]), to: row) }
        return true
    }

    private mutating func add(_ name: UnsafeBufferPointer<UInt8>, to row: Int, of source: Int64) {
        guard !name.isEmpty else { return }
        let design = Design(source: source, name: names.number(of: name)), number = numbers[design] ?? Int32(numbers.count)
        numbers[design] = number
        designs[row] = number
    }

    private mutating func add(color: UnsafeBufferPointer<UInt8>, to row: Int) {
        if !color.isEmpty, designs[row] >= 0 { colors[row] = colorNames.number(of: color) }
    }

    /// The colours, those that differ in case or accents alone as one.
    var foldedColors: [Int32] {
        var numbers: ExactDictionary<Int32> = [:]
        let folded = (0..<colorNames.count).map { number in
            let name = colorNames.text(number).folded, known = numbers[name] ?? Int32(numbers.count)
            numbers[name] = known
            return known
        }
        return colors.map { $0 < 0 ? $0 : folded[Int($0)] }
    }
}
