import Basics
import Engine
import Taste

/// Items and baskets in words.
extension State {
    /// All that the line of details says: "Navy tee, 17.90, navy, cat; liked".
    func fullWords(_ selection: Selection) -> String {
        selection.item.words.map { words(ofWish: selection.item, $0) } ?? words(details(selection), of: selection.item)
    }

    /// What a tile says: name, distance, price and badge, and as a neighbour what it owes to.
    func briefWords(_ selection: Selection) -> String {
        let item = selection.item
        if let words = item.words { return self.words(ofWish: item, words) }
        var pieces = [name(of: item)] + looks.caption.notes(of: item).map(\.value)
        if let badge = Badge(item) { pieces.append(badge.words) }
        if let stack = item.stack { pieces.append(stack.words) }
        if let match = selection.match {
            pieces.append((metric.isScore ? "score " : "distance ") + distanceText(match.distance))
            if match.because.count > 1 {
                let shares = match.because.prefix(2).map { "\(fixed($0.share * 100, decimals: 0))% \(name(ofID: $0.id))" }
                pieces.append("because of " + shares.joined(separator: ", "))
            }
        }
        return words(pieces.map { Piece($0) }, of: item)
    }

    private func words(_ pieces: [Piece], of item: ItemSummary) -> String {
        let text = pieces.map(\.words).filter { !$0.isEmpty }.joined(separator: ", ")
        return text + (basket.mark(of: item.id).map { "; \($0.word)" } ?? "")
    }

    /// "liked: wish “-stripes”".
    private func words(ofWish item: ItemSummary, _ words: String) -> String {
        let mark = basket.mark(of: item.id).map { $0.word + ": " } ?? "", note = note(onWish: words).map { ", " + $0.text } ?? ""
        return "\(mark)wish \(name(of: item))\(note)"
    }

    /// The item at the cursor with its place: "3 of 3,000: Navy tee, 17.90; liked".
    var placeLines: [String] {
        let place = Screens[screen].place(in: self)
        return selection.map { [(place.map { $0 + ": " } ?? "") + fullWords($0) + "."] + pairLines + alikeLines } ?? []
    }

    /// "3 liked, 1 wish, 1 passed".
    var basketWords: String {
        let wishes = basket.liked.count { isWish($0.item) }
        return "\(grouped(basket.liked.count - wishes)) liked, " + (wishes > 0 ? counted(wishes, "wish", "wishes") + ", " : "")
            + "\(grouped(basket.passed.count)) passed"
    }

    /// What has become of the basket, item by item.
    func basketChanges(since before: Basket) -> [String] {
        guard basket != before else { return [] }
        guard basket.name.isExactly(before.name) else { return ["Basket \(basket.name): \(basketWords)."] }
        let marked = basket.entries.filter { before.mark(of: $0.item) != basket.mark(of: $0.item) }.map {
            (basket.mark(of: $0.item) == .pass ? "Passed: " : isWish($0.item) ? "Wished for: " : "Liked: ") + name(ofID: $0.item) + "."
        }
        let gone = before.entries.filter { basket[$0.item] == nil }.map { entry in
            "No longer \(before.mark(of: entry.item)?.word ?? "here"): \(name(ofID: entry.item))."
        }
        let changes = marked + gone
        guard !changes.isEmpty else { return [] }
        let more = changes.count - Self.mostChanges
        return changes.prefix(Self.mostChanges) + (more > 0 ? ["And \(grouped(more)) more."] : []) + ["\(basketWords.capitalizedFirst)."]
    }

    private static let mostChanges = 8

    /// How far indexing is.
    var progressLines: [String] { line(progressPieces) }

    /// How far the visit of a shop is.
    var visitLines: [String] { line(visitPieces) }

    private func line(_ pieces: [Piece]) -> [String] {
        let words = pieces.map { inWords($0.words) }.filter { !$0.isEmpty }
        return words.isEmpty ? [] : [words.joined(separator: ", ").capitalizedFirst + "."]
    }
}

extension Mark {
    var word: String { self == .like ? "liked" : "passed" }
}

extension String {
    /// With an upper-case letter at its beginning.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
