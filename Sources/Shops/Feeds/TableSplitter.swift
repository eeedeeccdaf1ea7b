/// Cuts a stream of CSV or TSV into its rows. Bytes behind a closing quote, and a quote that is never closed, stand for themselves.
struct TableSplitter {
    enum Piece {
        /// - Parameter line: of its first character, from 1.
        case row(line: Int, fields: [[UInt8]])
        /// Longer than `Bounds.row`, and left out.
        case tooLong(line: Int)
    }

    private let separator: UInt8
    private var buffer: [UInt8] = []
    private var line = 1
    /// Whether the rest of a row that is too long is passed over.
    private var isSkipping = false
    /// How long the buffer has to be before it is looked at again.
    private var wanted = 0
    /// Whether the last row had no line break behind it.
    private(set) var endsInRow = false

    init(separator: UInt8) { self.separator = separator }

    mutating func take(_ bytes: [UInt8], isLast: Bool = false, _ body: (Piece) throws -> Void) rethrows {
        buffer += bytes
        // What waits for its end is not looked through again at every few bytes.
        guard isLast || buffer.count >= wanted else { return }
        if isSkipping { skip() }
        var at = 0
        while at < buffer.count {
            guard
                let row = row(from: at, quotes: true, isLast: isLast)
                    ?? (buffer.count - at > Bounds.row ? row(from: at, quotes: false, isLast: isLast) : nil)
            else {
                guard buffer.count - at > Bounds.row else { break }
                try body(.tooLong(line: line))
                isSkipping = true
                at = buffer.count
                break
            }
            if row.end - at > Bounds.row {
                try body(.tooLong(line: line))
            } else if row.end - at > row.fields.count || row.fields.contains(where: { !$0.isEmpty }) {
                try body(.row(line: line, fields: row.fields))
            }
            line += row.lines
            at = row.end
        }
        buffer.removeFirst(at)
        wanted = buffer.count + buffer.count / 2
    }

    private mutating func skip() {
        guard let end = buffer.firstIndex(of: 0x0A) else {
            buffer = []
            return
        }
        buffer.removeFirst(end + 1)
        line += 1
        isSkipping = false
    }

    /// One row and where the next begins; nil where more bytes are needed.
    private mutating func row(from start: Int, quotes: Bool, isLast: Bool) -> (fields: [[UInt8]], end: Int, lines: Int)? {
        var fields: [[UInt8]] = [], field: [UInt8] = []
        var at = start, isQuoted = false, isStart = true, lines = 0
        while at < buffer.count {
            let byte = buffer[at]
            at += 1
            if isQuoted {
                if byte == UInt8(ascii: "\"") {
                    if at < buffer.count, buffer[at] == byte {
                        field.append(byte)
                        at += 1
                    } else if at == buffer.count, !isLast {
                        return nil
                    } else {
                        isQuoted = false
                    }
                } else {
                    if byte == 0x0A { lines += 1 }
                    field.append(byte)
                }
                continue
            }
            switch byte {
            case separator:
                fields.append(field)
                field = []
                isStart = true
            case UInt8(ascii: "\"") where isStart && quotes:
                isQuoted = true
                isStart = false
            case 0x0A, 0x0D:
                if byte == 0x0D {
                    if at == buffer.count, !isLast { return nil }
                    if at < buffer.count, buffer[at] == 0x0A { at += 1 }
                }
                return (fields + [field], at, lines + 1)
            default:
                field.append(byte)
                isStart = false
            }
        }
        guard isLast else { return nil }
        if isQuoted { return row(from: start, quotes: false, isLast: true) }
        endsInRow = true
        return (fields + [field], at, lines + 1)
    }
}
