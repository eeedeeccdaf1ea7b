import Basics
import CCurl

/// An address on the web, read by libcurl's own parser, so that what is checked is what is asked.
struct WebAddress: Hashable, Sendable {
    /// How many redirects are followed.
    static let mostRedirects = 5
    private static let longest = 8000

    /// Normalised, without a fragment.
    let url: String
    /// `https://host` or `https://host:8443`; whose robots.txt is asked.
    let origin: String
    /// `host` or `host:8443`; whom requests take turns at.
    let host: String
    /// Without the port; an IPv6 address stands in brackets.
    let name: String
    /// Path and query, as they are sent.
    let path: String

    /// - Parameter base: what a relative address, as of a redirect, is relative to.
    init(_ text: String, relativeTo base: WebAddress? = nil) throws(WebError) {
        guard text.utf8.count <= Self.longest else { throw .badAddress(text, reason: "the address is too long") }
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw .badAddress(text, reason: "there are control characters in the address")
        }
        guard let parts = curl_url() else { throw .badAddress(text, reason: "no memory is left") }
        defer { curl_url_cleanup(parts) }
        if let base { curl_url_set(parts, CURLUPART_URL, base.url, 0) }
        let code = curl_url_set(parts, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_DISALLOW_USER | CURLU_URLENCODE))
        if code == CURLUE_USER_NOT_ALLOWED { throw .badAddress(text, reason: "an address with a user name is not asked") }
        guard code == CURLUE_OK else { throw .badAddress(text, reason: "it is not a web address") }
        curl_url_set(parts, CURLUPART_FRAGMENT, nil, 0)
        func part(_ which: CURLUPart) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            guard curl_url_get(parts, which, &value, UInt32(CURLU_NO_DEFAULT_PORT)) == CURLUE_OK, let value else { return nil }
            defer { curl_free(value) }
            return String(cString: value)
        }
        guard let scheme = part(CURLUPART_SCHEME)?.lowercased(), ["http", "https"].contains(scheme) else {
            throw .badAddress(text, reason: "only http and https are asked")
        }
        if let name = part(CURLUPART_HOST)?.lowercased() { curl_url_set(parts, CURLUPART_HOST, name, 0) }
        guard let name = part(CURLUPART_HOST), !name.isEmpty, let url = part(CURLUPART_URL) else {
            throw .badAddress(text, reason: "the address names no host")
        }
        (self.url, self.name) = (url, name)
        host = part(CURLUPART_PORT).map { "\(name):\($0)" } ?? name
        origin = "\(scheme)://\(host)"
        path = (part(CURLUPART_PATH) ?? "/") + (part(CURLUPART_QUERY).map { "?" + $0 } ?? "")
    }
}
