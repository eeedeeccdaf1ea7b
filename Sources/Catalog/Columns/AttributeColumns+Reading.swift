import Basics
import Dispatch
import Foundation
import GRDB
import Synchronization
import Vectors

extension AttributeColumns {
    /// Reads the attributes of a generation of a catalog. Cost: one pass over the items, about two microseconds for each.
    ///
    /// - Parameter twin: another reader of the same state, which then takes half of the items at the same time.
    package init(_ catalog: Catalog, beside twin: Catalog? = nil) throws(CatalogError) {
        let state = try catalog.state()
        var half = state.items
        if let twin, try twin.state() == state { half /= 2 }
        let parts = [(reader: catalog, rows: 0..<half), (reader: twin ?? catalog, rows: half..<state.items)].filter { !$0.rows.isEmpty }
        let read = Mutex([Result<ColumnsBuilder, CatalogError>?](repeating: nil, count: parts.count))
        DispatchQueue.concurrentPerform(iterations: parts.count) { place in
            let result = Result { () throws(CatalogError) in
                try ColumnsBuilder(parts[place].reader, rows: parts[place].rows, universe: state.items)
            }
            read.withLock { $0[place] = result }
        }
        var builder = ColumnsBuilder(universe: state.items)
        for case let part? in read.withLock({ $0 }) { builder.append(try part.get()) }
        self.init(state: state, columns: builder.finished, items: builder.items, leftOut: builder.leftOut)
    }
}

/// Columns that are being read, item by item.
private struct ColumnsBuilder {
    private(set) var items: RowSet
    private let universe: Int
    private var names = TextPool()
    /// By the numbers of their names; nil for what a condition does not take for an attribute.
    private var columns: [Draft?] = []
    private var label: Draft
    private var values: [PlainAttributes.Value] = []
    private var row = 0

    private struct Draft {
        var pool = TextPool()
        /// By number, the latest row that has the value.
        private var latest: [Int32] = []
        var firsts: [Int32] = []
        var others: [AttributeColumn.Other] = []
        var lists: RowSet
        var emptyLists: RowSet
        /// Whether there are more texts than a column has.
        private(set) var isLeftOut = false
        private var isOfNumbers = false

        init(universe: Int) { (lists, emptyLists) = (RowSet(universe: universe), RowSet(universe: universe)) }

        mutating func add(_ text: UnsafeBufferPointer<UInt8>, to row: Int, of universe: Int) {
            guard !isLeftOut else { return }
            let number = pool.number(of: text), own = Int32(truncatingIfNeeded: row)
            // A value that a list has twice counts once.
            if Int(number) == latest.count {
                latest.append(own)
                leaveOutTexts()
                if isLeftOut { return }
            } else if latest[Int(number)] == own {
                return
            }
            latest[Int(number)] = own
            if firsts.count > row { return others.append(AttributeColumn.Other(row: own, number: number)) }
            if firsts.isEmpty { firsts.reserveCapacity(universe) }
            while firsts.count < row { firsts.append(AttributeColumn.none) }
            firsts.append(number)
        }

        /// Empty once it has so many texts that they name items rather than describe them.
        private mutating func leaveOutTexts() {
            guard pool.count > AttributeColumns.mostTexts, !isOfNumbers else { return }
            let texts = (0..<pool.count).count { plainNumber(pool.text($0)) == nil }
            isOfNumbers = AttributeColumn.areNumbers(pool.count, texts: texts)
            if !isOfNumbers { leaveOut() }
        }

        private mutating func leaveOut() {
            self = Draft(universe: lists.universe)
            isLeftOut = true
        }

        mutating func append(_ later: Draft) {
            guard !isLeftOut, !later.isLeftOut else { return leaveOut() }
            let numbers = pool.merge(later.pool)
            for number in later.firsts.dropFirst(firsts.count) { firsts.append(number < 0 ? number : numbers[Int(number)]) }
            others += later.others.map { AttributeColumn.Other(row: $0.row, number: numbers[Int($0.number)]) }
            lists.formUnion(later.lists)
            emptyLists.formUnion(later.emptyLists)
            leaveOutTexts()
        }

        func named(_ name: String) -> AttributeColumn {
            AttributeColumn(name: name, pool: pool, firsts: firsts, others: others, lists: lists, emptyLists: emptyLists)
        }
    }

    init(universe: Int) { (items, self.universe, label) = (RowSet(universe: universe), universe, Draft(universe: universe)) }

    /// Reads the items of some rows.
    init(_ catalog: Catalog, rows: Range<Int>, universe: Int) throws(CatalogError) {
        self = try catalog.read { db in
            var builder = ColumnsBuilder(universe: universe)
            let cursor = try Row.fetchCursor(
                db, sql: "SELECT row, label, attributes FROM item WHERE row >= ? AND row < ? ORDER BY row",
                arguments: [rows.lowerBound, rows.upperBound])
            while let row = try cursor.next() {
                builder.begin(row[0])
                try row.withUnsafeData(atIndex: 1) { if let label = $0 { builder.addLabel(label) } }
                try row.withUnsafeData(atIndex: 2) { if let attributes = $0 { builder.addAttributes(attributes) } }
            }
            return builder
        }
    }

    /// Adds what was read of later rows.
    mutating func append(_ later: ColumnsBuilder) {
        items.formUnion(later.items)
        label.append(later.label)
        for (column, name) in zip(later.columns, names.merge(later.names)) {
            if Int(name) == columns.count { columns.append(column.map { _ in Draft(universe: universe) }) }
            if let column { columns[Int(name)]?.append(column) }
        }
    }

    private mutating func begin(_ row: Int) {
        items.insert(row)
        self.row = row
    }

    private mutating func addLabel(_ data: Data) {
        data.withUnsafeBytes { label.add($0.bindMemory(to: UInt8.self), to: row, of: universe) }
    }

    private mutating func addAttributes(_ json: Data) {
        let isPlain = json.withUnsafeBytes { addPlain($0.bindMemory(to: UInt8.self)) }
        guard !isPlain, let all = try? JSON.decode([String: AttributeValue].self, from: json) else { return }
        for (name, value) in all.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            var name = name
            let column = name.withUTF8 { self.column($0, expected: 0) }
            if value.texts.isEmpty { columns[column]?.emptyLists.insert(row) }
            for var text in value.texts { text.withUTF8 { add(to: column, $0, isInList: value.texts.count > 1) } }
        }
    }

    private mutating func addPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard PlainAttributes.read(bytes, into: &values) else { return false }
        var expected = 0
        for value in values {
            let column = self.column(UnsafeBufferPointer(rebasing: bytes[value.name]), expected: expected)
            if value.isEscaped {
                value.unescaped(in: bytes).withUnsafeBufferPointer { add(to: column, $0, isInList: value.isInList) }
            } else {
                add(to: column, UnsafeBufferPointer(rebasing: bytes[value.text]), isInList: value.isInList)
            }
            expected = column + 1
        }
        return true
    }

    private mutating func add(to column: Int, _ text: UnsafeBufferPointer<UInt8>, isInList: Bool) {
        columns[column]?.add(text, to: row, of: universe)
        if isInList { columns[column]?.lists.insert(row) }
    }

    private static let reserved = ["id", "item", "label"].map { Array($0.utf8) }

    /// - Parameter expected: most items have the same attributes in the same order.
    private mutating func column(_ name: UnsafeBufferPointer<UInt8>, expected: Int) -> Int {
        if expected < columns.count, names.equals(expected, name) { return expected }
        let number = Int(names.number(of: name))
        if number == columns.count { columns.append(Self.reserved.contains { name.elementsEqual($0) } ? nil : Draft(universe: universe)) }
        return number
    }

    /// A column of which no item has a value, nor an empty list, was never begun.
    var finished: [AttributeColumn] { drafts.filter { !$0.draft.isLeftOut }.map { $0.draft.named($0.name) } }

    /// The names of those that have too many texts.
    var leftOut: [String] { drafts.filter(\.draft.isLeftOut).map(\.name) }

    private var drafts: [(name: String, draft: Draft)] {
        (label.pool.count > 0 || label.isLeftOut ? [("label", label)] : [])
            + columns.enumerated().compactMap { number, draft in draft.map { (names.text(number), $0) } }
    }
}
