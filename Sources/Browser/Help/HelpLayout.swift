import Basics
import Frames

/// Help as it stands on a screen: sentences wrap, and no line is without the heading that it stands under.
struct HelpLayout {
    /// One line of text on the screen.
    enum Row: Hashable {
        case heading(String)
        /// The keys, then what they do; either may be on a row of its own.
        case entry(keys: String, text: String)
        case blank
    }

    /// What is shown together or not at all.
    private struct Block {
        let heading: String
        let rows: [Row]
    }

    let body: Rect
    /// The columns of text side by side, and the cells from one to the next.
    let columns: Int
    let pitch: Int
    /// The cells from the keys to what they do.
    let keysWidth: Int
    private let blocks: [Block]

    /// Blocks that help has in all.
    var count: Int { blocks.count }

    init(_ lines: [State.HelpLine], size: Size) {
        body = StatusLayout(size: size).body
        columns = max(1, size.columns / 64)
        pitch = size.columns / columns
        keysWidth = min(26, max(8, pitch / 3))
        // An entry that is higher than the screen is shown in parts.
        let most = max(1, body.rows - 1)
        var blocks: [Block] = [], heading = ""
        for line in lines {
            switch line {
            case .heading(let text): heading = text
            case .entry(let keys, let text):
                let rows = Self.rows(keys, text, keysWidth: keysWidth, room: max(1, pitch - 4))
                blocks += stride(from: 0, to: rows.count, by: most).map { Block(heading: heading, rows: Array(rows.dropFirst($0).prefix(most))) }
            }
        }
        self.blocks = blocks
    }

    private static func rows(_ keys: String, _ text: String, keysWidth: Int, room: Int) -> [Row] {
        let texts = wrapped(text, to: max(1, room - keysWidth))
        guard displayWidth(keys) < keysWidth else {
            return wrapped(keys, to: room).map { .entry(keys: $0, text: "") } + texts.map { .entry(keys: "", text: $0) }
        }
        return texts.enumerated().map { .entry(keys: $0.offset == 0 ? keys : "", text: $0.element) }
    }

    /// What shows from a block on, column by column, and the first block that no longer does.
    func page(from top: Int) -> (columns: [[Row]], next: Int) {
        var result: [[Row]] = []
        var next = max(0, top)
        while result.count < columns, next < count {
            var column: [Row] = []
            while next < count {
                let block = blocks[next]
                // A column says its heading first, be it again, unless there is room for nothing else.
                let isNew = column.isEmpty || block.heading != blocks[next - 1].heading
                let head: [Row] = isNew ? (column.isEmpty ? [] : [.blank]) + [.heading(block.heading)] : []
                guard column.isEmpty || column.count + head.count + block.rows.count <= body.rows else { break }
                column += body.rows > block.rows.count ? head + block.rows : block.rows
                next += 1
            }
            result.append(Array(column.prefix(body.rows)))
        }
        return (result, next)
    }

    /// The first block from which a page reaches up to another block.
    func top(reaching end: Int) -> Int { (0..<max(1, count)).first { page(from: $0).next >= min(end, count) } ?? 0 }

    /// The rows of the blocks from one on.
    func rows(from index: Int) -> Int { blocks.dropFirst(index).reduce(0) { $0 + $1.rows.count } }
}
