import Basics
import Web

/// Reads product pages, which sitemaps name, by their JSON-LD. All pages are asked for without conditions: what an unchanged one holds is not
/// kept.
struct PagesReader {
    let listing: Listing

    /// - Parameters:
    ///   - sitemaps: where to begin; none where the address itself is the only page.
    ///   - page: the answer to the address itself, where it is a page.
    func read(sitemaps: Sitemaps, page: WebResponse?, name: String?, _ take: TakeEvent) throws -> ShopReading {
        var reading = ShopReading(kind: .pages)
        try take(.kind(.pages, name: name))
        var sitemaps = sitemaps
        try sitemaps.read(take)
        if let reason = sitemaps.reason { (reading.isComplete, reading.reason) = (false, reason) }
        var pages = sitemaps.pages
        if pages.isEmpty, let page { pages = [SitemapFile.Page(url: page.url, pictures: [])] }
        try take(.total(pages.count))
        var known = ExactDictionary<ShopProduct>()
        for one in pages {
            if let page, page.url.isExactly(one.url) {
                _ = try read(page, one, &known, take)
                continue
            }
            do {
                let response = try listing.web.get(WebRequest(one.url, .page))
                if response.isSuccess {
                    if try !read(response, one, &known, take), reading.isComplete {
                        (reading.isComplete, reading.reason) = (false, "\(one.url): the page asks for a password")
                    }
                } else {
                    try take(.problem(ShopProblem(one.url, "the host answers \(response.status)")))
                    // A page that is gone tells so; a host in trouble does not.
                    if response.status != 404, response.status != 410, reading.isComplete {
                        (reading.isComplete, reading.reason) = (false, "\(one.url): the host answers \(response.status)")
                    }
                }
            } catch let error as WebError {
                if case .cancelled = error { throw error }
                try take(.problem(ShopProblem(one.url, error.description)))
                if reading.isComplete { (reading.isComplete, reading.reason) = (false, error.description) }
            }
        }
        if known.count == 0, reading.isComplete {
            (reading.isComplete, reading.reason) = (false, "none of \(counted(pages.count, "page")) holds a product as schema.org has them (JSON-LD)")
        }
        return reading
    }

    /// - Returns: whether it is a product's page, or any other, and not one that asks for a password in its place.
    private func read(
        _ response: WebResponse, _ page: SitemapFile.Page, _ known: inout ExactDictionary<ShopProduct>, _ take: TakeEvent
    ) throws -> Bool {
        let html = HTMLPage(response.body, contentType: response.contentType)
        let data = LinkedData(html.linkedData)
        for problem in data.problems { try take(.problem(ShopProblem(page.url, problem))) }
        let pictures = page.pictures + [html.meta["og:image"]].compactMap { ShopAddress.whole($0, base: response.url) }
        let products = PageProducts(data: data, url: response.url, pictures: pictures).all
        if products.isEmpty, html.asksForPassword {
            try take(.problem(ShopProblem(page.url, "the page asks for a password")))
            return false
        }
        for product in products {
            // Colours may have pages of their own.
            var whole = known[product.id] ?? product
            whole.merge(product)
            if known[product.id] == whole { continue }
            known[product.id] = whole
            let items = whole.items
            if items.isEmpty { try take(.problem(ShopProblem(page.url, "product \(product.id) has no picture"))) }
            for item in items { try take(.item(item)) }
        }
        return true
    }
}
