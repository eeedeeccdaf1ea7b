import Basics
import Foundation
import Wall

/// A table of item, column and row, as `vitrine wall --csv` writes it.
struct WallTable {
    private let url: URL
    private let positions: ExactDictionary<(column: Int, row: Int)>

    init(contentsOf url: URL) throws {
        self.url = url
        var records: ArraySlice<CSV.Record>
        do { records = try CSV.records(Data(contentsOf: url))[...] } catch let error as CSV.Malformed {
            throw PlainError("\(url.path), line \(error.line): \(error.reason)")
        } catch {
            throw PlainError("\(url.path): \(plainReason(error))")
        }
        guard records.popFirst()?.fields.elementsEqual(["item", "column", "row"]) ?? false else {
            throw PlainError("\(url.path): its first line must be item,column,row")
        }
        var positions: ExactDictionary<(column: Int, row: Int)> = [:]
        for record in records {
            guard record.fields.count == 3, let column = Int(record.fields[1]), let row = Int(record.fields[2]),
                (0..<1_000_000).contains(column), (0..<1_000_000).contains(row)
            else { throw PlainError("\(url.path), line \(record.line): a line is an item and two numbers from 0 on") }
            positions[CSV.unguarded(record.fields[0])] = (column, row)
        }
        self.positions = positions
    }

    /// The arrangement of some items, item `i` being the one with `ids[i]`.
    ///
    /// - Throws: a `PlainError` where one of them has no place, or a place within the grid no item.
    func arrangement(of ids: [String]) throws -> Arrangement {
        let places = try ids.map { id in
            guard let place = positions[id] else { throw PlainError("\(url.path): the item \(id) is not in it") }
            return place
        }
        let shape = GridShape(count: ids.count, columns: (places.map(\.column).max() ?? 0) + 1)
        var items = [Int32](repeating: -1, count: ids.count)
        for (item, place) in places.enumerated() {
            let at = place.row * shape.columns + place.column
            guard at < items.count, items[at] < 0 else {
                throw PlainError("\(url.path): \(ids[item]) is not on a grid whose places are all taken once, the last row's end apart")
            }
            items[at] = Int32(item)
        }
        return Arrangement(shape: shape, items: items)
    }
}
