import Basics

/// A page on the web that a text leads to. Its address is printable ASCII, so that it ends no control sequence that it stands in.
public struct Link: Hashable, Sendable {
    /// Percent-encoded where it has to be.
    public let address: String
    /// The same for one address, whatever other links there are, so that the lines of a wrapped text are one link. Never 0.
    public let number: UInt32

    /// Terminals take no longer ones.
    private static let longest = 2083

    /// Nil for what is no http or https address, has control characters or is too long.
    public init?(_ text: String) {
        let beginning = text.utf8.prefix(8).map { ($0 | 0x20) }
        guard ["http://", "https://"].contains(where: { beginning.starts(with: $0.utf8) }),
            text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { return nil }
        let address = text.percentEncodedAddress
        guard address.utf8.count <= Self.longest else { return nil }
        self.address = address
        // FNV-1a.
        number = max(1, address.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 })
    }
}
