/// How deep JSON is nested, told before it is parsed: parsers recurse.
enum JSONDepth {
    /// Whether brackets outside texts are nested deeper. Cost: one pass over the bytes.
    static func exceeds(_ limit: Int, _ bytes: [UInt8]) -> Bool {
        var depth = 0, isText = false, isEscaped = false
        for byte in bytes {
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth > limit { return true }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
        return false
    }
}
