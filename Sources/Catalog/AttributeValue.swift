/// What an item has in a column: a text, or several, such as the tags and sizes that a shop gives.
public struct AttributeValue: Hashable, Codable, Sendable {
    public let texts: [String]

    public init(_ texts: [String]) { self.texts = texts }

    public init(_ text: String) { texts = [text] }

    /// All of them, for a person.
    public var text: String { texts.joined(separator: ", ") }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) { self.init(text) } else { self.init(try container.decode([String].self)) }
    }

    /// One as a string, several as a list.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if texts.count == 1 { try container.encode(texts[0]) } else { try container.encode(texts) }
    }
}
