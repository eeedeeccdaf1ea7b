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

    init(size: Size, cell: CellSize, pictureRows: Int?, panel wanted: Bool?, focusOnPanel: Bool, top: Int = 0) {
        lines = StatusLayout(size: size)
        var body = lines.body
        body.row += top
        body.rows -= top
        let automatic = pictureRows ?? GalleryLayout.automaticPictureRows(size)
        let arrangement = PanelLayout.arrangement(body: body, wanted: wanted, focused: focusOnPanel)
        switch arrangement {
        case .hidden:
            panel = nil
            panelCoversGrid = false
            grid = GridLayout(area: body, cell: cell, pictureRows: automatic)
        case .instead:
            panel = PanelLayout(area: body, cell: cell, beside: true, separated: false)
            panelCoversGrid = true
            grid = GridLayout(area: body, cell: cell, pictureRows: automatic)
        case .beside(let columns):
            let area = Rect(column: body.columns - columns, row: body.row, columns: columns, rows: body.rows)
            panel = PanelLayout(area: area, cell: cell, beside: true, separated: true)
            panelCoversGrid = false
            let rest = Rect(column: 0, row: body.row, columns: body.columns - columns, rows: body.rows)
            grid = GridLayout(area: rest, cell: cell, pictureRows: automatic)
        case .below(let rows):
            let area = Rect(column: 0, row: body.row + body.rows - rows, columns: body.columns, rows: rows)
            panel = PanelLayout(area: area, cell: cell, beside: false, separated: true)
            panelCoversGrid = false
            let rest = Rect(column: 0, row: body.row, columns: body.columns, rows: body.rows - rows)
            grid = GridLayout(area: rest, cell: cell, pictureRows: automatic)
        }
    }

    /// Picture rows that look right on a screen before the shopper has chosen any.
    static func automaticPictureRows(_ size: Size) -> Int { max(5, min(13, min(size.rows / 4, size.columns / 13))) }
}
