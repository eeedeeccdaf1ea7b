import Basics
import Engine
import Vectors

/// A row of the comparison: what is nearest under one metric, or under several that find the same, where these are folded.
struct ComparedRow {
    /// One at least.
    let rankings: [Ranking]
    /// Which of the screen's questions it answers.
    let purpose: SearchPurpose
    /// The basket or the encoder that it is of, where these are compared.
    let name: String?

    var ranking: Ranking { rankings[0] }

    /// "cosine", "= euclidean": a line for each metric, or what it is of.
    var titles: [String] {
        if let name { return [sanitized(name)] }
        return rankings.enumerated().map { ($0 > 0 ? "= " : "") + $1.metric.titleText }
    }

    /// What other rows call it.
    var word: String { name.map { sanitized($0) } ?? ranking.metric.rawValue }
}

extension State {
    /// The rows that there are answers for.
    var comparedRows: [ComparedRow] {
        if hasCounterpart {
            return [(SearchPurpose.compare, ownName), (.counterpart, counterpartName)].compactMap { purpose, name in
                searches[purpose]?.first { $0.metric == metric }.map { ComparedRow(rankings: [$0], purpose: purpose, name: name) }
            }
        }
        var groups: [[Ranking]] = []
        for ranking in searches[.compare] ?? [] {
            if let place = groups.firstIndex(where: { folds($0[0], ranking) }) {
                groups[place].append(ranking)
            } else {
                groups.append([ranking])
            }
        }
        return groups.map { ComparedRow(rankings: $0, purpose: .compare, name: nil) }
    }

    private func folds(_ first: Ranking, _ second: Ranking) -> Bool {
        guard compare.foldsRows != false else { return false }
        return (compare.foldsRows == true || first.equivalents.contains(second.metric)) && first.finds(second)
    }

    /// Metrics that find the same because they must.
    var comparedEquivalents: [Metric] {
        guard !hasCounterpart, let rankings = searches[.compare] else { return [] }
        guard let first = rankings.first(where: { !$0.equivalents.isEmpty && !$0.matches.isEmpty }) else { return [] }
        let same = rankings.filter { first.equivalents.contains($0.metric) && first.finds($0) }.map(\.metric)
        return same.count > 1 ? same : []
    }

    /// Why some metrics agree, where they must.
    var equivalenceText: String? {
        let metrics = comparedEquivalents
        return metrics.isEmpty ? nil : "\(joinedWords(metrics.map(\.rawValue))) always agree here: all features are equally long"
    }

    /// Whether two rows find the same, be they folded or not.
    var hasEqualRows: Bool {
        guard !hasCounterpart, let rankings = searches[.compare] else { return false }
        return rankings.indices.contains { a in rankings[(a + 1)...].contains { rankings[a].finds($0) } }
    }

    /// Opens rows that are folded; where none is, folds those that find the same.
    mutating func toggleFolding() {
        guard !hasCounterpart else { return say("Rows are folded where metrics are compared, and these are \(counterpartKinds).") }
        let metric = comparedRows.at(compare.row)?.ranking.metric
        defer { if let metric { compare.row = comparedRows.firstIndex { $0.rankings.contains { $0.metric == metric } } ?? 0 } }
        if comparedRows.contains(where: { $0.rankings.count > 1 }) {
            compare.foldsRows = false
            return say(equivalenceText.map { $0.capitalizedFirst } ?? "A row for each metric")
        }
        guard hasEqualRows else { return say("No two metrics put everything in the same order here.") }
        compare.foldsRows = true
        say("Rows with the same neighbours are folded into one")
    }
}

extension Ranking {
    /// Whether another finds the same items in the same order.
    func finds(_ other: Ranking) -> Bool {
        matches.count == other.matches.count && !matches.isEmpty && zip(matches, other.matches).allSatisfy { $0.item.id.isExactly($1.item.id) }
    }
}

extension Metric {
    /// Its name; that of a score says so, for its largest is nearest.
    fileprivate var titleText: String { isScore ? rawValue + " score" : rawValue }
}
