import Basics
import Engine

/// The attributes in words, for those who read instead of looking: they tick by a condition.
extension FacetsScreen {
    private static let fewValues = 8

    static func overview(in state: State) -> [String] {
        guard let facets = state.facetsScreen.facets else { return ["Counting."] }
        guard !facets.facets.isEmpty else { return ["No \(state.catalog.noun) here has attributes to choose by."] }
        let count = "\(grouped(facets.count)) of \(counted(state.catalog.count, state.catalog.noun, state.catalog.nouns))"
        return [count + (facets.filter.map { " where \($0)" } ?? "") + "."] + facets.facets.map { words($0, in: state) }
            + ["Say where, and a condition, such as where \(example(facets.facets[0]))."]
    }

    static func place(in state: State) -> String? { nil }

    static func isWaiting(in state: State) -> Bool { state.facetsScreen.facets == nil }

    private static func words(_ facet: Facet, in state: State) -> String {
        let name = facet.title.capitalizedFirst
        switch facet.content {
        case .values(let values, let more):
            let texts = values.prefix(fewValues).map { "\($0.text) \(grouped($0.count))\($0.isTicked ? ", chosen" : "")" }
            let hidden = values.count - texts.count + more
            return "\(name): \(texts.joined(separator: "; "))\(hidden > 0 ? "; and \(grouped(hidden)) more" : "")."
        case .numbers(let histogram):
            let from = histogram.range.from ?? histogram.edge(0), below = histogram.range.below ?? histogram.edge(histogram.counts.count)
            return "\(name): from \(Facet.text(from)) to below \(Facet.text(below))."
        }
    }

    private static func example(_ facet: Facet) -> String {
        switch facet.content {
        case .values(let values, _) where facet.valuesAreConditions: values.first?.literal ?? ""
        case .values(let values, _): "\(facet.literal) = \(values.first?.literal ?? "''")"
        case .numbers(let histogram): "\(facet.literal) >= \(Facet.text(histogram.edge(1)))"
        }
    }
}

extension Verb {
    static let filter = Verb(name: "filter", arguments: "", help: "Attributes to tick, with how many there are of each") { state, _ in
        FacetsScreen.open(in: &state)
        state.answer { Screens[$0.screen].overview(in: $0) }
    }
}
