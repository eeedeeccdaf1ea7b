import Basics
import Engine
import Frames

/// The lines around a screen: header, notice, details of the cursor's item, key hints.
extension State {
    /// The header: what shows on the left, the numbers on the right.
    func drawHeader(_ canvas: inout Canvas, left: [Piece], right: [Piece]) {
        guard let row = lines.header else { return }
        let warning = isReachable ? missing.isEmpty ? nil : "partial: \(missing.joined(separator: ", ")) down" : "no connection"
        canvas.line(row, left: left, right: (warning.map { [Piece($0, Style(.warning, bold: true), rank: 20, space: 3)] } ?? []) + right)
    }

    /// Hearts and crosses of the basket.
    var basketPieces: [Piece] {
        [
            Piece("♥", Style(.like, bold: true), rank: 9, space: 3), Piece(grouped(basket.liked.count), rank: 9),
            Piece("✕", Style(.pass), rank: 7, space: 2), Piece(grouped(basket.passed.count), rank: 7),
        ]
    }

    /// How far indexing is, as long as it runs.
    var progressPieces: [Piece] {
        guard let progress, progress.total > 0 else { return [] }
        let percent = min(100, max(0, progress.done * 100 / progress.total))
        let rate = progress.rate.map { " · \(fixed($0, decimals: 0)) a second" } ?? ""
        return [
            Piece("indexing \(percent)%", .accent, rank: 6, space: 3),
            Piece("\(grouped(progress.done)) of \(grouped(progress.total))\(rate)", .dim, rank: 2),
        ]
    }

    /// How far the visit of a shop is, as long as there is one.
    var visitPieces: [Piece] {
        guard let visit else { return [] }
        let share = visit.isListed && visit.pictures > 0 ? " \(min(100, visit.done * 100 / visit.pictures))%" : ""
        var counts = visit.listed > 0 ? ["\(grouped(visit.listed)) listed"] : []
        if visit.pictures > 0 { counts.append("\(grouped(visit.done)) of \(counted(visit.pictures, "picture"))") }
        return [
            Piece("fetching\(share)", .accent, rank: 6, space: 3), Piece(visit.shop, .dim, rank: 2),
            Piece(counts.isEmpty ? "" : "· " + counts.joined(separator: " · "), .dim, rank: 2),
        ]
    }

    /// Notice, details and hints, or the prompt instead of the hints.
    func drawFooter(_ canvas: inout Canvas, detail: [Piece]) {
        let lines = self.lines
        let promptRow = lines.hints ?? lines.detail
        if prompt == nil || promptRow != lines.detail {
            if notice == nil || lines.notice != lines.detail { canvas.line(lines.detail, left: detail) }
        }
        if let prompt {
            return PromptView(state: self, prompt: prompt).draw(row: promptRow, asideRow: lines.notice, on: &canvas)
        }
        if let notice { canvas.line(lines.notice, left: [Piece(notice.text, Style(notice.attention ? .warning : .accent))]) }
        if let hints = lines.hints { drawHints(&canvas, row: hints) }
    }

    private func drawHints(_ canvas: inout Canvas, row: Int) {
        let hints = keymap.hints(on: screen).filter(isUseful)
        let pieces = hints.enumerated().flatMap { index, hint in
            let rank =
                switch hint.command {
                case .quit, .back: 99
                case .help: 98
                // What to do with the words that order the shop is said wherever there is room.
                case .wish where screen == .shop: 60
                default: Self.foremost.firstIndex(of: hint.command).map { 50 - $0 } ?? 40 - index
                }
            return [Piece(hint.key, rank: rank, space: 3), Piece(word(of: hint), .dim, rank: rank)]
        }
        canvas.line(row, left: pieces)
    }

    /// What is hinted at first, wherever that can be done: where there is room for few keys, to find one's way counts more than to compare.
    private static let foremost: [Command] = [.like, .pass, .larger, .smaller, .variants, .basket, .filter, .find, .words]

    /// What has no parts has nothing to balance, without visits there is no news, one picture has no next, and only likes have a weight.
    private func isUseful(_ hint: Keymap.Hint) -> Bool {
        switch hint.command {
        case .towardsPrint, .towardsGarment: parts.count >= 2
        case .tick: if case .numbers? = facets.at(facetsScreen.facet)?.content { false } else { true }
        case .news: !(news.contents?.isEmpty ?? true)
        case .nextPicture: pictureText != nil
        case .wall: screen != .wall
        case .tint: selection?.match != nil
        case .variants: screen == .item ? currentItem.flatMap(variantsEntry) != nil : selection?.match == nil && currentItem?.stack != nil
        case .back where screen == .shop: (shop.isNarrowed || shop.listing.order.words != nil) && !shop.panel.isFocused
        case .open: screen == .facets || screen == .basket && currentItem.map { isWish($0.id) } ?? false
        case .words: encoder?.knowsWords ?? false
        case .wish where basket.owner != nil: false
        case .wish: screen == .shop ? shop.listing.order.words != nil : encoder?.knowsWords ?? false
        case .fold: hasEqualRows
        case .duplicateBasket: basket.owner != nil
        case .like, .remove, .pass: basket.owner == nil
        case .shareBasket: catalog.person != nil && basket.owner == nil
        case .compareBasket: book.contents.baskets.count > 1
        case .compareEncoder: catalog.encoders.count > 1
        case .heavier, .lighter: basket.owner == nil && (currentItem.map { basket.mark(of: $0.id) == .like } ?? false)
        default: true
        }
    }

    /// The parts of vectors go by the catalog's own names.
    private func word(of hint: Keymap.Hint) -> String {
        switch hint.command {
        case .towardsPrint: parts[0]
        case .towardsGarment: parts[1]
        case .pin where currentItem.map(pair.isPinned) ?? false: "let go"
        case .variants:
            screen == .item
                ? "next \(currentItem.flatMap(variantsEntry)?.name == "also in" ? "colour" : "look-alike")" : currentItem?.stack?.hint ?? hint.word
        case .remove where isBasketPanelFocused: "pass"
        case .shareBasket where basket.isShared: "no longer share"
        case .focus where screen == .compare: compare.item == nil ? "item" : "ghost"
        case .fold where comparedRows.contains { $0.rankings.count > 1 }: "unfold"
        case .like where screen == .basket && currentItem.map { basket.mark(of: $0.id) == .like } ?? false: "unlike"
        case .back where screen == .shop && shop.leavesWordsFirst:
            shop.placeBeforeWords.map { $0.listing.order == .shop } ?? true ? "shop order" : "order before"
        default: hint.word
        }
    }

    /// Name, attributes and ID of the item under the cursor.
    var detailPieces: [Piece] { selection.map(details) ?? [] }

    func details(_ selection: Selection) -> [Piece] {
        let item = selection.item, match = selection.match, caption = looks.caption
        if let words = item.words { return details(ofWish: item, words) }
        let notes = caption.notes(of: item)
        var pieces = [Piece(name(of: item), Style(.text, bold: true), rank: 18, clips: true)]
        // The mark's place is kept free, so that a like moves nothing.
        pieces.append(basket.mark(of: item.id)?.piece ?? Piece(" ", rank: 20))
        if let match {
            pieces += distancePieces(match)
        }
        if screen == .compare, let text = rankText {
            // That it is everywhere in one place, its marks in the rows show too.
            pieces.append(Piece("· " + text, .accent, rank: isInOnePlace ? 13 : 17, clips: true))
        }
        if let text = likenessText(of: item) { pieces.append(Piece("· " + text, .accent, rank: 18)) }
        pieces += notes.map { Piece("· " + $0.value, rank: screen == .compare ? 16 : 17) }
        if let badge = Badge(item) { pieces.append(badge.piece) }
        if let stack = item.stack {
            pieces.append(Piece("· " + (stack.labels(nil)[0]), rank: 17, spoken: stack.words))
            if let marks = stackText(of: item) { pieces.append(Piece("· " + marks, rank: 16)) }
        }
        // A second price beside the first would only be taken for it.
        let known = notes.map(\.name) + [caption.columns[0]] + (item.offer == nil ? [] : ["price_before"])
        let said = Set(known.map(ExactText.init))
        if !said.contains("title"), let title = item.title { pieces.append(Piece("· " + title, rank: 16, clips: true)) }
        for (index, attribute) in item.plainAttributes.filter({ !said.contains($0.name) }).enumerated() {
            pieces.append(Piece("· " + item.text(of: attribute), .dim, rank: max(1, 10 - index)))
        }
        if !caption.isID(of: item), !said.contains("id") { pieces.append(Piece("· " + item.id, .dim, rank: 11)) }
        if screen == .compare, let match, let interests = comparedRows.at(compare.row)?.ranking.interests, interests.count > 1,
            let taste = tasteName(of: match, among: interests)
        {
            pieces.append(Piece("like " + taste.text(columns: 28), rank: 14, space: 3))
        }
        if let reasons = match?.because, !reasons.isEmpty {
            let room = conversation == nil ? 32 : Int.max
            let texts = reasons.prefix(3).map { "\(fixed($0.share * 100, decimals: 0))% \(clipped(sanitized(name(ofID: $0.id)), to: room))" }
            pieces.append(Piece("because of " + texts.joined(separator: ", "), .dim, rank: 12, space: 3, clips: true))
        }
        return pieces
    }

    /// How near it is; where metrics are folded, by the others, too.
    private func distancePieces(_ match: Match) -> [Piece] {
        let row = screen == .compare ? comparedRows.at(compare.row) : nil
        let isScore = (row?.ranking.metric ?? metric).isScore, distance = distanceText(match.distance)
        let own = Piece((isScore ? "score " : "") + distance, .accent, rank: 19, spoken: (isScore ? "score " : "distance ") + distance)
        let others = row?.rankings.dropFirst().compactMap { ranking in
            ranking.matches.at(compare.column).map { "\(ranking.metric.rawValue) \(distanceText($0.distance))" }
        }
        guard let others, !others.isEmpty else { return [own] }
        return [own, Piece("(\(others.joined(separator: ", ")))", .accent, rank: 12, spoken: others.joined(separator: ", "))]
    }
}

extension Mark {
    var text: String { self == .like ? "♥" : "✕" }
    var style: Style { self == .like ? Style(.like, bold: true) : Style(.pass) }
    var piece: Piece { Piece(text, style, rank: 20, spoken: "") }
}
