import Basics
import Engine
import Taste
import Vectors

/// How far down each neighbour that shows stands in the other rows: asked once the rows are there, a question for each that they answer.
struct RankAnswers: Sendable {
    private struct Slot {
        let ids: [ExactText]
        let query: NeighborQuery
        let generation: Generation
        var answer: [ItemRanks]?
        var hasFailed = false
    }

    private var slots: [SearchPurpose: Slot] = [:]

    /// Asks unless that was asked last.
    mutating func ask(_ ids: [String], in query: NeighborQuery, for purpose: SearchPurpose, _ requests: inout Requests) {
        let exact = ids.map(ExactText.init)
        if let slot = slots[purpose], slot.query == query, slot.ids == exact { return }
        let slot = Slot(ids: exact, query: query, generation: requests.next())
        slots[purpose] = slot
        requests.send(.rank(purpose, slot.generation, ids: ids, query))
    }

    mutating func accept(_ ranks: [ItemRanks], for purpose: SearchPurpose, _ generation: Generation) {
        if slots[purpose]?.generation == generation { slots[purpose]?.answer = ranks }
    }

    mutating func fail(_ generation: Generation) {
        for (purpose, slot) in slots where slot.generation == generation { slots[purpose]?.hasFailed = true }
    }

    /// The catalog has changed.
    mutating func forget() { slots = [:] }

    var isWaiting: Bool { slots.values.contains { $0.answer == nil && !$0.hasFailed } }

    /// Ranks in a row; nil while they are not known.
    subscript(row: ComparedRow) -> ItemRanks? { slots[row.purpose]?.answer?.first { $0.metric == row.ranking.metric } }
}

extension State {
    /// Asks in which rank each item that shows is in every row.
    mutating func askForRanks() {
        let rows = comparedRows
        guard rows.count > 1 else { return }
        let ids = rows.flatMap { $0.ranking.matches.map(\.item.id) }.unique
        for purpose in [SearchPurpose.compare, .counterpart] {
            let metrics = rows.filter { $0.purpose == purpose }.map(\.ranking.metric)
            guard !metrics.isEmpty, var query = searches.question(answeredFor: purpose) else { continue }
            (query.metrics, query.count) = (metrics, 1)
            var ranks = compare.ranks
            ranks.ask(ids, in: query, for: purpose, &requests)
            compare.ranks = ranks
        }
    }

    /// Where an item stands in a row.
    private func standing(of id: String, in row: ComparedRow) -> Standing? {
        guard let ranks = compare.ranks[row] else { return nil }
        if let rank = ranks[id] { return .rank(rank) }
        guard let other = counterpartBasket else { return .unknown }
        return (row.purpose == .counterpart ? other : basket)[id].map(Standing.init) ?? .unknown
    }

    private enum Standing {
        case rank(Int), liked, passed, unknown

        init(_ entry: Basket.Entry) { self = entry.opinion == .liked ? .liked : .passed }

        var sign: String {
            switch self {
            case .rank(let rank): ordinal(rank)
            case .liked: Mark.like.text
            case .passed: Mark.pass.text
            case .unknown: "–"
            }
        }
    }

    /// "57th by manhattan", "liked in gifts": where an item stands in the other rows, in words for as much room as there is.
    private func elsewhere(_ id: String, besides row: Int, of rows: [ComparedRow], _ length: Length) -> [String] {
        let sign = counterpartBasket == nil ? "by" : "in"
        return rows.enumerated().filter { $0.offset != row }.compactMap { _, other in
            let word = length == .short ? other.name == nil ? other.ranking.metric.abbreviation : clipped(other.word, to: 8) : other.word
            let name = length == .whole ? "\(sign) \(word)" : word
            let standing = standing(of: id, in: other)
            if length == .bare { return standing.map { "→ " + $0.sign } }
            switch standing {
            case .rank(let rank): return "\(ordinal(rank)) \(name)"
            case .liked: return length == .short ? "♥ \(name)" : "liked \(name)"
            case .passed: return length == .short ? "✕ \(name)" : "passed \(name)"
            case .unknown: return length == .whole ? "not \(name)" : "– \(name)"
            case nil: return nil
            }
        }
    }

    /// The barest is for the one other row, by whose name its rank need not be told from others.
    private enum Length { case whole, plain, short, bare }

    /// The same in captions of so many columns, in one form for all of a row; as many ranks as fit, where even their shortest form is too long.
    func rankCaptions(of ids: [String], row: Int, columns: Int) -> [String] {
        let rows = comparedRows
        for length in [Length.whole, .plain, .short] + (hasCounterpart ? [.bare] : []) {
            let texts = ids.map { elsewhere($0, besides: row, of: rows, length).joined(separator: length == .whole ? ", " : " ") }
            if texts.allSatisfy({ displayWidth($0) <= columns }) { return texts }
        }
        return ids.map { id in
            var text = ""
            for word in elsewhere(id, besides: row, of: rows, .short) {
                let longer = text.isEmpty ? word : text + " " + word
                guard displayWidth(longer) <= columns else { break }
                text = longer
            }
            return text
        }
    }

    /// Whether the cursor's item has one rank in all rows, and stands where that says.
    var isInOnePlace: Bool {
        let rows = comparedRows
        guard rows.count > 1, let id = rows.at(compare.row)?.ranking.matches.at(compare.column)?.item.id else { return false }
        return rows.allSatisfy { compare.ranks[$0]?[id] == compare.column + 1 }
    }

    /// "2nd here, 57th by manhattan": where the cursor's item stands, in words.
    var rankText: String? {
        guard let row = comparedRows.at(compare.row), let match = row.ranking.matches.at(compare.column) else { return nil }
        var here = "\(ordinal(compare.column + 1)) here"
        // Variety takes others before it.
        if let rank = compare.ranks[row]?[match.item.id], rank != compare.column + 1 { here += " (\(ordinal(rank)) by distance alone)" }
        if isInOnePlace { return "\(ordinal(compare.column + 1)) in every row" }
        return ([here] + elsewhere(match.item.id, besides: compare.row, of: comparedRows, .whole)).joined(separator: ", ")
    }
}

extension Metric {
    /// For captions that have room for no more.
    fileprivate var abbreviation: String {
        switch self {
        case .cosine: "cos."
        case .euclidean: "eucl."
        case .manhattan: "manh."
        case .dot: "dot"
        case .hamming: "hamm."
        }
    }
}
