import Frames

/// Where the tiles of a grid of square pictures lie: each a picture with one caption row below it.
///
/// Around every picture one cell is free on each side, for the cursor's frame; the caption shares the row of its lower edge.
/// Gutters are uniform: what the pictures leave over is spread evenly between them.
struct GridLayout {
    let area: Rect
    /// Tiles across and down, both at least 1.
    let columns: Int
    let rows: Int
    /// The cells of one picture.
    let picture: Size
    private let origin: (column: Int, row: Int)
    private let pitch: Size

    /// Tiles on one page.
    var capacity: Int { columns * rows }

    /// The grid in `area` whose pictures come closest to `pictureRows` rows.
    init(area: Rect, cell: CellSize, pictureRows: Int) {
        let sizes = GridLayout.sizes(in: area, cell: cell)
        let best = sizes.min { abs($0 - pictureRows) < abs($1 - pictureRows) } ?? max(1, min(area.rows - 1, area.columns / 2))
        self.init(area: area, cell: cell, exactly: best)
    }

    private init(area: Rect, cell: CellSize, exactly height: Int) {
        let width = min(cell.columns(forRows: height), max(1, area.columns))
        let roomy = area.rows >= height + GridLayout.extraRows
        self.area = area
        picture = Size(columns: width, rows: height)
        columns = max(1, area.columns / (width + 2))
        rows = max(1, area.rows / (height + GridLayout.extraRows))
        let spareColumns = max(0, area.columns - columns * width)
        let spareRows = max(0, area.rows - rows * (height + GridLayout.extraRows))
        let gutter = columns == 1 ? 0 : max(2, spareColumns / (columns + 1))
        let gap = min(spareRows / (rows + 1), 2)
        pitch = Size(columns: width + gutter, rows: height + GridLayout.extraRows + gap)
        let used = columns * width + (columns - 1) * gutter
        origin = (area.column + max(0, area.columns - used) / 2, area.row + (roomy ? 1 : 0) + (rows == 1 ? spareRows / 2 : gap))
    }

    /// The rows a tile needs besides its picture: the frame's upper edge, and the caption.
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

    /// The cells of the picture in a slot, counted row by row from the top left.
    func rect(slot: Int) -> Rect {
        Rect(
            column: origin.column + slot % columns * pitch.columns, row: origin.row + slot / columns * pitch.rows,
            columns: picture.columns, rows: picture.rows)
    }

    /// The slot at a cell: its picture, its caption or the frame around it.
    func slot(column: Int, row: Int) -> Int? {
        guard area.contains(column: column, row: row) else { return nil }
        return (0..<capacity).first { slot in
            let rect = rect(slot: slot)
            return Rect(column: rect.column - 1, row: rect.row - 1, columns: rect.columns + 2, rows: rect.rows + 2)
                .contains(column: column, row: row)
        }
    }
}
