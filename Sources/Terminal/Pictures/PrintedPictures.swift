import Frames

/// Pictures among lines of text, on a terminal that scrolls: for reports, not for the browser.
public struct PrintedPictures {
    private let format: PictureFormat
    private let ids: [UInt32]
    private var count = 0

    /// - Parameter firstID: where the numbers of kitty pictures begin.
    public init(format: PictureFormat, firstID: UInt32 = KittyNumbers.first()) {
        self.format = format
        ids = KittyCommands(placeholders: format.placeholders).ids(from: firstID)
    }

    /// Pictures side by side, all of one size, `gap` columns apart; nil leaves a gap.
    ///
    /// - Returns: what to print at the beginning of a line. It ends with a line break after the pictures' last row.
    public mutating func line(_ pictures: [EncodedPicture?], size: Size, gap: Int) -> [UInt8] {
        let encoded = pictures.map { $0.map { part(of: $0) } }
        if encoded.allSatisfy({ $0.map { $0.rows != nil } ?? true }) {
            let blank = [UInt8](repeating: UInt8(ascii: " "), count: size.columns)
            let space = [UInt8](repeating: UInt8(ascii: " "), count: gap)
            return encoded.flatMap { $0?.before ?? [] }
                + (0..<size.rows).flatMap { row in
                    Array(encoded.map { $0?.rows?[row] ?? blank }.joined(separator: space)) + [UInt8(ascii: "\n")]
                }
        }
        // Room first, so that drawing scrolls nothing; then each picture from the top row, and down again.
        var bytes = Array((String(repeating: "\n", count: size.rows) + "\u{1B}[\(size.rows)A").utf8)
        for (place, part) in encoded.enumerated() {
            guard let part else { continue }
            let column = place * (size.columns + gap)
            bytes += part.before + Array("\r\(column > 0 ? "\u{1B}[\(column)C" : "")\u{1B}7".utf8) + part.inline + Array("\u{1B}8".utf8)
        }
        return bytes + Array("\r\u{1B}[\(size.rows)B".utf8)
    }

    private struct Part {
        /// What is sent ahead: an upload.
        var before: [UInt8] = []
        /// One run of bytes for each row, or else `inline` draws from the cursor.
        var rows: [[UInt8]]?
        var inline: [UInt8] = []
    }

    private mutating func part(of picture: EncodedPicture) -> Part {
        switch picture.body {
        case .rows(let rows): return Part(rows: rows)
        case .inline(let bytes, _): return Part(inline: bytes)
        case .upload(let upload):
            let commands = KittyCommands(placeholders: format.placeholders)
            let id = ids[count % ids.count]
            count += 1
            let sent = commands.upload(upload, id: id, size: picture.size)
            guard format.placeholders != .none else { return Part(before: sent, inline: commands.place(id: id, placement: 1, size: picture.size)) }
            return Part(before: sent, rows: (0..<picture.size.rows).map { commands.placeholderRow($0, columns: picture.size.columns, id: id) })
        }
    }
}
