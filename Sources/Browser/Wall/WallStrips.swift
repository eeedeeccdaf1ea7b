import Engine
import Frames

/// The pictures of close tiles: strips of neighbouring places in a row, each in its rectangle.
extension WallLayout {
    /// The strips of some rows of the wall in what shows, with what is to be seen on them.
    ///
    /// - Parameter row: of the wall; what lies outside of the screen has a rectangle outside of it.
    func strips(ofRow row: Int, from first: Cell, signs: [Int: WallSign], cursor: Int?) -> [Placement] {
        let end = min(wall.width(ofRow: row), first.column + columns)
        var placements: [Placement] = []
        var column = first.column
        while column < end {
            let next = min(end, (column / Self.strip + 1) * Self.strip), place = row * wall.columns + column
            let marks = (place..<place + next - column).compactMap { place in
                let sign = signs[place], isCursor = place == cursor
                return sign == nil && !isCursor ? nil : WallStrip.Mark(offset: place - row * wall.columns - column, sign: sign, isCursor: isCursor)
            }
            var rect = self.rect(column: column - first.column, row: row - first.row)
            rect.columns = picture.columns * (next - column)
            placements.append(
                Placement(rect: rect, picture: .wall(WallStrip(wall: wall.number, first: place, count: next - column, marks: marks))))
            column = next
        }
        return placements
    }
}

extension WallScreen {
    /// The strips nearest to the cursor first, then those of the next part below and above; of larger pictures the items'.
    static func pictures(in state: State) -> [PictureRequest] {
        guard let wall = state.wallScreen.wall, wall.count > 0 else { return [] }
        let layout = state.wallLayout, screen = state.wallScreen, first = screen.first
        let cursor = screen.cursor / wall.columns
        func nearest(_ rows: Range<Int>) -> [Int] { rows.sorted { (abs($0 - cursor), $0) < (abs($1 - cursor), $1) } }
        let visible = first.row..<first.row + layout.rows
        guard layout.grid == nil else {
            let rows = nearest(visible) + Array(visible.upperBound..<visible.upperBound + layout.rows) + Array(first.row - layout.rows..<first.row)
            return rows.flatMap { row in
                layout.places(in: Rect(column: first.column, row: max(0, row), columns: layout.columns, rows: row < 0 ? 0 : 1)).compactMap { place in
                    screen.items[place].map { PictureRequest(key: state.key($0), size: layout.picture) }
                }
            }
        }
        let signs = state.wallSigns
        func strips(_ rows: some Sequence<Int>, _ signs: [Int: WallSign], _ cursor: Int?) -> [PictureRequest] {
            rows.flatMap { layout.strips(ofRow: $0, from: first, signs: signs, cursor: cursor) }.map {
                PictureRequest(key: $0.picture, size: $0.rect.size)
            }
        }
        let ahead = [visible.upperBound..<visible.upperBound + layout.rows, max(0, first.row - layout.rows)..<first.row]
        var large: [PictureRequest] = []
        if let side = layout.side, let item = state.wallItem {
            large.append(PictureRequest(key: state.key(item), size: WallView.sidePicture(in: side, cell: state.cell).size))
        }
        return strips(nearest(visible), signs, screen.cursor) + large + strips(nearest(visible), [:], nil) + ahead.flatMap { strips($0, signs, nil) }
    }
}
