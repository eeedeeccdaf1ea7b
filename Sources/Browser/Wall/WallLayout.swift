import Engine
import Frames

/// The part of a wall that shows, and what of the screen is its.
struct WallLayout {
    let lines: StatusLayout
    let wall: OpenedWall
    /// Where tiles may be.
    let area: Rect
    /// Where the cursor's item stands large, if there is room and the others are small.
    let side: Rect?
    /// Where larger pictures with captions stand; nil while tiles stand close.
    let grid: GridLayout?
    /// The cells of a picture.
    let picture: Size
    /// Places across and down that have room.
    let columns: Int
    let rows: Int
    /// The zooms that there are, by the columns of a picture, ascending.
    let zooms: [Int]
    /// The one that shows.
    let zoom: Int
    private let origin: Cell

    /// Places of one picture; in the wall's columns they begin at multiples of it.
    static let strip = 8
    private static let sideColumns = 34
    private static let leastWidthBeside = 120

    /// - Parameters:
    ///   - zoom: columns of a picture that were chosen; nil: the smallest.
    ///   - taken: lines at the top of the screen's body that something else has.
    init(size: Size, cell: CellSize, zoom: Int?, wall: OpenedWall, taken: Int) {
        lines = StatusLayout(size: size, taken: taken)
        self.wall = wall
        let body = lines.body
        let close = Self.closeSizes(cell).filter { $0.columns <= body.columns && $0.rows <= body.rows }
        // As many rows as there are of pictures whose titles can be read.
        let heights = GridLayout.sizes(in: body, cell: cell).filter { $0 >= 4 }.sorted()
        let large = heights.map { (columns: cell.columns(forRows: $0), rows: $0) }.filter { $0.columns > (close.last?.columns ?? 0) }
        zooms = close.map(\.columns) + large.map(\.columns)
        let wanted = zoom ?? 0
        let chosen = zooms.min { (abs($0 - wanted), $0) < (abs($1 - wanted), $1) } ?? 1
        self.zoom = chosen
        if let rows = large.first(where: { $0.columns == chosen })?.rows {
            let grid = GridLayout(area: body, cell: cell, pictureRows: rows)
            (self.grid, picture, columns, self.rows, area, side) = (grid, grid.picture, grid.columns, grid.rows, body, nil)
            origin = Cell(column: 0, row: 0)
        } else {
            let picture = close.first { $0.columns == chosen } ?? Size(columns: 1, rows: 1)
            let isBeside = size.columns >= Self.leastWidthBeside && body.rows >= 16
            var area = body
            area.columns -= isBeside ? Self.sideColumns : 0
            side = isBeside ? Rect(column: area.columns, row: body.row, columns: Self.sideColumns, rows: body.rows) : nil
            (grid, self.picture, self.area) = (nil, picture, area)
            (columns, rows) = (max(1, area.columns / picture.columns), max(1, area.rows / picture.rows))
            // What is smaller than the screen stands in its middle.
            let across = min(columns, max(1, wall.columns)) * picture.columns, down = min(rows, max(1, wall.rows)) * picture.rows
            origin = Cell(column: area.column + (area.columns - across) / 2, row: area.row + max(0, area.rows - down) / 2)
        }
    }

    /// The sizes of pictures that stand without a gap, drawn from thumbnails: larger ones have captions.
    private static func closeSizes(_ cell: CellSize) -> [Size] {
        let square = [2, 3].map { Size(columns: cell.columns(forRows: $0), rows: $0) }
        return ([Size(columns: 3, rows: 2)] + square.filter { $0.columns > 3 })
    }

    /// The cells of the picture in a column and a row of what shows.
    func rect(column: Int, row: Int) -> Rect {
        if let grid { return grid.rect(slot: row * grid.columns + column) }
        return Rect(
            column: origin.column + column * picture.columns, row: origin.row + row * picture.rows, columns: picture.columns, rows: picture.rows)
    }

    /// The column and row of what shows at a cell.
    func slot(at cell: Cell) -> Cell? {
        if let grid { return grid.slot(at: cell).map { Cell(column: $0 % grid.columns, row: $0 / grid.columns) } }
        guard cell.column >= origin.column, cell.row >= origin.row else { return nil }
        let slot = Cell(column: (cell.column - origin.column) / picture.columns, row: (cell.row - origin.row) / picture.rows)
        return slot.column < columns && slot.row < rows ? slot : nil
    }

    /// Cells from one place to the next.
    var pitch: Size {
        let here = rect(column: 0, row: 0), there = rect(column: 1, row: 1)
        guard grid != nil else { return picture }
        return Size(
            columns: columns > 1 ? there.column - here.column : picture.columns + 2,
            rows: rows > 1 ? rect(column: 0, row: 1).row - here.row : picture.rows + 2)
    }

    /// How many places show, where the wall's part begins at `first`.
    func shown(from first: Cell) -> Int {
        (first.row..<first.row + rows).reduce(0) { $0 + max(0, min(columns, wall.width(ofRow: $1) - first.column)) }
    }

    /// A part of the wall as close to the cursor's place as can be.
    func settled(_ first: Cell, cursor: Int) -> Cell {
        let column = cursor % wall.columns, row = cursor / wall.columns
        let step = grid == nil ? min(Self.strip, columns) : 1
        var first = first
        // Close tiles come by strips, so that few pictures change.
        if column < first.column { first.column -= (first.column - column + step - 1) / step * step }
        if column >= first.column + columns { first.column += (column - first.column - columns + step) / step * step }
        if row < first.row { first.row = row }
        if row >= first.row + rows { first.row = row - rows + 1 }
        first.column = max(0, min(first.column, wall.columns - columns))
        first.row = max(0, min(first.row, wall.rows - rows))
        return first
    }

    // MARK: Items

    /// The part of the wall whose items have to be known.
    func neededItems(_ screen: WallScreen) -> Rect { part(around: screen, columns: 2, rows: 1) }

    /// The part that is asked for with them.
    func wantedItems(_ screen: WallScreen) -> Rect { part(around: screen, columns: 12, rows: 6) }

    private func part(around screen: WallScreen, columns across: Int, rows down: Int) -> Rect {
        var (left, top) = (screen.cursor % wall.columns - across, screen.cursor / wall.columns - down)
        var (right, bottom) = (left + 2 * across + 1, top + 2 * down + 1)
        if grid != nil {
            // All that shows, and as much around it as is asked for with it.
            let isWanted = across > 2
            left = screen.first.column - (isWanted ? columns : 0)
            top = screen.first.row - (isWanted ? rows : 0)
            (right, bottom) = (screen.first.column + columns * (isWanted ? 2 : 1), screen.first.row + rows * (isWanted ? 2 : 1))
        }
        (left, top) = (max(0, left), max(0, top))
        return Rect(column: left, row: top, columns: max(0, min(right, wall.columns) - left), rows: max(0, min(bottom, wall.rows) - top))
    }

    /// The places in a part of the wall.
    func places(in part: Rect) -> [Int] {
        (part.row..<part.row + part.rows).flatMap { row -> [Int] in
            let end = min(part.column + part.columns, wall.width(ofRow: row))
            return part.column < end ? (part.column..<end).map { row * wall.columns + $0 } : []
        }
    }
}
