import Basics
import Foundation
import GRDB
import Vectors

extension AttributeColumns {
    /// Reads the attributes of a generation of a catalog. Cost: one pass over the items, about a microsecond for each.
    package init(_ catalog: Catalog) throws(CatalogError) {
        let state = try catalog.state()
        var builder = ColumnsBuilder(universe: state.items)
        try catalog.read { db in
            let cursor = try Row.fetchCursor(db, sql: "SELECT row, label, attributes FROM item ORDER BY row")
            while let row = try cursor.next() {
                builder.begin(row[0])
                try row.withUnsafeData(atIndex: 1) { if let label = $0 { builder.addLabel(label) } }
                try row.withUnsafeData(atIndex: 2) { if let attributes = $0 { builder.addAttributes(attributes) } }
            }
        }
        self.init(state: state, columns: builder.finished, items: builder.items)
    }
}

/// Columns that are being read, item by item.
private struct ColumnsBuilder {
    private(set) var items: RowSet
    private var names = TextPool()
    private var columns: [Draft] = []
    private var values: [PlainAttributes.Value] = []
    private var row: Int32 = 0

    private struct Draft {
        var pool = TextPool()
        var rows: [Int32] = []
        var numbers: [Int32] = []
        var lists: Set<Int32> = []
        var emptyLists: Set<Int32> = []
    }

    init(universe: Int) { items = RowSet(universe: universe) }

    mutating func begin(_ row: Int) {
        items.insert(row)
        self.row = Int32(truncatingIfNeeded: row)
    }

    mutating func addLabel(_ label: Data) { label.withUnsafeBytes { add("label", $0.bindMemory(to: UInt8.self), isInList: false) } }

    mutating func addAttributes(_ json: Data) {
        let isPlain = json.withUnsafeBytes { addPlain($0.bindMemory(to: UInt8.self)) }
        guard !isPlain, let all = try? JSON.decode([String: AttributeValue].self, from: json) else { return }
        for (name, value) in all.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) where !Self.reserved.contains(name) {
            if value.texts.isEmpty { columns[column(name)].emptyLists.insert(row) }
            for var text in value.texts { text.withUTF8 { add(name, $0, isInList: value.texts.count > 1) } }
        }
    }

    private mutating func addPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard PlainAttributes.read(bytes, into: &values) else { return false }
        for value in values where !Self.isReserved(bytes, value.name) {
            let column = column(UnsafeBufferPointer(rebasing: bytes[value.name]))
            add(to: column, UnsafeBufferPointer(rebasing: bytes[value.text]), isInList: value.isInList)
        }
        return true
    }

    /// What a condition does not take for an attribute.
    private static let reserved = ["id", "item", "label"]

    private static func isReserved(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> Bool {
        reserved.contains { $0.utf8.count == name.count && $0.utf8.elementsEqual(bytes[name]) }
    }

    private mutating func add(_ name: String, _ text: UnsafeBufferPointer<UInt8>, isInList: Bool) { add(to: column(name), text, isInList: isInList) }

    private mutating func add(to column: Int, _ text: UnsafeBufferPointer<UInt8>, isInList: Bool) {
        columns[column].rows.append(row)
        columns[column].numbers.append(columns[column].pool.number(of: text))
        if isInList { columns[column].lists.insert(row) }
    }

    private mutating func column(_ name: String) -> Int {
        var name = name
        return name.withUTF8 { column($0) }
    }

    private mutating func column(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        let number = Int(names.number(of: name))
        if number == columns.count { columns.append(Draft()) }
        return number
    }

    var finished: [AttributeColumn] {
        columns.enumerated().map { number, draft in
            AttributeColumn(
                name: names.text(number), pool: draft.pool, rows: draft.rows, numbers: draft.numbers, lists: draft.lists, emptyLists: draft.emptyLists
            )
        }
    }
}
