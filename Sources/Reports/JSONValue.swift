import Foundation

/// An attribute's value in JSON: a number if it is written as JSON writes numbers, and exactly one that a reader gets back; text otherwise.
struct JSONValue: Encodable {
    private let text: String

    init(_ text: String) { self.text = text }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let number { try container.encode(number) } else { try container.encode(text) }
    }

    private var number: Double? {
        let digits = text.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        // A leading zero is part of a name, and a double holds fifteen digits.
        guard digits <= 15, text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?/) != nil else { return nil }
        return Double(text)
    }
}
