import Basics
import Engine
import Frames
import Taste

/// Wishes: words in a basket.
extension State {
    /// Puts the words that order the shop into the basket, or takes them out; where none do, asks for some.
    mutating func wish() {
        if screen == .shop, let words = shop.listing.order.words { return toggleWish(words) }
        beginWords(.wish(from: shop.visit))
    }

    mutating func toggleWish(_ words: String) {
        guard mayChangeBasket() else { return }
        let id = Wish.id(of: words), had = basket.mark(of: id) == .like
        changeBasket(had ? "end of the wish for “\(words)”" : "wish for “\(words)”") { $0.toggleLike(id) }
        say("♥ “\(words)”\(had ? " · taken back" : "")")
    }

    /// Whether an ID in a basket is a wish's.
    func isWish(_ id: String) -> Bool { Wish.words(of: id) != nil && basketItem(id).words != nil }

    /// What makes a wish count for less than it says, or for nothing; nil where all of it is understood, or that is not known yet.
    func note(onWish words: String) -> (text: String, isIgnored: Bool)? {
        if let encoder, !encoder.knowsWords { return ("not understood by \(encoder.name)", true) }
        guard let reading = reading(of: words) else { return nil }
        if !reading.isUnderstood { return (reading.unknownLine ?? "describes no picture", true) }
        return reading.unknown.isEmpty ? nil : ("without " + reading.unknown.map { "“\($0.word)”" }.joined(separator: ", "), false)
    }

    /// "3 likes, 1 wish".
    func countWords(_ likes: [Basket.Entry]) -> String {
        let wishes = likes.count { isWish($0.item) }
        let liked = likes.count - wishes
        return [liked > 0 || wishes == 0 ? counted(liked, "like") : nil, wishes > 0 ? counted(wishes, "wish", "wishes") : nil]
            .compactMap(\.self).joined(separator: ", ")
    }

    /// What the line of details says of a wish.
    func details(ofWish item: ItemSummary, _ words: String) -> [Piece] {
        var pieces = [
            Piece(name(of: item), Style(.text, bold: true), rank: 18, clips: true), basket.mark(of: item.id)?.piece ?? Piece(" ", rank: 20),
            Piece("· wish", rank: 17),
        ]
        if let note = note(onWish: words) { pieces.append(Piece("· " + note.text, note.isIgnored ? Style(.warning) : .dim, rank: 16, clips: true)) }
        return pieces
    }

    /// Words in the place of a picture, in its middle. Those that have no room end in "…".
    func drawWish(_ text: String, _ canvas: inout Canvas, in rect: Rect, _ style: Style = Style(.text, bold: true)) {
        let margin = rect.columns >= 12 ? 1 : 0, rows = rect.rows >= 5 ? rect.rows - 2 : rect.rows
        let width = rect.columns - 2 * margin
        guard rows > 0, width > 0 else { return }
        var lines = wrapped(sanitized(text), to: width)
        if lines.count > rows { lines = lines.prefix(rows - 1) + [lines.dropFirst(rows - 1).joined(separator: " ")] }
        let top = rect.row + (rect.rows - lines.count) / 2
        for (index, line) in lines.enumerated() {
            let line = clipped(line, to: width)
            canvas.text(rect.column + (rect.columns - displayWidth(line)) / 2, top + index, line, style)
        }
    }

    /// Below the words of a wish stand what they are, their weight, and its mark.
    func drawWishCaption(_ tile: Tile, _ words: String, _ style: Style, _ canvas: inout Canvas) {
        let column = tile.rect.column, width = tile.rect.columns, row = tile.rect.row + tile.rect.rows
        let last = row + tile.captionRows - 1
        let isIgnored = note(onWish: words)?.isIgnored ?? false
        if tile.isCursor { canvas.focus(column, tile.rect.row + tile.rect.rows / 2) }
        if let mark = tile.mark { canvas.text(column + width - 1, last, mark.text, mark.style) }
        let room = tile.captionRows == 1 && tile.mark != nil ? width - 2 : width
        canvas.text(column, row, isIgnored ? "not understood" : "wish", isIgnored ? Style(.warning) : style, width: room)
        guard let number = tile.number else { return }
        let end = tile.captionRows == 1 ? column + room : column + displayWidth(number)
        canvas.text(max(column, end - displayWidth(number)), last, number, style, width: width)
    }
}
