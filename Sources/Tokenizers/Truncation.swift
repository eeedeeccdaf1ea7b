import Basics

/// How many tokens a text may have at most, those before and behind it counted; what is cut off is of the text.
public struct Truncation: Hashable, Sendable {
    public var length: Int
    /// Whether the beginning of a text is cut off instead of its end.
    public var cutsBeginning: Bool

    public init(length: Int, cutsBeginning: Bool = false) { (self.length, self.cutsBeginning) = (length, cutsBeginning) }

    /// From a file, if it says so.
    init?(_ field: JSONField) throws(PlainError) {
        if field.isNull { return nil }
        self.init(length: try field["max_length"].count(), cutsBeginning: try field["direction"].textIfAny() == "Left")
        let strategy = try field["strategy"].textIfAny() ?? "LongestFirst"
        guard ["LongestFirst", "OnlyFirst"].contains(strategy) else { throw field["strategy"].wrong("LongestFirst or OnlyFirst") }
    }
}

/// What texts with fewer tokens are filled up with.
public struct Padding: Hashable, Sendable {
    /// The number of tokens that all have then; nil fills up to a multiple only.
    public var length: Int?
    /// What the number of tokens is a multiple of; 1 for any.
    public var multiple: Int
    /// The token that fills up.
    public var id: Int
    /// Whether it stands before the text's instead of behind.
    public var isBefore: Bool

    public init(length: Int?, multiple: Int = 1, id: Int, isBefore: Bool = false) {
        (self.length, self.multiple, self.id, self.isBefore) = (length, multiple, id, isBefore)
    }

    /// From a file, if it says so.
    init?(_ field: JSONField) throws(PlainError) {
        if field.isNull { return nil }
        let strategy = field["strategy"]
        let multiple = field["pad_to_multiple_of"]
        var length: Int?
        if case .object = strategy.value { length = try strategy["Fixed"].count() }
        self.init(
            length: length, multiple: try multiple.isNull ? 1 : multiple.count(), id: try field["pad_id"].count(),
            isBefore: try field["direction"].textIfAny() == "Left")
    }

    /// How many tokens a text of so many gets.
    func length(of count: Int) -> Int {
        let length = length ?? count
        let multiple = max(1, multiple)
        let filled = (length + multiple - 1) / multiple * multiple
        return max(count, filled)
    }
}
