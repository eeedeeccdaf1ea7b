/// What a document is, by its first bytes.
enum DocumentFormat: Equatable {
    /// RSS 2.0, RSS 1.0 or Atom.
    case feed
    /// Rows with a header of Google's names.
    case table(separator: UInt8)
    /// A list of pages, or of such lists.
    case sitemap
    case html
    case json
    case gzip
    case unknown

    /// - Parameter head: the first kilobytes, decoded where they are no gzip.
    init(head: [UInt8]) {
        let head = head.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(head.dropFirst(3)) : head
        if head.starts(with: [0x1F, 0x8B]) {
            self = .gzip
            return
        }
        let start = Array(head.drop { Ascii.isSpace($0) || $0 == 0 })
        if start.first == UInt8(ascii: "<") {
            if Ascii.contains("<urlset", in: start) || Ascii.contains("<sitemapindex", in: start) {
                self = .sitemap
            } else if ["<rss", "<feed", "<rdf:rdf", "<channel", "<item>"].contains(where: { Ascii.contains($0, in: start) }),
                !Ascii.contains("<html", in: start)
            {
                self = .feed
            } else {
                self = .html
            }
        } else if start.first == UInt8(ascii: "{") || start.first == UInt8(ascii: "[") {
            self = .json
        } else if let separator = FeedColumns.separator(of: start) {
            self = .table(separator: separator)
        } else {
            self = .unknown
        }
    }
}
