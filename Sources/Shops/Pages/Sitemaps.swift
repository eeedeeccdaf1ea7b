import Basics
import Pictures
import Web

/// Finds a shop's product pages by its sitemaps.
struct Sitemaps {
    let listing: Listing
    /// Where the search begins.
    private(set) var waiting: [String]
    private(set) var pages: [SitemapFile.Page] = []
    /// Why pages may be missing; nil where none are.
    private(set) var reason: String?
    private var seen: Set<ExactText> = []
    /// Answers that are there already, by address.
    private var ready: [String: WebResponse]

    init(listing: Listing, sitemaps: [String], ready: [String: WebResponse] = [:]) {
        (self.listing, waiting, self.ready) = (listing, sitemaps, ready)
    }

    /// The most files that are asked for, and the most pages that are kept.
    private static let mostFiles = 1_000, mostPages = 200_000

    /// Reads them all. Of an index whose sitemaps are named by what they hold, only those of products; of pages, only those whose addresses
    /// look like products', where any do.
    mutating func read(_ take: TakeEvent) throws {
        var count = 0
        while !waiting.isEmpty {
            let address = waiting.removeFirst()
            guard seen.insert(address) else { continue }
            count += 1
            guard count <= Self.mostFiles, pages.count < Self.mostPages else {
                reason = reason ?? "the shop has more sitemaps than are read"
                break
            }
            do throws(PlainError) {
                let file = try file(address)
                let products = file.sitemaps.filter { Self.namesProducts($0) }
                waiting += products.isEmpty ? file.sitemaps : products
                pages += file.pages
                if !file.isComplete { reason = reason ?? "\(address): the sitemap breaks off" }
            } catch {
                // Addresses that are merely tried need not be there.
                reason = reason ?? error.description
                try take(.problem(ShopProblem("sitemap", error.description)))
            }
        }
        let products = pages.filter { Self.isProduct($0.url) }
        if !products.isEmpty { pages = products }
        var urls: Set<ExactText> = []
        pages = pages.filter { urls.insert($0.url) }
    }

    /// One sitemap, unpacked where it is packed.
    private mutating func file(_ address: String) throws(PlainError) -> SitemapFile {
        let response: WebResponse
        if let known = ready.removeValue(forKey: address) {
            response = known
        } else {
            do { response = try listing.web.get(WebRequest(address, .page)) } catch { throw PlainError(error.description) }
        }
        guard response.isSuccess else { throw PlainError("\(address): the host answers \(response.status)") }
        var bytes = response.body
        if bytes.starts(with: [0x1F, 0x8B]) {
            let inflater = Inflater()
            do { bytes = try inflater.take(bytes, limit: 64_000_000) } catch { throw PlainError("\(address): \(error)") }
            if !inflater.isComplete { reason = reason ?? "\(address): the sitemap breaks off" }
        }
        guard !bytes.starts(with: [0x1F, 0x8B]), Self.isSitemap(bytes) else { throw PlainError("\(address): it is no sitemap") }
        return SitemapFile(bytes, base: response.url)
    }

    /// Whether bytes are a sitemap, packed or not.
    static func isSitemap(_ bytes: [UInt8]) -> Bool {
        let head = Array(bytes.prefix(4096))
        return [.sitemap, .gzip].contains(DocumentFormat(head: head)) || head.starts(with: "http".utf8) || !TextDecoder(head: head).isASCIIBased
    }

    private static func namesProducts(_ address: String) -> Bool {
        ["product", "produkt", "produit", "prodotti", "producto", "artikel", "item"].contains { Ascii.contains($0, in: Array(address.utf8)) }
    }

    /// `/products/red-tee`, `/p/123`, …
    private static func isProduct(_ address: String) -> Bool {
        let path = Array(address.utf8)
        return [
            "/product/", "/products/", "/produkt/", "/produkte/", "/produit/", "/produits/", "/producto/", "/productos/", "/prodotto/", "/p/",
            "/item/",
            "/artikel/", "/dp/",
        ].contains { Ascii.contains($0, in: path) }
    }
}
