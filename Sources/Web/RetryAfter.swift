import CCurl

/// The header by which a busy host says when to come back.
enum RetryAfter {
    /// - Parameters:
    ///   - text: seconds, or a date as HTTP writes it.
    ///   - time: now, in seconds since 1970.
    /// - Returns: seconds to wait, 0 at least; nil for anything else.
    static func seconds(_ text: String, at time: Double) -> Double? {
        let bytes = Array(text.utf8)
        if !bytes.isEmpty, bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return bytes.count > 9 ? 1e9 : Double(text)
        }
        guard bytes.count < 64, bytes.contains(UInt8(ascii: ":")) else { return nil }
        let date = curl_getdate(text, nil)
        return date < 0 ? nil : max(0, Double(date) - time)
    }
}
