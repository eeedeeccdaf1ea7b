import Basics
import Engine
import Frames

/// The news: a heading for each sort of change with how many items it befell, and these as tiles.
struct NewsView {
    private let state: State
    private let layout: NewsLayout

    init(_ state: State) { (self.state, layout) = (state, state.newsLayout) }

    func draw(on canvas: inout Canvas) {
        let parts = state.newsParts
        var left = [Piece("News", Style(.text, bold: true), rank: 8)]
        if let since = state.news.contents?.since { left.append(Piece("since \(since)", rank: 6, space: 3)) }
        if let counts = state.news.contents?.counts, !counts.isEmpty { left.append(Piece("· " + counts, .dim, rank: 4)) }
        let hidden = parts.count - layout.sections.count, first = layout.sections.first?.part ?? 0
        let more = moreText(before: first, after: hidden - first, one: "section", many: "sections").map { [Piece($0, .dim, rank: 7)] } ?? []
        state.drawHeader(&canvas, left: left + state.visitPieces, right: more + state.basketPieces)
        state.drawFooter(&canvas, detail: state.detailPieces)
        guard !parts.isEmpty else {
            let area = state.lines.body
            for (index, line) in emptyLines.enumerated() {
                canvas.centred(line, in: area, index == 0 ? .text : .dim, offset: index, isFocus: index == 0)
            }
            return
        }
        for section in layout.sections { if let part = parts.at(section.part) { draw(part, section, on: &canvas) } }
    }

    private var emptyLines: [String] {
        guard state.news.contents != nil else { return ["…"] }
        guard state.hasShops else { return ["No \(state.catalog.noun) here comes from a shop.", ":fetch shop.example brings one in."] }
        let first = state.news.contents?.since == nil ? "News begins with the second visit." : "Nothing has changed since the previous visit."
        return [first, ":fetch visits the shops again."]
    }

    private func draw(_ part: CatalogNews.Part, _ section: NewsLayout.Section, on canvas: inout Canvas) {
        let isCurrent = section.part == state.newsScreen.part, scroller = state.newsScroller(part), grid = section.grid
        canvas.horizontalLine(0, section.row, columns: state.size.columns)
        let column = canvas.text(1, section.row, " \(part.change.rawValue)", isCurrent ? Style(.accent, bold: true) : .text)
        let end = min(part.entries.count, scroller.first + grid.capacity)
        let range = part.count > grid.capacity ? " \(scroller.first + 1)–\(end) of \(grouped(part.count)) " : " \(grouped(part.count)) "
        canvas.text(column, section.row, range, .dim)
        let frames = Rect(column: 0, row: section.row + 1, columns: state.size.columns, rows: grid.area.rows)
        for slot in 0..<grid.capacity {
            guard let position = scroller.position(slot: slot, count: part.entries.count) else { break }
            let entry = part.entries[position]
            var tile = state.tile(entry.item, in: grid, slot: slot, isCursor: isCurrent && position == scroller.cursor)
            (tile.number, tile.numberGivesWay) = (number(entry, part.change), true)
            state.draw(tile, &canvas, in: frames)
        }
    }

    /// What it cost before, by how much it rose, or the sizes that are back.
    private func number(_ entry: CatalogNews.Entry, _ change: CatalogNews.Change) -> String? {
        switch change {
        case .cheaper: entry.priceBefore.map { "was \(sanitized($0))" }
        case .dearer: entry.item.offer?.priceDrop.map { "+\(fixed(abs($0), decimals: 0))%" }
        case .backInStock: entry.sizes.isEmpty ? nil : sanitized(entry.sizes.joined(separator: " "))
        case .new, .gone: nil
        }
    }
}
