import Frames

/// Keeps texts that are read from right to left in their own cells, in terminals that turn such text round themselves: for them a row is one
/// text, in which two titles with nothing but blanks between would change places.
///
/// An isolate (UAX #9) begins behind the cell before a text, and ends with the text's last cell. Elsewhere isolates are left out: they are
/// of no use, and not every terminal takes them for as wide as they are.
enum Isolation {
    static let opening: Unicode.Scalar = "\u{2068}"
    static let closing: Unicode.Scalar = "\u{2069}"

    /// Whether a text has letters that are read from right to left: of Hebrew, Arabic, and what lies in the blocks kept for such.
    static func isNeeded(_ text: String) -> Bool {
        text.utf8.contains { $0 >= 0xD6 }
            && text.unicodeScalars.contains {
                switch $0.value {
                case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
                default: false
                }
            }
    }

    /// Whether the terminal turns text round, and knows isolates: VTE does since 0.58, and Konsole, at the latest, since 22.12. Older VTEs say
    /// who they are in the environment only, which programs pass on to terminals that they start: it counts for one that answers nothing.
    static func isUnderstood(version: String?, environment: [String: String]) -> Bool {
        guard let version else { return (environment["VTE_VERSION"].flatMap { Int($0) } ?? 0) >= 5800 }
        func numbers(after name: String) -> [Int]? {
            guard version.hasPrefix(name) else { return nil }
            return version.dropFirst(name.count).prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.split(separator: ".").compactMap { Int($0) }
        }
        if let konsole = numbers(after: "Konsole ") { return !konsole.lexicographicallyPrecedes([22, 12]) }
        return numbers(after: "VTE(").map { !$0.lexicographicallyPrecedes([5800]) } ?? false
    }
}
