import Basics
import Engine
import Taste

/// What stands above and instead of neighbours, as text for a terminal.
package enum SimilarHeading {
    /// What is asked, among how many items, in one line.
    ///
    /// - Parameters:
    ///   - items: what those asked for are called.
    ///   - pictures: those from outside, as a person named them.
    package static func text(items: [String], pictures: [String], catalog: CatalogSummary) -> String {
        let names = (items.prefix(4) + pictures.prefix(2)).map(sanitized)
        let more = items.count + pictures.count - names.count
        let query =
            items.count + pictures.count == 1 ? names[0] : "the ghost of " + names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        return "Nearest to \(query) among \(counted(catalog.count, "item")) (\(sanitized(catalog.encoder ?? "")), \(catalog.dimensions) dimensions)"
    }

    /// What likes fall into, in one line; nil where that says nothing.
    package static func interests(_ interests: [Interest]) -> String? {
        guard interests.count > 1 else { return nil }
        let groups = interests.map { interest in
            let others = interest.likes.count > 1 ? " and \(interest.likes.count - 1) like it" : ""
            return sanitized(interest.medoid) + others + (interest.about.isEmpty ? "" : " (\(words(interest.about)))")
        }
        return "\(interests.count) tastes (mode interests), taken in turn: " + groups.joined(separator: "; ")
    }

    /// What is asked about, in one line of words; nil where nothing can be told.
    package static func about(_ ranking: Ranking) -> String? { ranking.about.isEmpty ? nil : "About: " + words(ranking.about) }

    private static func words(_ words: [String]) -> String { words.map(sanitized).joined(separator: " · ") }

    /// What is said where no neighbour was found.
    package static func nothing(condition: String?) -> String {
        condition == nil
            ? "There is no other item, so there is nothing to compare."
            : "No other item meets the condition, so there is nothing to compare."
    }
}

extension Ranking {
    /// The same with other names for what is liked, such as a picture's as a person typed it.
    package func namingLikes(_ name: (String) -> String) -> Ranking {
        var named = self
        for place in named.matches.indices {
            for reason in named.matches[place].because.indices {
                named.matches[place].because[reason].id = name(named.matches[place].because[reason].id)
            }
        }
        named.interests = interests.map { interest in
            Interest(
                likes: interest.likes.map { Basket.Entry(item: name($0.item), opinion: $0.opinion, weight: $0.weight) },
                medoid: name(interest.medoid),
                about: interest.about)
        }
        return named
    }
}
