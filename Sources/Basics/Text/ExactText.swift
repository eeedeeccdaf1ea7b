/// Text that equals none but the same Unicode scalars, as it is with files, SQLite and shells.
///
/// Swift takes canonically equivalent strings for equal, so that two files `café`, composed and decomposed, would be one. Whatever names
/// something outside, a file, an item, a column, is compared as this.
public struct ExactText: Hashable, Comparable, Sendable, ExpressibleByStringLiteral {
    /// As it was given.
    public let text: String

    public init(_ text: String) { self.text = text }

    public init(stringLiteral text: StaticString) { self.text = text.description }

    public static func == (a: ExactText, b: ExactText) -> Bool { a.text.isExactly(b.text) }

    /// By the scalars' numbers.
    public static func < (a: ExactText, b: ExactText) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }

    public func hash(into hasher: inout Hasher) {
        let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        if isHashed == nil { Array(text.utf8).withUnsafeBytes { hasher.combine(bytes: $0) } }
    }
}

extension StringProtocol {
    /// Whether another text has the same Unicode scalars.
    public func isExactly(_ other: some StringProtocol) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}

extension String {
    /// The same of two whole texts, which are compared most often. Most differ, which `==` tells without a look at each byte.
    public func isExactly(_ other: String) -> Bool {
        utf8.count == other.utf8.count && self == other && utf8.elementsEqual(other.utf8)
    }

    /// The text before an ending; nil where it ends otherwise.
    public func dropping(ending: String) -> String? {
        guard utf8.count >= ending.utf8.count, utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) else { return nil }
        return String(Substring(utf8.dropLast(ending.utf8.count)))
    }

    /// What stands between separators, empty parts included. A mark behind a separator does not hide it.
    public func parts(separatedBy separator: Unicode.Scalar) -> [String] {
        unicodeScalars.split(separator: separator, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }

    /// The lines of a text, ended by LF, CR or both; what follows the last line break is a line where it is not empty.
    public var exactLines: [String] {
        var lines: [String] = []
        var start = utf8.startIndex
        while start < utf8.endIndex {
            let end = utf8[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? utf8.endIndex
            lines.append(String(self[start..<end]))
            guard end < utf8.endIndex else { break }
            let next = utf8.index(after: end)
            start = utf8[end] == 0x0D && next < utf8.endIndex && utf8[next] == 0x0A ? utf8.index(after: next) : next
        }
        return lines
    }
}

extension [String: String] {
    /// Whether another dictionary has the same values, scalar by scalar.
    public func isExactly(_ other: [String: String]) -> Bool {
        count == other.count
            && zip(sorted { ExactText($0.key) < ExactText($1.key) }, other.sorted { ExactText($0.key) < ExactText($1.key) })
                .allSatisfy { $0.key.isExactly($1.key) && $0.value.isExactly($1.value) }
    }
}
