import Frames

/// A grid of pictures, with the ghost's panel beside it, below it or in its place: the shop's screen, and the basket's, which keeps `top`
/// lines above its grid.
struct GalleryLayout {
    let lines: StatusLayout
    let grid: GridLayout
    /// The ghost's panel, if it shows.
    let panel: PanelLayout?
    /// The grid gives its place to the panel (a narrow terminal where the shopper asked for the ghost).
    let panelCoversGrid: Bool

    /// - Parameters:
    ///   - pictureRows: those that the shopper chose; nil takes what fills the grid.
    ///   - lists: what the panel has to show.
    ///   - items: what the grid holds, where it is an overview: it leaves more room to the panel beside it, and its pictures are smaller where
    ///     that shows more of the items.
    ///   - top: lines above the grid.
    ///   - taken: lines at the top of the screen's body that something else has.
    init(
        size: Size, cell: CellSize, pictureRows: Int?, panel wanted: Bool?, lists: PanelLists = .one, focusOnPanel: Bool,
        overviewOf items: Int? = nil, top: Int = 0, taken: Int = 0
    ) {
        lines = StatusLayout(size: size, taken: taken)
        var body = lines.body
        body.row += top
        body.rows -= top
        var rest = body
        switch PanelLayout.arrangement(body: body, wanted: wanted, focused: focusOnPanel) {
        case .hidden:
            panel = nil
            panelCoversGrid = false
        case .instead:
            panel = PanelLayout(area: body, cell: cell, beside: true, separated: false, lists)
            panelCoversGrid = true
        case .beside(let narrow):
            let columns = items == nil ? narrow : body.columns / 2
            rest.columns -= columns
            let area = Rect(column: rest.columns, row: body.row, columns: columns, rows: body.rows)
            panel = PanelLayout(area: area, cell: cell, beside: true, separated: true, narrow: narrow, lists)
            panelCoversGrid = false
        case .below(let rows):
            rest.rows -= rows
            let area = Rect(column: 0, row: rest.row + rest.rows, columns: body.columns, rows: rows)
            panel = PanelLayout(area: area, cell: cell, beside: false, separated: true, lists)
            panelCoversGrid = false
        }
        if let pictureRows {
            grid = GridLayout(area: rest, cell: cell, pictureRows: pictureRows)
        } else {
            // Below a pair, which has the large pictures, more of the items count.
            let most = GalleryLayout.automaticPictureRows(size), rows = taken > 0 && rest.rows >= 18 ? min(most, rest.rows / 2 - 3) : most
            let large = GridLayout(area: rest, cell: cell, about: rows)
            grid = large.capacity < items ?? 0 ? GridLayout(area: rest, cell: cell, about: rows * 2 / 3) : large
        }
    }

    /// Picture rows that look right on a screen before the shopper has chosen any.
    static func automaticPictureRows(_ size: Size) -> Int { max(8, min(13, min(size.rows / 4, size.columns / 13))) }
}
