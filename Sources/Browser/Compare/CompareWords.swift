import Basics
import Engine

/// The comparison in words: a line for each metric, and what it has in common with the others.
extension CompareScreen {
    static func overview(in state: State) -> [String] {
        let rankings = state.searches[.compare] ?? []
        guard !rankings.allSatisfy(\.matches.isEmpty) else {
            return [query(in: state) == nil ? "Like something first, then compare." : "There is nothing to compare with."]
        }
        let count = state.compareLayout.count, agreement = Agreement(rankings, k: count)
        let subject =
            state.compare.item.map { "the neighbours of \(state.name(of: $0))" } ?? "what is near to \(state.countWords(state.basket.liked))"
        let lines = rankings.enumerated().map { row, ranking in
            let nearest = ranking.matches.prefix(count).map { "\(state.name(of: $0.item)) \(distanceText($0.distance))" }
            let common = rankings.indices.filter { $0 != row }.map { "\(agreement.overlap(row, $0)) with \(rankings[$0].metric.rawValue)" }
            let shared = common.isEmpty ? "" : " In common: \(common.joined(separator: ", "))."
            return
                "\(ranking.metric.rawValue.capitalizedFirst)\(ranking.metric.isScore ? " score" : ""): \(nearest.joined(separator: "; ")).\(shared)"
        }
        return ["Comparing \(subject), the \(count) nearest."] + lines + state.placeLines
    }

    static func place(in state: State) -> String? {
        let rankings = state.searches[.compare] ?? [], count = state.compareLayout.count
        guard let ranking = rankings.at(state.compare.row), let match = state.compared(state.compare.row, state.compare.column) else { return nil }
        let place = "\(ranking.metric.rawValue.capitalizedFirst), \(state.compare.column + 1) of \(min(count, ranking.matches.count))"
        switch Agreement(rankings, k: count).verdict(on: match.item.id) {
        case .all: return place + ", every metric finds it"
        case .one: return place + ", this metric alone finds it"
        case .some: return place
        }
    }
}
