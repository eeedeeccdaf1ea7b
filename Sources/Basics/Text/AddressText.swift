extension String {
    /// The text as an address in printable ASCII: what stands in none as it is (RFC 3986) is percent-encoded, percent signs are left alone.
    public var percentEncodedAddress: String {
        if utf8.allSatisfy(isAddressByte) { return self }
        let digits = Array("0123456789ABCDEF".utf8)
        return String(
            decoding: utf8.flatMap { isAddressByte($0) ? [$0] : [UInt8(ascii: "%"), digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

private func isAddressByte(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F && !"\"<>\\^`{|}".utf8.contains(byte) }
