/// CSV (RFC 4180), as all tables are written and read here.
public enum CSV {
    /// What becomes of the text in cells.
    public enum Cells: Sendable {
        /// Control characters are replaced, and what a spreadsheet would run as a formula gets an apostrophe before it, as OWASP advises.
        case safe
        /// All stays as it is.
        case raw
    }

    /// One record with its line break; fields are quoted where they need it.
    public static func line(_ fields: [String], cells: Cells = .safe, separator: String = ",", end: String = "\n") -> String {
        fields.map { quoted(cells == .safe ? safe($0) : $0) }.joined(separator: separator) + end
    }

    /// A cell as `line` was given it: without the apostrophe that kept it from being run.
    public static func unguarded(_ cell: String) -> String {
        guard cell.unicodeScalars.first == "'", isRun(cell) else { return cell }
        return String(cell.unicodeScalars.dropFirst())
    }

    private static func quoted(_ cell: String) -> String {
        // Semicolons and tabs separate cells where a spreadsheet is set so.
        guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0x09].contains($0) }) else { return cell }
        var result = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in cell.unicodeScalars {
            result.append(scalar)
            if scalar == "\"" { result.append(scalar) }
        }
        result.append("\"")
        return String(result)
    }

    private static func safe(_ cell: String) -> String {
        let isPrintable = cell.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        let clean = isPrintable ? cell : String(String.UnicodeScalarView(cell.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
        return isRun(clean) ? "'" + clean : clean
    }

    /// What steers a terminal or turns text around; tabs and line breaks are text.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: scalar.properties.generalCategory == .control
        }
    }

    /// Whether a spreadsheet might run a cell. Apostrophes before it do not count, so that one more can always be taken off again.
    private static func isRun(_ cell: String) -> Bool {
        let text = cell.unicodeScalars.drop { $0 == "'" }
        guard let first = text.first else { return false }
        if ["\t", "\r", "\n"].contains(first) { return true }
        let shown = text.drop { $0.properties.isWhitespace || $0.properties.generalCategory == .format }
        guard let first = shown.first, ["=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"].contains(first) else { return false }
        return !isNumber(shown)
    }

    /// A sign with digits, points or commas, and an exponent: `-5`, `+3.2e4`, `-1,299.50`.
    private static func isNumber(_ text: Substring.UnicodeScalarView) -> Bool {
        func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
        guard text.first == "-" || text.first == "+" else { return false }
        let digits = text.dropFirst().prefix { isDigit($0) || $0 == "." || $0 == "," }
        guard digits.contains(where: isDigit) else { return false }
        var rest = text.dropFirst(1 + digits.count)
        if rest.isEmpty { return true }
        guard rest.removeFirst().properties.lowercaseMapping == "e" else { return false }
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }
}
