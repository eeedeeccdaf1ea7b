/// A text that is being pasted (bracketed paste, private mode 2004): all bytes up to the bracket that ends it, of which the first are kept.
struct Paste: Sendable {
    /// Nobody pastes more into a line, and whatever is pasted by mistake must cost nothing.
    static let longest = 16 << 10
    private static let end = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    /// How much of the bracket has come.
    private var matched = 0

    /// How many bytes come at least, of those that are missing.
    var missing: Int { Self.end.count - matched }

    /// Takes one byte; returns whether it completes the bracket.
    mutating func consume(_ byte: UInt8) -> Bool {
        if byte == Self.end[matched] {
            matched += 1
            return matched == Self.end.count
        }
        keep(Self.end[..<matched])
        matched = 0
        if byte == Self.end[0] { matched = 1 } else { keep([byte]) }
        return false
    }

    private mutating func keep(_ more: some Sequence<UInt8>) {
        if bytes.count < Self.longest { bytes += more }
    }

    /// What was pasted, as one line of plain text: each line break or tab is a space; escape sequences and other controls are left out.
    var text: String {
        var plain: [UInt8] = []
        var sequences = ReplyParser()
        for byte in bytes {
            // What an Escape and one more character do is no text either.
            if case .text(let bytes) = sequences.consume(byte), bytes.count == 1 { plain += bytes }
        }
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in String(decoding: plain, as: UTF8.self).unicodeScalars {
            if "\n\r\t\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar) {
                if scalar != "\n" || previous != "\r" { line.append(" ") }
            } else if scalar.properties.generalCategory != .control {
                line.append(scalar)
            }
            previous = scalar
        }
        return String(line)
    }
}
