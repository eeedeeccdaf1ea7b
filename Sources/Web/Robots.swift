/// What a host's robots.txt permits us (RFC 9309): the rule with the longest pattern decides, and `Allow` wins a tie.
struct Robots: Sendable {
    private struct Rule {
        let pattern: [UInt8]
        let allows: Bool
    }

    private struct Group {
        var rules: [Rule] = []
        var crawlDelay: Double?

        mutating func slowDown(to delay: Double) { crawlDelay = max(crawlDelay ?? 0, delay) }
    }

    /// What counts of a file: 500 KiB.
    static let longest = 500 << 10

    /// Permits everything.
    static let permissive = Robots([])

    /// Seconds between requests, where the file wants some.
    let crawlDelay: Double?
    /// Longest pattern first, and those that allow before others.
    private let rules: [Rule]

    /// Reads a file; whatever is no rule is passed over. Cost: linear, and a sort of our rules.
    ///
    /// - Parameter agent: our product token, in lower case.
    init(_ file: [UInt8], agent: String = "vitrine") {
        var own: Group?, everyones: Group?
        var isOwn = false, isEveryones = false, hasRules = false
        for line in file.prefix(Self.longest).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let (key, value) = Self.field(line) else { continue }
            switch key {
            case "user-agent", "useragent", "user agent":
                // Lines that follow each other name the agents of one group; groups of one agent are one.
                if hasRules { (isOwn, isEveryones, hasRules) = (false, false, false) }
                if value.first == UInt8(ascii: "*") {
                    isEveryones = true
                    everyones = everyones ?? Group()
                } else if String(decoding: value.prefix(while: Self.isOfToken), as: UTF8.self).lowercased().utf8.elementsEqual(agent.utf8) {
                    isOwn = true
                    own = own ?? Group()
                }
            case "allow", "disallow":
                hasRules = true
                guard !value.isEmpty else { continue }
                let rule = Rule(pattern: Self.normalized(value), allows: key == "allow")
                if isOwn { own?.rules.append(rule) }
                if isEveryones { everyones?.rules.append(rule) }
            case "crawl-delay":
                guard let delay = Double(String(decoding: value, as: UTF8.self)), delay.isFinite, delay >= 0 else { continue }
                if isOwn { own?.slowDown(to: delay) }
                if isEveryones { everyones?.slowDown(to: delay) }
            default: continue
            }
        }
        let group = own ?? everyones ?? Group()
        crawlDelay = group.crawlDelay
        rules = group.rules.sorted { ($0.pattern.count, $0.allows ? 1 : 0) > ($1.pattern.count, $1.allows ? 1 : 0) }
    }

    /// Whether a path with its query may be asked. Cost: the rules' length times the path's at most.
    func allows(_ path: String) -> Bool {
        let path = Self.normalized(ArraySlice(path.utf8))
        if path.elementsEqual("/robots.txt".utf8) { return true }
        return rules.first { Self.matches($0.pattern, path) }?.allows ?? true
    }

    /// A line's key, in lower case, and its value, without a comment and blanks around them.
    private static func field(_ line: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
        let line = line.prefix { $0 != UInt8(ascii: "#") }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let key = trimmed(line[..<colon])
        // A byte order mark before the first key.
        let bare = key.starts(with: [0xEF, 0xBB, 0xBF]) ? trimmed(key.dropFirst(3)) : key
        return (String(decoding: bare, as: UTF8.self).lowercased(), trimmed(line[(colon + 1)...]))
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        let start = bytes.drop(while: isBlank)
        return start[..<(start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex)]
    }

    private static func isOfToken(_ byte: UInt8) -> Bool {
        isLetter(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

    /// One spelling of each octet: letters, digits and `-._~` as they are, what else came as `%xx` in capitals, and so what is not ASCII.
    private static func normalized(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        func encode(_ byte: UInt8) { result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let octet = hexadecimal(rest.prefix(2)) {
                rest = rest.dropFirst(2)
                let isPlain = isOfToken(octet) || (0x30...0x39).contains(octet) || octet == UInt8(ascii: ".") || octet == UInt8(ascii: "~")
                if isPlain { result.append(octet) } else { encode(octet) }
            } else if byte <= 0x20 || byte >= 0x7F {
                encode(byte)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt8? {
        guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    /// `*` stands for any octets, `$` at the end for the end; otherwise the path may go on.
    private static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        let isAnchored = pattern.last == UInt8(ascii: "$")
        let pattern = isAnchored ? pattern.dropLast() : pattern + [UInt8(ascii: "*")]
        var (p, t) = (0, 0)
        var star: (p: Int, t: Int)?
        while t < path.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                // The last star of a pattern that goes on takes the rest.
                if p == pattern.count - 1 { return true }
                star = (p, t)
                p += 1
            } else if p < pattern.count, pattern[p] == path[t] {
                (p, t) = (p + 1, t + 1)
            } else if let last = star {
                star = (last.p, last.t + 1)
                (p, t) = (last.p + 1, last.t + 1)
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
