import Basics
import Engine

/// What is ticked, as a person would say it.
extension Facets {
    /// "navy or white", "14 to 28", "sizes M or L": each column's, and what cannot be ticked as it was typed.
    var words: [String] { facets.compactMap(\.words) + (rest.map { [$0] } ?? []) }
}

extension Facet {
    /// Nil where nothing is ticked.
    fileprivate var words: String? {
        switch content {
        case .values(let values, _):
            let ticked = values.filter(\.isTicked).map { $0.text.isEmpty ? "(empty)" : $0.text }
            guard let last = ticked.last else { return nil }
            let list = ticked.count == 1 ? last : ticked.dropLast().joined(separator: ", ") + " or " + last
            // A letter or a number alone could be of anything.
            return ticked.contains { $0.count <= 3 || $0.first?.isNumber == true } ? "\(title) \(list)" : list
        case .numbers(let histogram):
            let range = histogram.range, from = range.from.map(Self.text), below = range.below.map(Self.text)
            let numbers: String? =
                switch (from, below) {
                case (let from?, let below?): "\(from) to \(below)"
                case (let from?, nil): "from \(from)"
                case (nil, let below?): "below \(below)"
                case (nil, nil): nil
                }
            // What something costs is what numbers are taken for.
            return numbers.map { from != nil && below != nil && name.lowercased().contains("price") ? $0 : "\(title) \($0)" }
        }
    }
}

/// Filters that were ticked, and how a person would say them.
struct TickedFilters: Sendable {
    private var words: ExactDictionary<String> = [:]

    init(_ session: Session) { if let filter = session.listing.filter, let said = session.ticked { words[filter] = said } }
    init() {}

    /// Nil for a filter that was typed.
    subscript(filter: String) -> String? { words[filter] }

    mutating func remember(_ facets: Facets) {
        guard let filter = facets.filter else { return }
        if words.count >= Self.memory { words = [:] }
        words[filter] = facets.words.joined(separator: " · ")
    }

    private static let memory = 200
}
