import Basics
import Engine
import Frames

/// The ghost and what is nearest to it; or for each interest its ghost and what is nearest to that.
struct GhostPanelView {
    private let state: State
    private let panel: PanelLayout
    private let isFocused: Bool
    private let lists: [[Match]]

    init(_ state: State, _ panel: PanelLayout, isFocused: Bool) {
        (self.state, self.panel, self.isFocused) = (state, panel, isFocused)
        lists = state.panelMatchLists
    }

    func draw(on canvas: inout Canvas) {
        let area = panel.area
        if let column = panel.separatorColumn {
            canvas.verticalLine(column, rows: area.row..<(area.row + area.rows))
        } else if area.row > state.lines.body.row {
            canvas.horizontalLine(0, area.row, columns: state.size.columns)
        }
        guard !state.basket.liked.isEmpty else { return drawInvitation(on: &canvas) }
        if lists.count > 1 { drawInterests(on: &canvas) } else { drawGhost(panel.sections[0], on: &canvas) }
    }

    // MARK: One ghost

    private func drawGhost(_ section: PanelLayout.Section, on canvas: inout Canvas) {
        // Below the grid the labels interrupt the line that separates, which the cursor's frame leaves whole.
        var frames = section.grid.area
        if panel.isBelow { frames = Rect(column: frames.column, row: frames.row + 1, columns: frames.columns, rows: frames.rows - 1) }
        var end = section.label.column
        if section.ghost.rows > 0 {
            end = label(isBesideNeighbor(section) ? "you liked" : "your ghost", Cell(column: section.ghost.column, row: panel.area.row), on: &canvas)
        }
        let isBeside = !panel.isBelow && section.ghost.rows > 0
        let nearestEnd = label(nearest, Cell(column: section.label.column, row: section.label.row), on: &canvas)
        drawAbout(isBeside ? end : nearestEnd, isBeside ? panel.area.row : section.label.row, of: section, on: &canvas)
        if panel.isBelow { drawNotes(on: &canvas) }
        drawPicture(of: section, on: &canvas)
        drawFacts(beside: section.ghost, on: &canvas)
        if state.searches[.panel] != nil, lists[0].isEmpty { canvas.centred("Nothing near.", in: section.grid.area, .dim) }
        for (slot, position) in positions(in: section) { draw(position, at: slot, of: section, within: frames, on: &canvas) }
    }

    /// Returns the column after the label.
    @discardableResult
    private func label(_ text: String, _ cell: Cell, on canvas: inout Canvas) -> Int {
        canvas.text(cell.column - (panel.isBelow ? 1 : 0), cell.row, panel.isBelow ? " \(text) " : text, .dim)
    }

    /// What the ghost is about: beside its name, or where that has no room, at the end of the label.
    private func drawAbout(_ column: Int, _ row: Int, of section: PanelLayout.Section, on canvas: inout Canvas) {
        let start = column + (panel.isBelow ? 2 : 3), end = min(notesStart ?? .max, section.label.column + section.label.columns)
        guard let text = state.aboutGhost?.text(columns: end - start), !text.isEmpty else { return }
        canvas.text(panel.isBelow ? start - 1 : start, row, panel.isBelow ? " \(text) " : text)
    }

    /// What the ghost is made of, and what changes the search.
    private func drawFacts(beside rect: Rect, on canvas: inout Canvas) {
        guard rect.rows > 0 else { return }
        let liked = state.countWords(state.basket.liked)
        guard !panel.isBelow else {
            canvas.text(rect.column, rect.row + rect.rows, liked, .dim, width: rect.columns)
            return
        }
        let column = rect.column + rect.columns + 2
        let room = panel.area.column + panel.area.columns - column - 1
        guard room >= 6 else { return }
        let notes = state.panelNotes
        let texts = [liked] + notes + ["", state.metric.rawValue]
        let mode = wrapped(state.tasteText, to: room)
        for (index, text) in (mode + texts).prefix(rect.rows).enumerated() {
            canvas.text(column, rect.row + index, text, index < mode.count ? .text : .dim, width: room)
        }
    }

    // MARK: Several

    private func drawInterests(on canvas: inout Canvas) {
        drawNotes(on: &canvas)
        for section in panel.sections {
            let room = drawName(of: section, on: &canvas)
            drawPicture(of: section, on: &canvas)
            canvas.text(
                section.ghost.column, section.ghost.row + section.ghost.rows, isBesideNeighbor(section) ? "liked" : "ghost", .dim,
                width: section.ghost.columns)
            drawAbout(section, besides: room, on: &canvas)
            if lists[section.list].isEmpty {
                let column = section.ghost.column + section.ghost.columns + 2, end = section.label.column + section.label.columns
                canvas.text(column, section.ghost.row, "Nothing near.", .dim, width: end - column - 1)
            }
            for (slot, position) in positions(in: section) {
                let rect = section.grid.rect(slot: slot)
                let frame = Rect(column: rect.column - 1, row: rect.row, columns: rect.columns + 2, rows: rect.rows + 1)
                draw(position, at: slot, of: section, within: frame, on: &canvas)
            }
        }
    }

    /// "like sailing boats ♥ 2": what an interest is like, and how many likes it is made of.
    ///
    /// - Returns: the columns behind it that are free.
    private func drawName(of section: PanelLayout.Section, on canvas: inout Canvas) -> Range<Int> {
        guard let interest = state.panelInterests.at(section.list) else { return 0..<0 }
        let isCurrent = isFocused && section.list == state.shop.panel.list
        let count = " \(grouped(interest.likes.count))"
        var column = section.label.column - (panel.isBelow ? 1 : 0)
        column = canvas.text(column, section.label.row, panel.isBelow ? " like " : "like ", .dim)
        var end = section.label.column + section.label.columns
        if section.list == panel.sections.last?.list, let start = notesStart { end = min(end, start - 1) }
        let room = end - column - displayWidth(" ♥" + count) - (panel.isBelow ? 1 : 0)
        guard room > 0 else { return 0..<0 }
        let name = state.interestName(section.list).text(columns: room)
        column = canvas.text(column, section.label.row, name, isCurrent ? Style(.accent, bold: true) : .text)
        column = canvas.text(column, section.label.row, " ♥", Style(.like, bold: true))
        column = canvas.text(column, section.label.row, panel.isBelow ? count + " " : count, .dim)
        return column..<max(column, end)
    }

    /// What the likes of an interest have in common: behind its name, or where that leaves no room, word by word below its ghost.
    private func drawAbout(_ section: PanelLayout.Section, besides room: Range<Int>, on canvas: inout Canvas) {
        guard let about = state.panelInterests.at(section.list).flatMap({ AboutWords($0.about) }) else { return }
        let whole = about.text(columns: .max), start = room.lowerBound + (panel.isBelow ? 2 : 3)
        if displayWidth(whole) < room.upperBound - start {
            canvas.text(panel.isBelow ? start - 1 : start, section.label.row, panel.isBelow ? " \(whole) " : whole, .dim)
            return
        }
        let ghost = section.ghost, first = ghost.row + ghost.rows + 1
        for (row, word) in zip(first..<first + max(0, section.grid.captionRows - 1), about.words(columns: ghost.columns)) {
            canvas.text(ghost.column, row, word, .dim)
        }
    }

    /// What has no room, and what changes the search: on a line of its own, or at the end of the line that separates.
    private func drawNotes(on canvas: inout Canvas) {
        if let area = panel.notes {
            canvas.text(area.column, area.row, notes.joined(separator: " · "), .dim, width: area.columns)
        } else if let start = notesStart {
            canvas.text(start, panel.area.row, " \(lineNotes) ", .dim)
        }
    }

    private var notes: [String] {
        let before = panel.sections[0].list
        let arrows = panel.isBelow ? ("←", "→") : ("↑", "↓")
        let more = moreText(before: before, after: panel.hidden - before, one: "taste", many: "tastes", arrows: arrows)
        return [more, variedNote].compactMap(\.self) + state.panelNotes
    }

    /// What the one list is, and what variety does to its order.
    private var nearest: String { state.varietyText == nil ? "nearest" : "varied: not in order of distance" }

    /// What variety does to the order of several lists, in as many words as there is room for.
    private var variedNote: String? {
        guard state.varietyText != nil, lists.count > 1 else { return nil }
        let note = "varied: not by distance"
        return panel.isBelow && displayWidth(note) > lineRoom ? "varied" : note
    }

    /// The notes that fit beside the name of the last section.
    private var lineNotes: String {
        var notes = self.notes
        while notes.count > 1, displayWidth(notes.joined(separator: " · ")) > lineRoom { notes.removeLast() }
        return notes.joined(separator: " · ")
    }

    /// The columns beside the name of the last section.
    private var lineRoom: Int {
        let label = lists.count > 1 ? Self.leastLabel : max(Self.leastLabel, displayWidth(nearest) + 2)
        return state.size.columns - panel.sections[panel.sections.count - 1].label.column - label - 4
    }

    /// Where the notes begin in the line that separates, if they stand there.
    private var notesStart: Int? {
        let text = panel.isBelow && panel.notes == nil ? lineNotes : ""
        return text.isEmpty ? nil : state.size.columns - displayWidth(text) - 3
    }

    /// The columns that are kept for the name of the last section.
    private static let leastLabel = 16

    // MARK: Pictures

    /// Whether the like that the cursor's neighbour owes most to stands in the ghost's place, tinted where it is like the neighbour.
    private func isBesideNeighbor(_ section: PanelLayout.Section) -> Bool {
        isFocused && section.list == state.shop.panel.list && state.tinting.beside.map(state.pictures.isReady) == true
    }

    private func drawPicture(of section: PanelLayout.Section, on canvas: inout Canvas) {
        if isBesideNeighbor(section), let picture = state.tinting.beside { return canvas.place(picture, in: section.ghost) }
        let ghost = state.panelGhost(of: section.list)
        if ghost.parts.isEmpty {
            let words = state.panelLikes(of: section.list).map { state.name(ofID: $0.item) }.joined(separator: ", ")
            return state.drawWish(words, &canvas, in: section.ghost, .text)
        }
        if let picture = state.pictures.shown(ghost) { canvas.place(picture, in: section.ghost) }
    }

    /// The slots of a section that have a neighbour, with its place in the list.
    private func positions(in section: PanelLayout.Section) -> [(slot: Int, position: Int)] {
        let scroller = state.shop.panel.scroller(of: section.list), count = lists.at(section.list)?.count ?? 0
        return (0..<section.grid.capacity).compactMap { slot in scroller.position(slot: slot, count: count).map { (slot: slot, position: $0) } }
    }

    private func draw(_ position: Int, at slot: Int, of section: PanelLayout.Section, within frames: Rect, on canvas: inout Canvas) {
        let match = lists[section.list][position], cursor = state.shop.panel
        let isCursor = isFocused && section.list == cursor.list && position == cursor.scroller.cursor
        var tile = state.tile(match.item, in: section.grid, slot: slot, isCursor: isCursor)
        tile.number = distanceText(match.distance)
        tile.prefersNumber = true
        state.draw(tile, &canvas, in: frames)
    }

    // MARK: Invitation

    private func drawInvitation(on canvas: inout Canvas) {
        let noun = state.catalog.nounWithArticle
        guard !panel.isBelow else {
            let rows = Rect(column: 0, row: panel.area.row + 1, columns: panel.area.columns, rows: max(0, panel.area.rows - 1))
            canvas.centred("Press Space on \(noun) you like.", in: rows, offset: -1)
            canvas.centred("Likes make a ghost; what is nearest to it appears here.", in: rows, .dim)
            return
        }
        let column = panel.sections[0].label.column
        let room = panel.area.column + panel.area.columns - column - 1
        let row = panel.area.row + 1
        canvas.text(column, row, "♥", Style(.like, bold: true))
        canvas.text(column + 2, row, "Press Space on \(noun)", width: room - 2)
        canvas.text(column + 2, row + 1, "you like.", width: room - 2)
        for (index, text) in wrapped(promise, to: min(36, room - 2)).enumerated() {
            canvas.text(column + 2, row + 3 + index, text, .dim, width: room - 2)
        }
    }

    /// What will be searched for under the mode.
    private var promise: String {
        switch state.tasting.settings.mode {
        case .interests:
            "Similar likes make a ghost, the average of their pictures; what is nearest to each ghost appears here at once."
        case .best: "What is nearest to any one of your likes appears here at once, with a ghost, the average of their pictures."
        case .centroid, .direction, .rocchio:
            "Your ghost is the average of what you like; what is nearest to it appears here at once."
        }
    }
}
