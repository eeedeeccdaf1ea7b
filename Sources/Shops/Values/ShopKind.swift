/// How a shop tells what it sells.
package enum ShopKind: String, CaseIterable, Codable, Sendable {
    /// Shopify's `products.json`.
    case shopify
    /// WooCommerce's Store API.
    case woocommerce
    /// A merchant feed with Google's names: RSS 2.0, Atom, TSV or CSV.
    case feed
    /// Product pages with schema.org's JSON-LD, found by sitemaps.
    case pages

    /// For a person, such as "Shopify".
    package var name: String {
        switch self {
        case .shopify: "Shopify"
        case .woocommerce: "WooCommerce"
        case .feed: "merchant feed"
        case .pages: "product pages"
        }
    }
}
