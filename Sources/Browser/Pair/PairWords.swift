import Basics
import Engine
import Vectors

/// The pair in words.
extension State {
    /// How the cursor's item differs from the pinned one, for who goes from item to item.
    var pairLines: [String] {
        guard conversation != nil, let (pinned, other) = besides, let table = pairTable else { return [] }
        guard other.words == nil else { return ["Beside \(name(of: pinned)): words have no attributes."] }
        var parts = [differenceWords(table)].filter { !$0.isEmpty }
        if case .success(let found)? = pairDistances, let place = found.metrics.firstIndex(of: metric) {
            parts.append(words(found, place).capitalizedFirst)
        }
        return ["Beside \(name(of: pinned)): " + parts.joined(separator: ". ") + "."]
    }

    /// All that there is to say of the two.
    var wholePairLines: [String] {
        guard let pinned = pair.pinned else { return ["Nothing is pinned; pin pins the item where you are."] }
        guard let (_, other) = besides, other.words == nil, let table = pairTable else {
            return ["Pinned: \(fullWords(Selection(pinned))).", "Go on to another item to hear how it differs."]
        }
        let lines = table.lines.map { line in
            "\(line.name.capitalizedFirst): \(line.differs ? "\(said(line.pinned)), here \(said(line.other))" : "\(line.pinned), the same")."
        }
        let distances: [String] =
            switch pairDistances {
            case .success(let found)?: found.metrics.indices.map { words(found, $0).capitalizedFirst + "." }
            case .failure(let failure)?: [sanitized(failure.reason).capitalizedFirst + "."]
            case nil: []
            }
        return ["\(name(of: pinned)), pinned, and here \(name(of: other)):"] + lines + distances
    }

    /// "colour white, not navy; the same in pattern and motif".
    private func differenceWords(_ table: PairTable) -> String {
        let differing = table.lines.filter(\.differs).map { "\($0.name) \(said($0.other)), not \(said($0.pinned))" }
        let same = table.lines.filter { !$0.differs }.map(\.name)
        return (differing + (same.isEmpty ? [] : ["the same in \(same.joined(separator: ", "))"])).joined(separator: "; ")
    }

    private func said(_ value: String?) -> String { value.flatMap { $0 == "–" ? nil : $0 } ?? "none" }

    /// "cosine 0.214, print 0.110, garment 0.480": smaller is nearer, but of a score.
    private func words(_ found: ItemDistances, _ place: Int) -> String {
        let metric = found.metrics[place], name = metric.rawValue + (metric.isScore ? " score" : "")
        return found.rows.map { row in
            "\(row.part.map(sanitized) ?? name) \(row.distances.at(place).flatMap { $0 }.map(distanceText) ?? "not told")"
        }.joined(separator: ", ")
    }
}

extension Verb {
    static let beside = Verb(
        name: "beside", arguments: "", help: "The pinned item and this one, side by side: what each has, and how far they are apart"
    ) { state, _ in state.answer(\.wholePairLines) }
}
