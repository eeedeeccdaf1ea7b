import Pictures

/// Finds out from its first bytes whether a document is a feed, packed or not, and reads it if so.
struct FeedIntake {
    /// As many bytes tell what a document is.
    static let headSize = 8192

    /// How a feed ended.
    struct End {
        /// Why it is not complete; nil where it is.
        let reason: String?
    }

    /// What was taken so far of a document that is no feed, as it came.
    var rest: [UInt8] = []
    /// Whether it is known to be no feed.
    private(set) var isOther = false
    private let base: String?
    private let contentType: String?
    private var parser: FeedParser?
    private var inflater: Inflater?
    private var unpacked: [UInt8] = []
    private var total = 0

    /// - Parameter base: its address; nil for a file.
    init(base: String?, contentType: String? = nil) { (self.base, self.contentType) = (base, contentType) }

    /// Whether it is known to be a feed.
    var isFeed: Bool { parser != nil }

    mutating func take(_ bytes: [UInt8], _ event: TakeEvent) throws {
        if isOther {
            rest += bytes
            return
        }
        if parser == nil { rest += bytes }
        if inflater == nil, parser == nil, rest.count >= 2, rest.starts(with: [0x1F, 0x8B]) {
            let inflater = Inflater()
            self.inflater = inflater
            try read(try inflater.take(rest, limit: Self.unpackedLimit), event)
        } else if let inflater {
            try read(try inflater.take(bytes, limit: Self.unpackedLimit), event)
        } else {
            try read(bytes, event)
        }
    }

    /// The most that one piece of a packed feed unpacks to, and all of it.
    private static let unpackedLimit = 64_000_000, totalLimit = 2_000_000_000

    private mutating func read(_ bytes: [UInt8], _ event: TakeEvent) throws {
        total += bytes.count
        guard total <= Self.totalLimit else { throw PictureError.undecodable("it unpacks to more than 2 GB") }
        guard parser == nil else {
            try parser?.take(bytes, event)
            return
        }
        unpacked += bytes
        if unpacked.count >= Self.headSize { try decide(event) }
    }

    private mutating func decide(_ event: TakeEvent) throws {
        guard parser == nil, !isOther else { return }
        let head = Array(unpacked.prefix(Self.headSize))
        let decoder = TextDecoder(head: head, contentType: contentType)
        let format = DocumentFormat(head: decoder.isASCIIBased ? head : decoder.decoded(Array(head.prefix(head.count & ~1))))
        switch format {
        case .feed, .table:
            parser = FeedParser(format, decoder: decoder, base: base)
            rest = []
            let first = unpacked
            unpacked = []
            try parser?.take(first, event)
        default:
            isOther = true
            unpacked = []
        }
    }

    /// Takes the end.
    ///
    /// - Returns: nil where it was no feed.
    mutating func finish(_ event: TakeEvent) throws -> End? {
        try decide(event)
        guard parser != nil else { return nil }
        let reason = try parser?.finish(event)
        if let inflater, !inflater.isComplete { return End(reason: "the packed feed breaks off") }
        return End(reason: reason ?? nil)
    }
}
