import Basics
import Catalog
import Engine
import Vectors

extension FacetTable {
    /// Values of a facet that are said; a shopper finds others by typing a condition.
    private static let mostValues = 200

    /// The facets under a filter: each counts the items that the others, and what cannot be ticked, leave.
    ///
    /// - Parameters:
    ///   - base: the items that are found and not hidden.
    ///   - others: as in `AttributeColumns.rows`.
    /// - Throws: what `others` throws. Cost: a pass over each column.
    func facets(
        under condition: Condition?, among base: RowSet, others: (Condition) throws -> [Int]
    ) throws -> Facets {
        let question = FacetQuestion(condition, in: self)
        var base = base
        if let rest = question.rest { base.formIntersection(try columns.rows(where: rest, others: others)) }
        let chosen = try entries.map { entry in
            try question.choices[entry.column.name].map { choice in
                try choice.conditions.map { try columns.rows(where: $0, others: others) }
            }
        }
        func left(but without: Int?) -> RowSet {
            var set = base
            for (index, sets) in chosen.enumerated() where index != without { for other in sets ?? [] { set.formIntersection(other) } }
            return set
        }
        let all = left(but: nil)
        let facets = entries.enumerated().map { index, entry in
            facet(entry, counts: entry.column.counts(among: chosen[index] == nil ? all : left(but: index)), question.choices[entry.column.name])
        }
        return Facets(facets: facets, count: all.count, rest: question.rest?.conjunct)
    }

    private func facet(_ entry: Entry, counts: [Int], _ choice: FacetQuestion.Choice?) -> Facet {
        let content: Facet.Content
        switch entry.kind {
        case .values(let names, let groups):
            var values = names.map { Facet.Value(text: $0, literal: Condition.Value.text($0).literal, count: 0) }
            for (number, group) in groups.enumerated() { values[group].count += counts[number] }
            let asked = choice?.values.map(entry.column.isAsked)
            for (number, group) in groups.enumerated() where asked?[number] == true { values[group].isTicked = true }
            values.sort { a, b in
                if a.isTicked != b.isTicked { return a.isTicked }
                return a.count != b.count ? a.count > b.count : a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
            }
            let most = max(Self.mostValues, values.count(where: \.isTicked))
            content = .values(Array(values.prefix(most)), more: max(0, values.count - most))
        case .numbers(let start, let step, let count, let bins):
            var histogram = Facet.Histogram(
                start: start, step: step, counts: [Int](repeating: 0, count: count), range: choice?.range ?? Facet.Range())
            for (number, bin) in bins.enumerated() { if let bin, bin < count { histogram.counts[bin] += counts[number] } }
            content = .numbers(histogram)
        }
        return Facet(name: entry.column.name, literal: Condition.literal(name: entry.column.name), content: content)
    }
}
