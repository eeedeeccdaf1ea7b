import Basics
import Foundation

/// Addresses as shops write them, made whole.
enum ShopAddress {
    /// An address of the web in full, from one that may begin with `//`, `/` or a name; nil for anything that is not http or https, has
    /// controls, or is too long. Spaces and other scalars that do not belong are percent-encoded.
    static func whole(_ text: String?, base: String? = nil) -> String? {
        guard let text else { return nil }
        // To look for blanks of all kinds takes long.
        let trimmed =
            [text.utf8.first, text.utf8.last].allSatisfy { $0.map { $0 > 0x20 && $0 < 0x7F } ?? false }
            ? text : text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty, trimmed.utf8.count <= Bounds.address, trimmed.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        let encoded = trimmed.percentEncodedAddress
        if encoded.hasPrefix("//") { return web(URL(string: (base?.hasPrefix("http:") == true ? "http:" : "https:") + encoded)) }
        guard let base, let root = URL(string: base) else { return web(URL(string: encoded)) }
        return web(URL(string: encoded, relativeTo: root)?.absoluteURL)
    }

    /// A picture's address with a width, where the address is one of Shopify's, which scale pictures for whoever asks: saves bytes.
    static func scaled(_ address: String, width: Int = 512) -> String {
        guard Ascii.contains("cdn", in: Array(address.utf8)), var parts = URLComponents(string: address) else { return address }
        guard parts.host == "cdn.shopify.com" || parts.percentEncodedPath.hasPrefix("/cdn/shop/") else { return address }
        var items = (parts.percentEncodedQueryItems ?? []).filter { $0.name != "width" }
        items.append(URLQueryItem(name: "width", value: String(width)))
        parts.percentEncodedQueryItems = items
        return parts.string ?? address
    }

    /// A text as one component of a path or a query's value.
    static func component(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? "" }

    private static let unreserved = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

    private static func web(_ url: URL?) -> String? {
        guard let url, let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https", url.host?.isEmpty == false,
            url.user == nil, url.password == nil, url.absoluteString.utf8.count <= Bounds.address
        else { return nil }
        return url.absoluteString
    }
}
