/// What is asked of a host.
package struct WebRequest: Sendable {
    /// What an answer may be, which says how much of it is taken and whose turn it is.
    package enum Kind: Sendable {
        /// HTML, JSON or a sitemap: 64 MB at most.
        case page
        /// A merchant's feed, to be streamed: 2 GB at most.
        case feed
        /// 20 MB at most; several at a time.
        case picture
        /// A `robots.txt`, of which the first 500 KiB count.
        case robots

        /// The most bytes of an answer, decoded.
        var limit: Int {
            switch self {
            case .page: 64_000_000
            case .feed: 2_000_000_000
            case .picture: 20_000_000
            case .robots: 500 << 10
            }
        }
    }

    /// Absolute, http or https.
    package var url: String
    package var kind: Kind
    /// Of an earlier answer: where nothing has changed since, the answer is a 304 without a body.
    package var validators: WebValidators?
    /// Cookies of the answer that are wanted; none is ever sent anywhere.
    package var cookieNames: [String]

    package init(_ url: String, _ kind: Kind = .page, validators: WebValidators? = nil, cookieNames: [String] = []) {
        (self.url, self.kind, self.validators, self.cookieNames) = (url, kind, validators, cookieNames)
    }
}

/// What tells whether an answer has changed.
package struct WebValidators: Hashable, Codable, Sendable {
    package var etag: String?
    package var lastModified: String?

    package init(etag: String? = nil, lastModified: String? = nil) { (self.etag, self.lastModified) = (etag, lastModified) }

    /// Whether there is nothing to ask with.
    package var isEmpty: Bool { etag == nil && lastModified == nil }
}
