/// Cuts a stream of XML into its elements of some names, so that each is parsed alone: a broken one spoils none of the others, and memory is
/// that of one.
struct ElementSplitter {
    /// What came to the end of an element, or did not.
    enum Piece {
        case element([UInt8])
        /// Longer than `Bounds.row`, and left out.
        case tooLong
    }

    /// What stood before the first element, at most 64 kB of it.
    private(set) var head: [UInt8] = []
    /// Whether the document's own end was seen: without it, it breaks off.
    private(set) var hasEnded = false
    private let names: [[UInt8]]
    private let ends: [[UInt8]]
    private var buffer: [UInt8] = []
    private var at = 0
    private var open: (name: [UInt8], start: Int)?
    private var isHead = true
    /// How long the buffer has to be before it is looked at again.
    private var wanted = 0

    /// - Parameters:
    ///   - names: of the elements, in lowercase.
    ///   - roots: of the elements around them, whose end is the document's.
    init(names: [String], roots: [String]) {
        self.names = names.map { Array("<\($0)".utf8) }
        ends = roots.map { Array("</\($0)".utf8) }
    }

    /// Takes the next bytes; hands over what they complete.
    mutating func take(_ bytes: [UInt8], isLast: Bool = false, _ body: (Piece) throws -> Void) rethrows {
        buffer += bytes
        // What waits for its end is not looked through again at every few bytes.
        guard isLast || buffer.count >= wanted else { return }
        wanted = 0
        while let start = nextTag(isLast) {
            at = start
            guard try step(isLast, body) else { break }
        }
        if buffer[at...].firstIndex(of: UInt8(ascii: "<")) == nil { at = buffer.count }
        if open == nil, nextTag(isLast) == nil { keepHead(upTo: isLast ? buffer.count : at) }
        if let open, at - open.start > Bounds.row || buffer.count - open.start > 2 * Bounds.row {
            self.open = nil
            at = max(at, min(buffer.count, open.start + 1))
            try body(.tooLong)
        } else if open == nil, buffer.count - at > 2 * Bounds.row {
            at += 1
        }
        let done = open?.start ?? at
        buffer.removeFirst(done)
        at -= done
        if wanted > 0 { wanted = buffer.count + buffer.count / 2 }
        if let open { self.open = (open.name, open.start - done) }
    }

    private func nextTag(_ isLast: Bool) -> Int? {
        guard let start = buffer[at...].firstIndex(of: UInt8(ascii: "<")) else { return nil }
        return isLast || buffer.count - start >= 24 ? start : nil
    }

    /// Goes past one tag; false where more bytes are needed for it.
    private mutating func step(_ isLast: Bool, _ body: (Piece) throws -> Void) rethrows -> Bool {
        for (opening, closing) in [("<![CDATA[", "]]>"), ("<!--", "-->")] where buffer[at...].starts(with: opening.utf8) {
            guard let end = Ascii.firstIndex(of: Array(closing.utf8), in: buffer, from: at) else {
                // Never closed: what was taken for the beginning of such a section is text.
                guard isLast || buffer.count - at > Bounds.row else {
                    wanted = 1
                    return false
                }
                at += 1
                return true
            }
            at = end + 3
            return true
        }
        if let name = names.first(where: { isTag($0, at) }) {
            if let open { try body(.element(Array(buffer[open.start..<at]))) }
            keepHead(upTo: at)
            isHead = false
            open = (name, at)
        } else if let open, isTag([0x3C, 0x2F] + open.name.dropFirst(), at) {
            let end = (buffer[at...].firstIndex(of: UInt8(ascii: ">")) ?? buffer.count - 1) + 1
            try body(.element(Array(buffer[open.start..<end])))
            self.open = nil
            at = end
            return true
        } else if ends.contains(where: { isTag($0, at) }) {
            hasEnded = true
        }
        at += 1
        return true
    }

    private func isTag(_ tag: [UInt8], _ start: Int) -> Bool {
        guard start + tag.count < buffer.count, (0..<tag.count).allSatisfy({ Ascii.lowercased(buffer[start + $0]) == tag[$0] }) else { return false }
        let next = buffer[start + tag.count]
        return Ascii.isSpace(next) || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
    }

    private mutating func keepHead(upTo end: Int) {
        guard isHead, end > 0, head.count < 1 << 16 else { return }
        head += buffer[..<end].prefix((1 << 16) - head.count)
    }
}
