import Foundation

/// Where in a site a shop stands, told by an address somewhere in it.
struct ShopPlace {
    /// Where the listing may be, the likeliest first; without a slash at the end.
    let bases: [String]
    /// The scheme, host and port.
    let origin: String
    /// Whether the address is that of the site as a whole.
    let isFront: Bool
    /// Named by the address, as in `/collections/tees`.
    let collection: String?

    /// nil for an address that is none of the web.
    init?(_ url: String) {
        guard let whole = ShopAddress.whole(url), var parts = URLComponents(string: whole) else { return nil }
        let segments = parts.percentEncodedPath.split(separator: "/").map(String.init)
        (parts.query, parts.fragment, parts.percentEncodedPath) = (nil, nil, "")
        guard let origin = parts.string else { return nil }
        (self.origin, isFront) = (origin, segments.isEmpty)
        let cut = segments.firstIndex { Self.inner.contains($0.lowercased()) } ?? segments.count
        var prefix = Array(segments[..<cut])
        // A file is no folder that holds a shop.
        if cut == segments.count, prefix.last?.contains(".") == true { prefix.removeLast() }
        bases = prefix.isEmpty ? [origin] : [origin + "/" + prefix.joined(separator: "/"), origin]
        let named = segments.firstIndex { ["collections", "product-category"].contains($0.lowercased()) }
        collection = named.flatMap { index in
            guard index + 1 < segments.count, let name = segments[index + 1].removingPercentEncoding else { return nil }
            return name == "all" || name.hasSuffix(".json") ? nil : name
        }
    }

    /// What shops have below the place where they stand.
    private static let inner: Set = [
        "collections", "products", "product", "product-category", "product-tag", "shop", "cart", "checkout", "account", "my-account", "search",
        "blogs", "password", "wp-json", "products.json", "collections.json", "sitemap.xml", "robots.txt",
    ]
}
