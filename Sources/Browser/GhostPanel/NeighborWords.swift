import Basics
import Engine

/// The ghost's neighbours in words.
extension State {
    /// List by list what is nearest, with distances and reasons.
    ///
    /// - Parameter count: how many of each list.
    func neighborLines(_ count: Int = 5) -> [String] {
        let lists = panelMatchLists
        guard !panelMatches.isEmpty else { return [basket.liked.isEmpty ? "No likes yet, so nothing is near to them." : "Nothing near."] }
        let notes = panelNotes.isEmpty ? [] : [panelNotes.map(inWords).joined(separator: ", ").replacing("✕", with: "passes:") + "."]
        return notes + aboutLines
            + lists.indices.flatMap { list in
                [listName(list).capitalizedFirst + ":"]
                    + lists[list].prefix(count).enumerated().map { "\($0.offset + 1): \(briefWords(Selection($0.element)))." }
            } + (isAmongNeighbors ? ["You are at \(neighborPlace)."] : [])
    }

    /// A line for each list with its nearest, for who looks at something else.
    var nearestLines: [String] {
        guard !panelMatches.isEmpty else { return [] }
        return aboutLines
            + panelMatchLists.enumerated().map { list, matches in
                let nearest = matches.prefix(panelInterests.isEmpty ? 3 : 2).map { "\(name(of: $0.item)) \(distanceText($0.distance))" }
                return "\(listName(list).capitalizedFirst): \(nearest.isEmpty ? "nothing near" : nearest.joined(separator: "; "))."
            }
    }

    /// What the ghost is about; of several, each list says its own.
    private var aboutLines: [String] { panelInterests.isEmpty ? aboutGhost.map { ["Your ghost is about: \($0.spoken)."] } ?? [] : [] }

    /// "2 of 12 like sailing boats".
    var neighborPlace: String {
        let list = shop.panel.list
        return "\(grouped(shop.panel.scroller.cursor + 1)) of \(grouped(panelMatchLists.at(list)?.count ?? 0)) \(listName(list, countsLikes: false))"
    }

    /// What a list is of: "like sailing boats, 2 likes", or "nearest to your likes" where there is one.
    private func listName(_ list: Int, countsLikes: Bool = true) -> String {
        guard let interest = panelInterests.at(list) else {
            return varietyText == nil ? "nearest to your likes" : "near to your likes, with \(varietyText!)"
        }
        let about = AboutWords(interest.about).map { ", about \($0.spoken)" } ?? ""
        return "like \(interestName(list).text(columns: .max))" + (countsLikes ? ", \(countWords(interest.likes))\(about)" : "")
    }

    /// Goes on among the neighbours, over the end of a list into the next; returns whether there was anywhere to go.
    mutating func stepAmongNeighbors(by step: Int) -> Bool {
        let lists = panelMatchLists, list = shop.panel.list, wanted = shop.panel.scroller.cursor + step
        guard let count = lists.at(list)?.count else { return false }
        let beyond = step > 0 ? list + 1 : list - 1
        if wanted >= 0, wanted < count {
            shop.panel.choose(wanted, in: list)
        } else if let next = lists.at(beyond), !next.isEmpty {
            shop.panel.choose(step > 0 ? 0 : next.count - 1, in: beyond)
        } else {
            return false
        }
        settleCursors()
        return true
    }
}
