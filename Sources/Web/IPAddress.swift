import CCurl
import Glibc

/// An address of the Internet: four bytes, or sixteen.
struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    let bytes: [UInt8]

    /// Of a socket; nil for another family's.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET: bytes = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
        case AF_INET6: bytes = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
        default: return nil
        }
    }

    /// As it is written in an address of the web, in brackets or not; nil for a name.
    init?(_ text: String) {
        let bare = text.utf8.first == UInt8(ascii: "[") ? String(text.dropFirst().prefix { $0 != "]" && $0 != "%" }) : text
        var four = in_addr()
        var sixteen = in6_addr()
        if inet_pton(AF_INET, bare, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, bare, &sixteen) == 1 {
            bytes = withUnsafeBytes(of: sixteen) { Array($0) }
        } else {
            return nil
        }
    }

    var description: String {
        var text = [CChar](repeating: 0, count: 64)
        guard inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, 64) != nil else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether anybody on the Internet may have it: IANA's special-purpose registries of IPv4 and IPv6 name those that nobody may.
    var isPublic: Bool {
        if bytes.count == 4 { return !Self.special.contains { isWithin($0.0, bits: $0.1) } }
        // Only global unicast is given out, and NAT64, which leads to an IPv4 address; so does 6to4. This leaves out loopback, mapped,
        // link-local, unique local and multicast addresses.
        if isWithin([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], bits: 96) { return IPAddress(bytes: Array(bytes[12...])).isPublic }
        if isWithin([0x20, 0x02], bits: 16) { return IPAddress(bytes: Array(bytes[2..<6])).isPublic }
        return isWithin([0x20], bits: 3) && !Self.specialUnicast.contains { isWithin($0.0, bits: $0.1) }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the first bits are those of a prefix.
    private func isWithin(_ prefix: [UInt8], bits: Int) -> Bool {
        guard bytes[..<(bits / 8)].elementsEqual(prefix[..<(bits / 8)]) else { return false }
        let rest = bits % 8
        return rest == 0 || (bytes[bits / 8] ^ prefix[bits / 8]) >> (8 - rest) == 0
    }

    private static let special: [([UInt8], Int)] = [
        ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24), ([192, 0, 2], 24),
        ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 4), ([240], 4),
    ]
    /// Protocol assignments (Teredo among them) and documentation.
    private static let specialUnicast: [([UInt8], Int)] = [([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x3F, 0xFF, 0x00], 20)]
}
