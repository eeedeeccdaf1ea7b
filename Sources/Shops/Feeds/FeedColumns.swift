import Foundation

/// The header of a feed that is a table.
struct FeedColumns {
    /// Names as Google has them: `g:image link` is `image_link`.
    let names: [String]

    init(_ fields: [String]) { names = fields.map(Self.name) }

    /// What separates the columns of a header that names an ID and a picture; nil where the bytes are no such header.
    static func separator(of head: [UInt8]) -> UInt8? {
        let line = Array(head.prefix { $0 != 0x0A && $0 != 0x0D })
        let candidates = "\t,;|".utf8.map { mark in (mark, line.count { $0 == mark }) }
        guard let best = candidates.max(by: { $0.1 < $1.1 }), best.1 > 0 else { return nil }
        let names = line.split(separator: best.0, omittingEmptySubsequences: false).map { name(String(decoding: $0, as: UTF8.self)) }
        return names.contains("id") && names.contains { $0 == "image_link" || $0 == "title" } ? best.0 : nil
    }

    private static func name(_ text: String) -> String {
        var name = text.lowercased().trimmingCharacters(in: .whitespacesAndNewlines.union(["\"", "\u{FEFF}"]))
        if name.hasPrefix("g:") { name.removeFirst(2) }
        return name.replacingOccurrences(of: " ", with: "_")
    }
}
