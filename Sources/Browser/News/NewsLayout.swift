import Frames

/// The news: below each other a line for each sort of change, and a grid with what it befell. As many sorts as fit with pictures that can be
/// made out.
struct NewsLayout {
    struct Section {
        /// Which of the news's parts it shows.
        let part: Int
        /// The line above its grid.
        let row: Int
        let grid: GridLayout
    }

    let sections: [Section]

    /// - Parameters:
    ///   - parts: how many sorts of change there are.
    ///   - focused: the one that must be in sight.
    ///   - taken: lines at the top that something else has.
    init(size: Size, cell: CellSize, parts: Int, focused: Int, taken: Int = 0) {
        let body = StatusLayout(size: size, taken: taken).body
        let visible = max(1, min(parts, body.rows < 16 ? 1 : max(2, body.rows / 12)))
        let rows = body.rows / visible
        let captions = rows >= 12 ? 3 : 2
        let most = GalleryLayout.automaticPictureRows(size)
        let height = max(1, min(most, rows - 1 - captions))
        let first = max(0, min(focused / visible * visible, parts - visible))
        sections = (0..<min(visible, parts)).map { place in
            let top = body.row + place * rows
            let area = Rect(column: 2, row: top + 1, columns: max(1, size.columns - 3), rows: max(1, rows - 1))
            return Section(
                part: first + place, row: top, grid: GridLayout(packing: area, cell: cell, pictureRows: height, captionRows: captions))
        }
    }

    func section(of part: Int) -> Section? { sections.first { $0.part == part } }
}
