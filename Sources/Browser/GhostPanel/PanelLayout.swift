import Frames

/// Where the ghost's picture and its neighbours lie in the panel.
struct PanelLayout {
    enum Arrangement: Equatable {
        case hidden
        case beside(columns: Int)
        case below(rows: Int)
        case instead
    }

    let area: Rect
    /// Column of the line that separates the panel from the grid (beside it), or nil.
    let separatorColumn: Int?
    /// Row of the title; below the grid it is the separator too.
    let titleRow: Int
    let ghost: Rect
    /// Cell where the "nearest" label begins.
    let label: Cell
    let grid: GridLayout

    /// Where the panel goes: beside from 120 columns, below from 60, over the grid where it must have been asked for.
    static func arrangement(body: Rect, wanted: Bool?, focused: Bool) -> Arrangement {
        if wanted == false, !focused { return .hidden }
        if body.columns >= 120, body.rows >= 10 { return .beside(columns: max(38, min(84, body.columns * 3 / 10))) }
        if body.columns >= 60, body.rows >= 15 { return .below(rows: max(6, min(11, body.rows * 3 / 10))) }
        return (focused || wanted == true) && body.rows >= 3 ? .instead : .hidden
    }

    /// - Parameter narrow: the columns of the panel for which pictures are made, where this one is wider: room shows more neighbours,
    ///   not larger ones.
    init(area: Rect, cell: CellSize, beside: Bool, separated: Bool, narrow: Int? = nil) {
        self.area = area
        titleRow = area.row
        if beside {
            separatorColumn = separated ? area.column : nil
            let left = area.column + (separated ? 3 : 2)
            let width = max(1, area.column + area.columns - left - 1)
            let roomy = area.rows >= 14
            let height = roomy ? max(3, min(area.rows / 4, 12, cell.rows(forColumns: width / 2))) : 0
            ghost = Rect(
                column: left, row: area.row + 1, columns: height == 0 ? 0 : min(width, cell.columns(forRows: height)), rows: height)
            let labelRow = roomy ? ghost.row + height + 1 : area.row
            label = Cell(column: left, row: labelRow)
            let rest = Rect(
                column: left - 1, row: labelRow + 1, columns: width + 2, rows: max(0, area.row + area.rows - labelRow - 1))
            let excess = narrow.map { area.columns - $0 } ?? 0
            let across = max(6, (width - excess - 4) / 3)
            grid = GridLayout(area: rest, cell: cell, pictureRows: cell.rows(forColumns: across), leading: true)
        } else {
            separatorColumn = nil
            let height = max(1, area.rows - 2)
            ghost = Rect(column: 2, row: area.row + 1, columns: min(area.columns - 2, cell.columns(forRows: height)), rows: height)
            let left = ghost.column + ghost.columns + 3
            label = Cell(column: left, row: area.row)
            let rest = Rect(column: left - 1, row: area.row, columns: max(1, area.columns - left), rows: area.rows)
            grid = GridLayout(area: rest, cell: cell, pictureRows: height, leading: true)
        }
    }
}
