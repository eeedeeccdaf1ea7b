import Frames

/// What tmux makes of sixels that it draws itself, which a terminal does not.
extension PictureFormat {
    /// Whether a tmux takes our sixels and draws them: what text is written on it forgets as a whole, what another sixel is drawn on it
    /// keeps below that.
    var isDrawnByTmux: Bool { graphics == .sixel && keptSixels != nil }

    /// The sizes whose pictures are drawn as characters, because tmux would forget some of them: all pictures of a size look alike, and
    /// large ones are sixels first.
    ///
    /// A picture that ends on the last row would scroll tmux's pane.
    func sizesInCharacters(_ placements: [Placement], screen: Size) -> Set<Size> {
        guard isDrawnByTmux, var left = keptSixels else { return [] }
        var counts: [Size: Int] = [:]
        var refused: Set<Size> = []
        for placement in placements {
            if case .color = placement.picture { continue }
            let size = Size(columns: placement.rect.columns, rows: placement.rect.rows)
            counts[size, default: 0] += 1
            if placement.rect.row + placement.rect.rows >= screen.rows { refused.insert(size) }
        }
        let sizes = counts.keys.filter { !refused.contains($0) }.sorted { ($0.columns * $0.rows, $0.rows) > ($1.columns * $1.rows, $1.rows) }
        for size in sizes {
            if counts[size]! <= left { left -= counts[size]! } else { refused.insert(size) }
        }
        return refused
    }

    /// The same terminal's format for pictures as characters.
    var inCharacters: PictureFormat {
        var format = self
        format.graphics = .symbols
        return format
    }
}

extension SixelWriter {
    /// tmux gives up a sequence that does not fit its input buffer of 1 MiB.
    static let longestForTmux = 1_000_000

    /// A picture's sixels, none of them longer than `longest`: where one would be, several, one below the other at whole cells, each
    /// drawn from a place of its own. The cursor has to be where the first begins.
    static func bytes(of picture: IndexedPicture, cellHeight: Int, longest: Int) -> [UInt8] {
        let whole = bytes(of: picture)
        guard whole.count > longest else { return whole }
        // As few cells as end with a whole band.
        let cells = (1...6).first { $0 * cellHeight % 6 == 0 } ?? 6
        let units = (picture.height + cells * cellHeight - 1) / (cells * cellHeight)
        var count = whole.count / longest + 1
        while true {
            let step = max(1, units / count) * cells
            let parts = stride(from: 0, to: picture.height, by: step * cellHeight).map { top in
                bytes(of: picture.rows(top..<min(top + step * cellHeight, picture.height)))
            }
            if step == cells || parts.allSatisfy({ $0.count <= longest }) {
                return Array("\u{1B}7".utf8) + Array(parts.joined(separator: "\u{1B}8\u{1B}[\(step)B\u{1B}7".utf8))
            }
            count += 1
        }
    }
}
