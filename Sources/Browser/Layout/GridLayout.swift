import Frames

/// Where the tiles of a grid of square pictures lie: each a picture with its caption below it.
///
/// Beside every picture one cell is free on each side, for the cursor's frame; the caption shares the row of its lower edge. A caption has a
/// line for the name and one for the numbers, a second line for the name where rows are left over, and one line in all where the picture is
/// wide enough for everything. Gutters are uniform: what the pictures leave over is spread evenly between them.
struct GridLayout {
    let area: Rect
    /// Tiles across and down, both at least 1.
    let columns: Int
    let rows: Int
    /// The cells of one picture.
    let picture: Size
    /// The lines of a caption, at least 1.
    let captionRows: Int
    /// Whether the row above a picture is free for the cursor's frame.
    let hasUpperEdge: Bool
    /// Places at the beginning that are left to something else than tiles.
    let taken: Int
    private let origin: Cell
    private let pitch: Size

    /// Tiles on one page.
    var capacity: Int { columns * rows - taken }

    /// What the position of a page's first tile is a multiple of: a row, or a page where its first row is not full.
    var step: Int { taken == 0 ? columns : capacity }

    /// The grid in `area` whose pictures come closest to `pictureRows` rows.
    ///
    /// Of two that come equally close, the one that covers more of the area. `leading` packs the tiles into the top left corner
    /// instead of spreading them.
    init(area: Rect, cell: CellSize, pictureRows: Int, leading: Bool = false) {
        self.init(area: area, cell: cell, leading: leading) { height in Double(abs(height - pictureRows)) }
    }

    /// The grid in `area` that leaves little of it empty, with pictures of about `pictureRows` rows: twice or half as many are
    /// as bad as a quarter of the area.
    init(area: Rect, cell: CellSize, about pictureRows: Int) {
        self.init(area: area, cell: cell, leading: false) { height in
            (Double(max(height, pictureRows)) / Double(max(1, min(height, pictureRows))) - 1) / 4
        }
        guard captionRows == 2, picture.rows >= 9 else { return }
        // A row less of a picture that stays large is worth names that are said whole.
        let usual = self,
            wrapping = [picture.rows, picture.rows - 1].map {
                GridLayout(area: area, cell: cell, exactly: $0, leading: false, wrapsNames: true)
            }.filter { $0.captionRows == 3 && $0.capacity == usual.capacity }
        self = wrapping.first { $0.hasUpperEdge || !usual.hasUpperEdge } ?? usual
    }

    /// The grid whose distance from what is wanted is least, less the share of the area that its pictures cover.
    private init(area: Rect, cell: CellSize, leading: Bool, distance: (_ height: Int) -> Double) {
        func cost(_ height: Int) -> Double {
            let grid = GridLayout(area: area, cell: cell, exactly: height, leading: leading)
            let covered = grid.capacity * grid.picture.columns * grid.picture.rows
            return distance(height) - Double(covered) / Double(max(1, area.columns * area.rows))
        }
        var room = area
        if leading, area.rows > 1 + GridLayout.extraRows { room.rows -= 1 }
        let costs = GridLayout.sizes(in: room, cell: cell).map { (height: $0, cost: cost($0)) }
        let best = costs.min { $0.cost < $1.cost }?.height ?? max(1, min(room.rows - GridLayout.extraRows, area.columns / 2))
        self.init(area: area, cell: cell, exactly: best, leading: leading)
    }

    /// - Parameter wrapsNames: whether a second line for the name comes before a free row between the tiles.
    private init(area: Rect, cell: CellSize, exactly height: Int, leading: Bool, wrapsNames: Bool = false) {
        let width = min(cell.columns(forRows: height), max(1, area.columns))
        // A line above the tiles is the first ones' upper edge.
        let heading = leading && area.rows > height + GridLayout.extraRows ? 1 : 0
        let room = area.rows - heading
        self.area = area
        taken = 0
        picture = Size(columns: width, rows: height)
        columns = max(1, area.columns / (width + 2))
        rows = max(1, room / (height + GridLayout.extraRows))
        var spareRows = max(0, room - rows * (height + GridLayout.extraRows))
        let isWide = width >= Self.wideEnough
        let wraps = width < Self.wrapping && spareRows / rows >= (leading || wrapsNames ? 1 : 2)
        captionRows = isWide ? 1 : max(1, min(wraps ? 3 : 2, room - height))
        if wraps { spareRows -= rows }
        let spareColumns = max(0, area.columns - columns * width)
        let gutter = columns == 1 ? 0 : leading ? 2 : max(2, spareColumns / (columns + 1))
        let gap = leading ? 0 : min(spareRows / (isWide ? rows + 1 : rows), 2)
        hasUpperEdge = isWide || gap > 0
        pitch = Size(columns: width + gutter, rows: height + max(GridLayout.extraRows, captionRows) + gap)
        let used = columns * width + (columns - 1) * gutter
        let left = leading ? min(1, area.columns - width) : max(0, area.columns - used) / 2
        let edge = isWide && area.rows >= height + GridLayout.extraRows ? 1 : heading
        let above = leading ? 0 : rows == 1 ? (spareRows + gap) / 2 : max(gap, min(1, spareRows))
        origin = Cell(column: area.column + left, row: area.row + edge + above)
    }

    /// The columns from which on a name and its numbers stand in one line, and below which a name may take two.
    private static let wideEnough = 40
    private static let wrapping = 32

    /// Tiles of one height packed into the top left corner of an area, each with its caption alone: the cursor's frame has the upper edge
    /// of the picture itself. The first `taken` places are left to something else; one tile at least has room.
    init(packing area: Rect, cell: CellSize, pictureRows height: Int, captionRows: Int, taken: Int = 0) {
        self.area = area
        picture = Size(columns: max(1, min(cell.columns(forRows: height), area.columns)), rows: height)
        self.captionRows = captionRows
        hasUpperEdge = false
        pitch = Size(columns: picture.columns + 2, rows: height + captionRows)
        columns = max(taken + 1, (area.columns + 2) / pitch.columns)
        rows = max(1, area.rows / pitch.rows)
        self.taken = taken
        origin = Cell(column: area.column, row: area.row)
    }

    /// The rows a tile needs besides its picture: two lines of caption, or one and the frame's upper edge.
    static let extraRows = 2

    /// The picture heights worth offering in an area, largest first: for each number of tiles the largest that fits.
    static func sizes(in area: Rect, cell: CellSize) -> [Int] {
        var result: [Int] = []
        var last = (columns: 0, rows: 0)
        for height in stride(from: min(area.rows - extraRows, 96), through: 2, by: -1) {
            let tiles = (columns: area.columns / (cell.columns(forRows: height) + 2), rows: area.rows / (height + extraRows))
            guard tiles.columns > 0, tiles.rows > 0, tiles != last else { continue }
            guard height >= 3 || result.isEmpty else { break }
            last = tiles
            result.append(height)
        }
        return result
    }

    /// The cells of the picture in a slot, counted row by row from the top left; slots below 0 are the places taken.
    func rect(slot: Int) -> Rect {
        let place = slot + taken
        return Rect(
            column: origin.column + place % columns * pitch.columns, row: origin.row + place / columns * pitch.rows,
            columns: picture.columns, rows: picture.rows)
    }

    /// The row of tiles that a slot is in.
    func row(slot: Int) -> Int { (slot + taken) / columns }

    /// The slot of this grid that is nearest to being in the same column as one of its equal, in the first row or in the last.
    func slot(below slot: Int, inLastRow: Bool) -> Int { max(0, (slot + taken) % columns + (inLastRow ? (rows - 1) * columns : 0) - taken) }

    /// The slot at a cell: its picture, its caption or the frame around it.
    func slot(at cell: Cell) -> Int? {
        guard area.contains(cell) else { return nil }
        return (0..<capacity).first { slot in
            let rect = rect(slot: slot)
            return Rect(column: rect.column - 1, row: rect.row - 1, columns: rect.columns + 2, rows: rect.rows + 1 + captionRows).contains(cell)
        }
    }
}
