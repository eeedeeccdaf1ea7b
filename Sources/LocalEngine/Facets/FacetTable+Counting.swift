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
    ///   - base: the items that are found.
    ///   - hidden: those that nobody is shown who does not ask for them.
    ///   - others: as in `AttributeColumns.rows`.
    /// - Throws: what `others` throws. Cost: a pass over each column.
    func facets(
        under condition: Condition?, among base: RowSet, hiding hidden: RowSet, others: (Condition) throws -> [Int]
    ) throws -> Facets {
        let question = FacetQuestion(condition, in: self)
        var base = base
        if let rest = question.rest { base.formIntersection(try columns.rows(where: rest, others: others)) }
        let chosen = try entries.map { entry in
            try question.choices[entry.column.name].map { choice in
                try choice.conditions.map { try columns.rows(where: $0, others: others) }
            }
        }
        let ofStatus = question.statuses.flatMap { asked in status?.rows(asked.places, of: base.universe) }
        /// - Parameter without: the place of a column that is left out, or the number of columns for what shops say.
        func left(but without: Int?, withHidden: Bool = false) -> RowSet {
            var set = base
            if !withHidden { set.subtract(hidden) }
            if let ofStatus, without != entries.count { set.formIntersection(ofStatus) }
            for (index, sets) in chosen.enumerated() where index != without { for other in sets ?? [] { set.formIntersection(other) } }
            return set
        }
        let all = left(but: nil)
        var facets = entries.enumerated().map { index, entry in
            facet(entry, counts: entry.column.counts(among: chosen[index] == nil ? all : left(but: index)), question.choices[entry.column.name])
        }
        if let status {
            let facet = status.facet(left: left(but: entries.count, withHidden: true), hidden: hidden, ticked: question.statuses?.places ?? [])
            // What is new is what a shopper who comes again asks first.
            facets.insert(facet, at: 0)
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
            if let places = entry.places {
                values = values.indices.sorted { places[$0] < places[$1] }.map { values[$0] }
            } else {
                values.sort { a, b in
                    if a.isTicked != b.isTicked { return a.isTicked }
                    return a.count != b.count ? a.count > b.count : a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
                }
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
