import Foundation
import Frames

/// One cell of the screen.
struct CellContent: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case text
        /// The right half of the wide character before it.
        case continuation
        /// Under a picture: the picture layer's, not ours.
        case covered
    }

    var kind = Kind.text
    var scalar: Unicode.Scalar = " "
    /// Up to two combining marks, 0 for none.
    var marks: SIMD2<UInt32> = .zero
    var style = Style.text
    /// Whether an isolate begins behind it, and ends with it.
    var opensIsolate = false
    var closesIsolate = false
    /// The number of the link that it belongs to, 0 for none.
    var link: UInt32 = 0

    static let blank = CellContent()
}

/// A frame as cells.
struct CellGrid: Hashable, Sendable {
    let size: Size
    private(set) var cells: [CellContent]
    /// By number.
    private(set) var links: [UInt32: Link] = [:]

    init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: max(0, size.columns * size.rows))
    }

    /// Becomes the frame's text, cut to the grid's size, and the cells that its pictures cover. Where both meet, the picture stays.
    ///
    /// - Parameter isolates: whether texts that are read from right to left are isolated.
    mutating func take(_ frame: Frame, isolates: Bool) {
        links = [:]
        for index in cells.indices { cells[index] = .blank }
        for run in frame.texts where run.row >= 0 && run.row < size.rows { put(run) }
        for placement in frame.placements {
            let rect = placement.rect
            let columns = max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.column + rect.columns))
            for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.row + rect.rows)) { cover(columns, row: row) }
        }
        guard isolates else { return }
        for run in frame.texts where run.row >= 0 && run.row < size.rows && Isolation.isNeeded(run.text) { isolate(run) }
    }

    /// Whether a row is sure to be as in another grid of this size: byte by byte, which is a fraction of a look at each cell.
    func hasSameBytes(in other: CellGrid, row: Int) -> Bool {
        let start = row * size.columns
        return cells.withUnsafeBufferPointer { own in
            other.cells.withUnsafeBufferPointer { other in
                guard let own = own.baseAddress, let other = other.baseAddress else { return true }
                return memcmp(own + start, other + start, size.columns * MemoryLayout<CellContent>.stride) == 0
            }
        }
    }

    /// Isolates a text, unless something else lies where that would begin or end.
    private mutating func isolate(_ run: TextRun) {
        let end = run.column + run.text.unicodeScalars.reduce(0) { $0 + max(0, CellText.width(of: $1)) }
        guard run.column > 0, end <= size.columns, run.column < end else { return }
        let before = run.row * size.columns + run.column - 1
        var last = run.row * size.columns + end - 1
        if cells[last].kind == .continuation { last -= 1 }
        guard cells[before].kind == .text, cells[last].kind == .text else { return }
        cells[before].opensIsolate = true
        cells[last].closesIsolate = true
    }

    subscript(column: Int, row: Int) -> CellContent { cells[row * size.columns + column] }

    private mutating func put(_ run: TextRun) {
        var column = run.column
        var last: Int?
        if let link = run.link { links[link.number] = link }
        for scalar in run.text.unicodeScalars {
            let width = CellText.width(of: scalar)
            guard width > 0 else {
                if width == 0, let last { mark(scalar, column: last, row: run.row) }
                continue
            }
            last = nil
            // A wide character that the edge would cut in half becomes a blank.
            let whole = column >= 0 && column + width <= size.columns
            for offset in 0..<width where column + offset >= 0 && column + offset < size.columns {
                let kind: CellContent.Kind = offset > 0 && whole ? .continuation : .text
                let shown = kind == .text && whole ? scalar : " "
                set(CellContent(kind: kind, scalar: shown, style: run.style, link: run.link?.number ?? 0), column: column + offset, row: run.row)
            }
            if whole { last = column }
            column += width
            if column >= size.columns { break }
        }
    }

    private mutating func mark(_ scalar: Unicode.Scalar, column: Int, row: Int) {
        let index = row * size.columns + column
        if cells[index].marks.x == 0 { cells[index].marks.x = scalar.value } else if cells[index].marks.y == 0 { cells[index].marks.y = scalar.value }
    }

    /// Covers cells of a row; other halves of wide characters that this cuts become blanks.
    private mutating func cover(_ columns: Range<Int>, row: Int) {
        guard let last = columns.last else { return }
        set(CellContent(kind: .covered), column: columns.lowerBound, row: row)
        set(CellContent(kind: .covered), column: last, row: row)
        for column in columns { cells[row * size.columns + column] = CellContent(kind: .covered) }
    }

    /// Sets a cell; the other half of a wide character that it cuts becomes a blank.
    private mutating func set(_ cell: CellContent, column: Int, row: Int) {
        let index = row * size.columns + column
        if cells[index].kind == .continuation, cell.kind != .continuation, column > 0 {
            cells[index - 1] = CellContent(style: cells[index - 1].style)
        }
        if column + 1 < size.columns, cells[index + 1].kind == .continuation {
            cells[index + 1] = CellContent(style: cells[index + 1].style)
        }
        cells[index] = cell
    }
}

/// Keeps the terminal's text equal to a frame's by sending only the cells that differ. A cell that a picture comes to cover
/// is blanked once, and then left alone.
///
/// ncurses' own refresh is no use here: it scrolls regions, clears to the ends of lines and writes over short unchanged
/// stretches as it finds cheapest, all of which harms pictures that it does not know of.
struct TextLayer: Sendable {
    /// A change shows where cells are drawn.
    var theme: Theme
    private let isolates: Bool
    private let showsLinks: Bool
    private var shown: CellGrid?
    /// What was shown before, for its memory.
    private var used: CellGrid?
    private var cursor: Cell?
    private var showsCursor = false

    /// - Parameter isolates: whether the terminal wants texts isolated that are read from right to left.
    init(theme: Theme, isolates: Bool = false, showsLinks: Bool) {
        (self.theme, self.isolates, self.showsLinks) = (theme, isolates, showsLinks)
    }

    /// The screen's content is unknown: the next frame is drawn whole.
    mutating func invalidate() { shown = nil }

    /// Whether a frame in a screen of `size` begins with clearing the screen.
    func clears(_ size: Size) -> Bool { shown?.size != size }

    /// Makes the frame's text what the terminal shows, in a screen of `size`.
    /// - Returns: what to send, before the pictures' bytes.
    mutating func update(to frame: Frame, size: Size) -> [UInt8] {
        var grid = used.take().flatMap { $0.size == size ? $0 : nil } ?? CellGrid(size: size)
        grid.take(frame, isolates: isolates)
        var writer = CellWriter(theme: theme)
        if clears(size) { writer.clear() }
        let earlier = shown.flatMap { $0.size == size ? $0 : nil } ?? CellGrid(size: size)
        for row in 0..<size.rows where !grid.hasSameBytes(in: earlier, row: row) { write(row, of: grid, over: earlier, by: &writer) }
        (shown, used) = (grid, earlier)
        return writer.finish()
    }

    /// What puts the terminal's own cursor where the frame wants it, seen or not, after everything else.
    mutating func cursorUpdate(to frame: Frame, moved: Bool) -> [UInt8] {
        let place = frame.cursor ?? frame.focus, isVisible = frame.cursor != nil
        guard place != cursor || isVisible != showsCursor || (moved && place != nil) else { return [] }
        let hiding = showsCursor && !isVisible ? "\u{1B}[?25l" : "", showing = isVisible ? "\u{1B}[?25h" : ""
        (cursor, showsCursor) = (place, isVisible)
        let move = place.map { "\u{1B}[\(max(0, $0.row) + 1);\(max(0, $0.column) + 1)H" } ?? ""
        return Array((hiding + move + showing).utf8)
    }

    private func write(_ row: Int, of grid: CellGrid, over earlier: CellGrid, by writer: inout CellWriter) {
        var column = 0
        while column < grid.size.columns {
            let cell = grid[column, row]
            if cell.kind == .text, differs(grid, earlier, column, row) {
                var marks = [cell.marks.x, cell.marks.y].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
                if cell.closesIsolate { marks.append(Isolation.closing) }
                if cell.opensIsolate { marks.append(Isolation.opening) }
                let wide = column + 1 < grid.size.columns && grid[column + 1, row].kind == .continuation
                let link = showsLinks && cell.link != 0 ? grid.links[cell.link] : nil
                writer.put(cell.scalar, marks: marks, style: cell.style, link: link, column: column, row: row, width: wide ? 2 : 1)
            } else if cell.kind == .covered, earlier[column, row].kind != .covered, earlier[column, row] != .blank {
                // A picture comes here, perhaps later, perhaps with transparent pixels: no old letter may show.
                writer.put(" ", marks: [], style: .text, link: nil, column: column, row: row, width: 1)
            }
            column += 1
        }
    }

    /// Whether a character has to be written: either of its cells is another than before.
    private func differs(_ grid: CellGrid, _ earlier: CellGrid, _ column: Int, _ row: Int) -> Bool {
        if grid[column, row] != earlier[column, row] { return true }
        guard column + 1 < grid.size.columns, grid[column + 1, row].kind == .continuation else { return false }
        return grid[column + 1, row] != earlier[column + 1, row]
    }
}
