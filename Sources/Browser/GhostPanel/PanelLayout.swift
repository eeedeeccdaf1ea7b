import Frames

/// What the panel has to show.
struct PanelLists: Hashable {
    /// Lists of neighbours: one, or one for each of several interests.
    var count: Int
    /// The list that must be in sight.
    var focused: Int
    /// Whether notes are needed beside several lists.
    var hasNotes: Bool

    static let one = PanelLists(count: 1, focused: 0, hasNotes: false)
}

/// Where the ghosts' pictures and their neighbours lie in the panel.
struct PanelLayout {
    enum Arrangement: Equatable {
        case hidden
        case beside(columns: Int)
        case below(rows: Int)
        case instead
    }

    /// A ghost and the neighbours that it finds.
    struct Section {
        /// The place of its list.
        let list: Int
        /// One line for what it is called; below the grid it is part of the line that separates.
        let label: Rect
        let ghost: Rect
        let grid: GridLayout
    }

    let area: Rect
    /// Whether it lies below the grid rather than beside it or in its place.
    let isBelow: Bool
    /// Column of the line that separates the panel from the grid (beside it), or nil.
    let separatorColumn: Int?
    /// The lists that have room, in their order; one at least.
    let sections: [Section]
    /// How many lists have none.
    let hidden: Int
    /// The line of notes beside several lists, if there are some; below the grid they end the line that separates.
    let notes: Rect?

    /// The section of a list, if it has room.
    func section(of list: Int) -> Section? { sections.first { $0.list == list } }

    /// Where the panel goes: beside from 120 columns, below from 60, over the grid where it must have been asked for.
    static func arrangement(body: Rect, wanted: Bool?, focused: Bool) -> Arrangement {
        if wanted == false, !focused { return .hidden }
        if body.columns >= 120, body.rows >= 10 { return .beside(columns: max(38, min(84, body.columns * 3 / 10))) }
        if body.columns >= 60, body.rows >= 15 { return .below(rows: max(7, min(12, body.rows * 3 / 10))) }
        return (focused || wanted == true) && body.rows >= 3 ? .instead : .hidden
    }

    /// - Parameter narrow: the columns of the panel for which pictures are made, where this one is wider: room shows more neighbours,
    ///   not larger ones.
    init(area: Rect, cell: CellSize, beside: Bool, separated: Bool, narrow: Int? = nil, _ lists: PanelLists = .one) {
        (self.area, isBelow) = (area, !beside)
        separatorColumn = beside && separated ? area.column : nil
        let margin = beside ? separated ? 3 : 2 : 2
        let inner = Rect(column: area.column + margin, row: area.row, columns: max(1, area.columns - margin - 1), rows: area.rows)
        let excess = narrow.map { area.columns - $0 } ?? 0
        if lists.count <= 1 {
            sections = [beside ? Self.single(beside: inner, cell, excess) : Self.single(below: inner, cell)]
            (hidden, notes) = (0, nil)
        } else if beside {
            let hasNotes = lists.hasNotes || lists.count > inner.rows / Self.leastRows
            notes = hasNotes ? Rect(column: inner.column, row: inner.row + inner.rows - 1, columns: inner.columns, rows: 1) : nil
            var rest = inner
            if hasNotes { rest.rows -= 1 }
            sections = Self.stacked(in: rest, cell, excess, lists)
            hidden = lists.count - sections.count
        } else {
            sections = Self.inARow(in: inner, cell, lists)
            (hidden, notes) = (lists.count - sections.count, nil)
        }
    }

    /// Beside the grid: the ghost as large as the room allows, the list below it.
    private static func single(beside area: Rect, _ cell: CellSize, _ excess: Int) -> Section {
        let roomy = area.rows >= 14
        let height = roomy ? max(3, min(area.rows / 4, 12, cell.rows(forColumns: area.columns / 2))) : 0
        let ghost = Rect(
            column: area.column, row: area.row + 1, columns: height == 0 ? 0 : min(area.columns, cell.columns(forRows: height)), rows: height)
        let labelRow = roomy ? ghost.row + height + 1 : area.row
        let rest = Rect(
            column: area.column - 1, row: labelRow + 1, columns: area.columns + 2, rows: max(0, area.row + area.rows - labelRow - 1))
        return Section(
            list: 0, label: Rect(column: area.column, row: labelRow, columns: area.columns, rows: 1), ghost: ghost,
            grid: GridLayout(area: rest, cell: cell, pictureRows: cell.rows(forColumns: max(6, (area.columns - excess - 4) / 3)), leading: true))
    }

    /// Below the grid: the ghost, and the list beside it.
    private static func single(below area: Rect, _ cell: CellSize) -> Section {
        let height = max(1, area.rows - 1 - captionRows)
        let ghost = Rect(column: area.column, row: area.row + 1, columns: min(area.columns + 1, cell.columns(forRows: height)), rows: height)
        let left = ghost.column + ghost.columns + 3
        let columns = max(1, area.column + area.columns + 1 - left)
        return Section(
            list: 0, label: Rect(column: left, row: area.row, columns: columns, rows: 1), ghost: ghost,
            grid: GridLayout(
                area: Rect(column: left - 1, row: area.row, columns: columns, rows: area.rows), cell: cell, pictureRows: height, leading: true))
    }

    /// The lines of a caption, unless there is room for more.
    private static let captionRows = 2
    /// Rows of pictures that can be made out, and of a section with such: its label, the pictures and their captions.
    private static let leastHeight = 4
    private static let leastRows = 1 + leastHeight + captionRows

    /// Sections below each other: a ghost, and its neighbours beside it and below. Pictures are as large as leaves room for five of these, or
    /// where that would make them small, for two.
    private static func stacked(in area: Rect, _ cell: CellSize, _ excess: Int, _ lists: PanelLists) -> [Section] {
        let visible = max(1, min(lists.count, area.rows / leastRows))
        let rows = area.rows / visible
        func across(_ height: Int) -> Int { (area.columns - excess + 2) / (cell.columns(forRows: height) + 2) }
        func places(_ height: Int) -> Int { across(height) * ((rows - 1) / (height + captionRows)) }
        let heights = Array(1...max(1, rows - 1 - captionRows))
        let height =
            heights.last { $0 >= leastHeight && places($0) >= 6 } ?? heights.last { places($0) >= 3 } ?? heights.last { places($0) >= 2 } ?? 1
        // A name may take two lines where that costs no neighbours.
        let captions = max(
            1, min(rows - 1 - height, (rows - 1) / (height + captionRows) == (rows - 1) / (height + captionRows + 1) ? 3 : captionRows))
        return (0..<visible).map { place in
            let label = Rect(column: area.column, row: area.row + place * rows, columns: area.columns, rows: 1)
            let room = Rect(column: label.column, row: label.row + 1, columns: area.columns, rows: rows - 1)
            let grid = GridLayout(packing: room, cell: cell, pictureRows: height, captionRows: captions, taken: 1)
            return section(lists.first(visible) + place, label, grid)
        }
    }

    /// Sections beside each other, in one row of pictures; a ghost and a neighbour at least in each.
    private static func inARow(in area: Rect, _ cell: CellSize, _ lists: PanelLists) -> [Section] {
        let height = max(1, area.rows - 1 - captionRows)
        let pitch = cell.columns(forRows: height) + 2
        let visible = max(1, min(lists.count, (area.columns + 4) / (2 * pitch + 1)))
        let places = max(2 * visible, (area.columns + 4 - visible) / pitch)
        var column = area.column
        return (0..<visible).map { place in
            // The last have more room: the notes stand above them.
            let columns = (places / visible + (visible - place <= places % visible ? 1 : 0)) * pitch - 2
            defer { column += columns + 3 }
            let room = Rect(column: column, row: area.row + 1, columns: columns, rows: height + captionRows)
            let label = Rect(column: column, row: area.row, columns: columns, rows: 1)
            let grid = GridLayout(packing: room, cell: cell, pictureRows: height, captionRows: captionRows, taken: 1)
            return section(lists.first(visible) + place, label, grid)
        }
    }

    private static func section(_ list: Int, _ label: Rect, _ grid: GridLayout) -> Section {
        Section(list: list, label: label, ghost: grid.rect(slot: -1), grid: grid)
    }
}

extension PanelLists {
    /// The first of as many lists as are visible, page by page, the last page full.
    fileprivate func first(_ visible: Int) -> Int { min(focused / visible * visible, count - visible) }
}
