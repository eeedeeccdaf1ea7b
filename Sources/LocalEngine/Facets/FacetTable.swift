import Basics
import Catalog
import Engine
import Foundation

/// The attributes of a state of a catalog that can be ticked.
struct FacetTable: Sendable {
    /// A column as it is shown.
    struct Entry: Sendable {
        let column: AttributeColumn
        let kind: Kind
        /// Of each value in the order of sizes or numbers, where they are such.
        let places: [Int]?
    }

    enum Kind: Sendable {
        /// Values that differ in case or accents alone are one, for a condition asks for them alike: what each group is called, and the group of each
        /// distinct value.
        case values(names: [String], groups: [Int])
        /// Where the first bin begins, how wide they are, and how many; and the bin of each distinct value, nil for what is no number.
        case numbers(start: Double, step: Double, count: Int, bins: [Int?])
    }

    /// What is known of all items.
    let columns: AttributeColumns
    let entries: [Entry]
    /// Nil where no item comes from a shop.
    let status: StatusFacet?

    /// Cost: a look at each distinct value.
    init(_ columns: AttributeColumns, status: StatusFacet? = nil) {
        (self.columns, self.status) = (columns, status)
        entries = columns.columns.filter { column in Condition.canAsk(for: column.name) && !Self.names.contains { column.name.isExactly($0) } }
            .compactMap { column in
                Self.kind(of: column).map { Entry(column: column, kind: $0, places: $0.places(in: column.name)) }
            }
    }

    subscript(name: String) -> Entry? { entries.first { $0.column.name.isExactly(name) } }

    /// What names items, or what they share, and describes nothing.
    private static let names = ["design", "url"]
    /// Fewer different numbers are values.
    private static let fewNumbers = 12
    /// Fewer different texts are values, however few items have each.
    private static let fewTexts = 20
    private static let mostBins = 20

    /// Nil for what names single items, such as titles.
    private static func kind(of column: AttributeColumn) -> Kind? {
        if let numbers = numbers(of: column) {
            let known = numbers.compactMap(\.self)
            if known.count > fewNumbers, let least = known.min(), let most = known.max() { return histogram(numbers, from: least, to: most) }
        }
        guard column.count <= fewTexts || column.count <= AttributeColumns.mostTexts && column.count * 2 <= column.total else { return nil }
        var names: [String] = []
        var numbersByText: ExactDictionary<Int> = [:]
        let groups = (0..<column.count).map { number in
            let text = column.value(number), folded = text.folded
            if let group = numbersByText[folded] { return group }
            numbersByText[folded] = names.count
            names.append(text)
            return names.count - 1
        }
        return .values(names: names, groups: groups)
    }

    /// The distinct values as numbers, nil for what is none; nil unless nine of ten are.
    private static func numbers(of column: AttributeColumn) -> [Double?]? {
        var numbers: [Double?] = [], texts = 0
        for number in 0..<column.count {
            let value = plainNumber(column.value(number))
            if value == nil { texts += 1 }
            guard AttributeColumn.areNumbers(column.count, texts: texts) else { return nil }
            numbers.append(value)
        }
        return numbers
    }

    /// Bins as wide as 1, 2 or 5 times a power of ten, as few as show something.
    private static func histogram(_ numbers: [Double?], from least: Double, to most: Double) -> Kind? {
        guard most > least, (most - least).isFinite else { return nil }
        let rough = (most - least) / Double(mostBins), power = pow(10, floor(log10(rough)))
        guard let step = [1.0, 2, 5, 10].map({ $0 * power }).first(where: { $0 >= rough }), step > 0 else { return nil }
        let start = floor(least / step) * step
        // Of numbers near the largest that there are.
        guard start.isFinite, (start + Double(mostBins + 2) * step).isFinite else { return nil }
        let edges = Facet.Histogram(start: start, step: step, counts: [])
        /// By the very edges that are asked for, which are rounded.
        func bin(_ number: Double) -> Int {
            var bin = Int(max(0, min(Double(mostBins + 1), (number - start) / step)))
            if bin > 0, number < edges.edge(bin) { bin -= 1 }
            if number >= edges.edge(bin + 1) { bin += 1 }
            return bin
        }
        return .numbers(start: start, step: step, count: bin(most) + 1, bins: numbers.map { $0.map(bin) })
    }
}

extension FacetTable.Kind {
    fileprivate func places(in column: String) -> [Int]? {
        if case .values(let names, _) = self { NaturalOrder.places(of: names, in: column) } else { nil }
    }
}
