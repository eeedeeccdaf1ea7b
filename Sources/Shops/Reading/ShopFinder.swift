import Basics
import Web

/// Finds out what a shop is and reads it.
///
/// First the address itself is opened: a feed and a sitemap are told by their bytes, and a page may name the software behind it. Then
/// Shopify's and WooCommerce's listings are tried where the shop may stand, then sitemaps, and last the page itself.
struct ShopFinder {
    let url: String
    let place: ShopPlace
    let kind: ShopKind?
    let collection: String?
    let country: String?
    let validators: [String: WebValidators]
    let web: any WebFetching

    func read(_ take: TakeEvent) throws -> ShopReading {
        if kind == .shopify || kind == .woocommerce { return try known(take) }
        switch try DocumentOpener(listing: listing(place.bases[0])).open(url, take) {
        case .feed(let reading): return reading
        case .failed(let reason, let error):
            if kind == .feed { throw PlainError(reason) }
            // A host that is not there, or that must not be asked, is not asked again.
            if let error, isFinal(error) { throw error }
            // A page that is not there is a mistake in the address, and no reason to take the whole shop.
            if kind == nil, collection == nil, !place.isFront { throw PlainError(reason) }
            return try search(page: nil, failure: reason, take)
        case .page(let page, let format):
            if kind == .feed { throw PlainError("\(url): it is no merchant feed: RSS, Atom, or a table whose header names id and image_link") }
            if format == .sitemap || format == .gzip {
                let sitemaps = Sitemaps(listing: listing(place.origin), sitemaps: [url], ready: [url: page])
                return try PagesReader(listing: listing(place.origin)).read(sitemaps: sitemaps, page: nil, name: nil, take)
            }
            return try search(page: page, failure: nil, take)
        }
    }

    private func listing(_ base: String) -> Listing {
        Listing(base: base, collection: collection, country: country, validators: validators, web: web)
    }

    private func isFinal(_ error: WebError) -> Bool {
        switch error {
        case .badAddress, .privateAddress, .noSuchHost, .noConnection, .insecure, .timedOut, .cancelled, .robotsUnavailable: true
        default: false
        }
    }

    /// A shop that is said to be of a kind.
    private func known(_ take: TakeEvent) throws -> ShopReading {
        var reasons: [String] = []
        for base in place.bases {
            if let reading = try shop(kind!, at: base, name: nil, &reasons, take) { return reading }
        }
        throw PlainError("\(url): no \(kind!.name) listing is there: \(reasons.first ?? "no answer")")
    }

    private func search(page: WebResponse?, failure: String?, _ take: TakeEvent) throws -> ShopReading {
        let html = page.map { HTMLPage($0.body, contentType: $0.contentType) }
        var reasons = [failure].compactMap { $0 }
        for base in place.bases {
            if kind == nil {
                let body = page?.body ?? []
                let isWoo = Ascii.contains("woocommerce", in: body) && !Ascii.contains("cdn.shopify.com", in: body)
                for kind in isWoo ? [ShopKind.woocommerce, .shopify] : [.shopify, .woocommerce] {
                    if let reading = try shop(kind, at: base, name: html?.siteName, &reasons, take) { return reading }
                }
                // Pages know of no collections: all of them would be more than was asked for.
                if collection != nil { continue }
            }
            if let sitemaps = try sitemaps(at: base) {
                return try PagesReader(listing: listing(base)).read(sitemaps: sitemaps, page: page, name: html?.siteName, take)
            }
            if let page, let html, !LinkedData(html.linkedData).products.isEmpty {
                let none = Sitemaps(listing: listing(base), sitemaps: [])
                return try PagesReader(listing: listing(base)).read(sitemaps: none, page: page, name: html.siteName, take)
            }
        }
        if kind == nil, let collection {
            throw PlainError("\(url): no collection \(collection) is listed there; --as pages reads all of the shop's pages")
        }
        if html?.asksForPassword == true { throw PlainError("\(url): the shop asks for a password, so nothing of it can be read") }
        let cause = failure ?? reasons.first { $0.contains("in place of JSON") && page == nil }
        throw PlainError(
            cause ?? "\(url): no shop was found there: no listing of Shopify or WooCommerce, no merchant feed, no sitemap, no page with products")
    }

    /// Reads a shop whose first page is a listing of its kind; nil where it is none.
    private func shop(_ kind: ShopKind, at base: String, name: String?, _ reasons: inout [String], _ take: TakeEvent) throws -> ShopReading? {
        let listing = listing(base)
        let shopify = ShopifyReader(listing: listing), woo = WooReader(listing: listing)
        let address = kind == .shopify ? shopify.firstAddress : woo.firstAddress
        if kind == .shopify, validators[address] != nil { return try shopify.read(first: nil, take) }
        let response: WebResponse
        do {
            response = try web.get(WebRequest(address, .page, cookieNames: kind == .shopify ? [ShopifyPages.cookie] : []))
        } catch {
            if isFinal(error) { throw error }
            reasons.append(error.description)
            return nil
        }
        switch JSONAnswer(response, at: address) {
        case .failed(_, let reason):
            reasons.append(reason)
            return nil
        case .page(let node, _):
            if kind == .shopify, node["products"].elements != nil { return try shopify.read(first: response, take) }
            if kind == .woocommerce, node.elements != nil { return try woo.read(first: response, name: name, take) }
            reasons.append("\(address): there are no products in the answer")
            return nil
        }
    }

    /// The sitemaps that the host's robots.txt names, or one in the usual place; nil where there is none.
    private func sitemaps(at base: String) throws -> Sitemaps? {
        let listing = listing(base)
        for name in base == place.origin ? [] : ["sitemap.xml", "sitemap_index.xml"] {
            if let found = sitemap("\(base)/\(name)", listing) { return found }
        }
        if let robots = try? web.get(WebRequest(place.origin + "/robots.txt", .robots)), robots.isSuccess {
            let lines = String(decoding: robots.body, as: UTF8.self).exactLines.prefix(10_000)
            let named = lines.filter { $0.lowercased().hasPrefix("sitemap:") }.compactMap {
                ShopAddress.whole(String($0.dropFirst(8)), base: place.origin)
            }
            if !named.isEmpty { return Sitemaps(listing: listing, sitemaps: Array(named.unique.prefix(100))) }
        }
        for name in ["sitemap.xml", "sitemap_index.xml"] {
            if let found = sitemap("\(place.origin)/\(name)", listing) { return found }
        }
        return nil
    }

    private func sitemap(_ address: String, _ listing: Listing) -> Sitemaps? {
        guard let response = try? web.get(WebRequest(address, .page)), response.isSuccess, Sitemaps.isSitemap(response.body) else { return nil }
        return Sitemaps(listing: listing, sitemaps: [address], ready: [address: response])
    }
}
