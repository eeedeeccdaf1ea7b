extension CSV {
    /// One record, with the line that it begins in, counted from 1.
    public struct Record: Hashable, Sendable {
        /// Of its first character, from 1.
        public let line: Int
        /// As they stand, quotes taken away.
        public let fields: [String]
    }

    /// What is no CSV, and in which line.
    public struct Malformed: Error, Hashable, Sendable {
        /// From 1.
        public let line: Int
        /// In a few words, for a person.
        public let reason: String
    }

    /// Reads a file's bytes. Lines end with LF, CR or both; empty ones are left out, and so is a byte order mark. A quote inside a field
    /// that does not begin with one stands for itself.
    ///
    /// - Throws: `Malformed` for bytes that are no UTF-8, a NUL, a quote that is not closed, or text behind one that is.
    public static func records(_ bytes: some Collection<UInt8>) throws(Malformed) -> [Record] {
        var bytes = Array(bytes)
        guard String(validating: bytes, as: UTF8.self) != nil else { throw Malformed(line: 1, reason: "it is not UTF-8 text") }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        var reader = CSVReader(bytes: bytes)
        return try reader.records()
    }
}

/// Compares bytes: a mark behind a comma or a quote takes nothing of its meaning.
private struct CSVReader {
    let bytes: [UInt8]
    private var at = 0
    private var line = 1

    init(bytes: [UInt8]) { self.bytes = bytes }

    private static let comma = UInt8(ascii: ","), quote = UInt8(ascii: "\""), lf = UInt8(ascii: "\n"), cr = UInt8(ascii: "\r")

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func records() throws(CSV.Malformed) -> [CSV.Record] {
        var records: [CSV.Record] = []
        while at < bytes.count {
            let start = at, first = line
            var fields = [try field()]
            while next == Self.comma {
                at += 1
                fields.append(try field())
            }
            let isEmpty = at == start
            takeLineBreak()
            if !isEmpty { records.append(CSV.Record(line: first, fields: fields)) }
        }
        return records
    }

    private mutating func field() throws(CSV.Malformed) -> String {
        if next == Self.quote { return try quoted() }
        let start = at
        while let byte = next, byte != Self.comma, byte != Self.lf, byte != Self.cr {
            try check(byte)
            at += 1
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func quoted() throws(CSV.Malformed) -> String {
        let first = line
        var field: [UInt8] = []
        at += 1
        while let byte = next {
            try check(byte)
            at += 1
            if byte == Self.quote {
                guard next == Self.quote else {
                    guard [nil, Self.comma, Self.lf, Self.cr].contains(next) else {
                        throw CSV.Malformed(line: line, reason: "there is text after a closing quote; a quote inside a quoted field is doubled")
                    }
                    return String(decoding: field, as: UTF8.self)
                }
                at += 1
            }
            if byte == Self.lf || byte == Self.cr && next != Self.lf { line += 1 }
            field.append(byte)
        }
        throw CSV.Malformed(line: first, reason: "a quote is not closed")
    }

    private func check(_ byte: UInt8) throws(CSV.Malformed) {
        if byte == 0 { throw CSV.Malformed(line: line, reason: "it contains a NUL, which text never does; save it as UTF-8") }
    }

    private mutating func takeLineBreak() {
        guard let byte = next else { return }
        at += 1
        line += 1
        if byte == Self.cr, next == Self.lf { at += 1 }
    }
}
