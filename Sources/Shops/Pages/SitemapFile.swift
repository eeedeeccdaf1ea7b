/// A sitemap, or an index of sitemaps.
struct SitemapFile {
    /// A page, with the pictures that the sitemap names for it.
    struct Page: Hashable {
        let url: String
        let pictures: [String]
    }

    private(set) var pages: [Page] = []
    /// Further sitemaps.
    private(set) var sitemaps: [String] = []
    /// Whether it came to its end.
    private(set) var isComplete = false

    /// - Parameter bytes: unpacked. A plain list of addresses, one in a line, is a sitemap too.
    init(_ bytes: [UInt8], base: String) {
        let decoder = TextDecoder(head: bytes)
        let text = decoder.isASCIIBased ? bytes : decoder.decoded(bytes)
        guard text.first(where: { !Ascii.isSpace($0) && ![0xEF, 0xBB, 0xBF].contains($0) }) == UInt8(ascii: "<") else {
            let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline).prefix(SitemapFile.most)
            pages = lines.compactMap { $0.hasPrefix("http") ? ShopAddress.whole(String($0)) : nil }.map { Page(url: $0, pictures: []) }
            isComplete = true
            return
        }
        var splitter = ElementSplitter(names: ["url", "sitemap"], roots: ["urlset", "sitemapindex"])
        splitter.take(text, isLast: true) { piece in
            guard case .element(let bytes) = piece, let element = XMLElement.parsed(decoder.isASCIIBased ? decoder.decoded(bytes) : bytes),
                let url = ShopAddress.whole(element.all("loc").first?.text, base: base)
            else { return }
            if element.name == "sitemap" {
                if sitemaps.count < Self.most { sitemaps.append(url) }
            } else if pages.count < Self.most {
                let pictures = element.all("image").prefix(Bounds.pictures).compactMap { ShopAddress.whole($0.all("loc").first?.text, base: base) }
                pages.append(Page(url: url, pictures: pictures.map { ShopAddress.scaled($0) }))
            }
        }
        isComplete = splitter.hasEnded
    }

    /// As many addresses as the protocol allows in one file.
    static let most = 50_000
}
