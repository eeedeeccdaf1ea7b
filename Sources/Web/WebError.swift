import Basics

/// Why nothing came back, in one line each.
package enum WebError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Not an address that is asked: no host, another scheme than http and https, a user name in it.
    case badAddress(String, reason: String)
    /// A name that leads to a private address, or such an address itself.
    case privateAddress(String, address: String)
    case forbiddenByRobots(String)
    /// A `robots.txt` that cannot be read forbids everything.
    case robotsUnavailable(String, status: Int)
    case tooLarge(String, limit: Int)
    case tooManyRedirects(String)
    case noSuchHost(String)
    case noConnection(String)
    case timedOut(String)
    /// A certificate that is not to be trusted, or no TLS at all.
    case insecure(String, reason: String)
    /// A host that answers 429 or 503, after all the waits.
    case busy(String, status: Int)
    /// An answer that breaks off or makes no sense.
    case broken(String, reason: String)
    case cancelled

    package var description: String {
        switch self {
        case .badAddress(let url, let reason): "\(Self.shown(url)): \(reason)"
        case .privateAddress(let url, let address):
            "\(Self.shown(url)): \(address) is a private address; --allow-private-addresses permits it"
        case .forbiddenByRobots(let url): "\(Self.shown(url)): the host's robots.txt forbids it"
        case .robotsUnavailable(let url, let status): "\(Self.shown(url)): the host's robots.txt cannot be read (status \(status)), which forbids it"
        case .tooLarge(let url, let limit): "\(Self.shown(url)): the answer is larger than \(sizeText(limit))"
        case .tooManyRedirects(let url): "\(Self.shown(url)): more than \(WebAddress.mostRedirects) redirects"
        case .noSuchHost(let url): "\(Self.shown(url)): no such host"
        case .noConnection(let url): "\(Self.shown(url)): the host refused the connection"
        case .timedOut(let url): "\(Self.shown(url)): the host took too long to answer"
        case .insecure(let url, let reason): "\(Self.shown(url)): no secure connection (\(reason))"
        case .busy(let url, let status): "\(Self.shown(url)): the host is busy (status \(status)); try again later"
        case .broken(let url, let reason): "\(Self.shown(url)): \(reason)"
        case .cancelled: "cancelled"
        }
    }

    /// The same of another address: what befell a host's robots.txt befalls what waits for it.
    func at(_ url: String) -> WebError {
        switch self {
        case .badAddress(_, let reason): .badAddress(url, reason: reason)
        case .privateAddress(_, let address): .privateAddress(url, address: address)
        case .forbiddenByRobots: .forbiddenByRobots(url)
        case .robotsUnavailable(_, let status): .robotsUnavailable(url, status: status)
        case .tooLarge(_, let limit): .tooLarge(url, limit: limit)
        case .tooManyRedirects: .tooManyRedirects(url)
        case .noSuchHost: .noSuchHost(url)
        case .noConnection: .noConnection(url)
        case .timedOut: .timedOut(url)
        case .insecure(_, let reason): .insecure(url, reason: reason)
        case .busy(_, let status): .busy(url, status: status)
        case .broken(_, let reason): .broken(url, reason: reason)
        case .cancelled: .cancelled
        }
    }

    /// Safe to print and not endless.
    private static func shown(_ url: String) -> String { clipped(sanitized(url), to: 200) }
}
