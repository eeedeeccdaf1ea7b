import Basics

/// A condition on an item's ID, label and attributes, such as `price < 20 and colour = 'navy' and title contains 'cat'`.
///
/// Grammar, keywords in any case:
/// ```
/// condition  = conjunction { "or" conjunction }
/// conjunction = negation { "and" negation }
/// negation   = "not" negation | "(" condition ")" | comparison
/// comparison = name operator value | name [ "not" ] "in" "(" value { "," value } ")" | name "is" [ "not" ] "missing"
///            | "is" [ "not" ] ( "new" | "gone" | "sold" "out" )
/// operator   = "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "begins" | "ends"
/// name       = letters, digits, "_", "-" | "[" anything "]"
/// value      = number | word | "'" text "'" | '"' text '"'      (a doubled quote stands for one)
/// ```
/// Text is compared without regard to case. `<`, `>` and comparisons with a number read the attribute as a number, leaving out
/// currency signs and spaces; an attribute that is missing, or no number where one is needed, meets no comparison, not even `!=`.
/// Of an attribute with several values one has to meet the comparison, but for `!=`, which all have to.
public indirect enum Condition: Hashable, Sendable {
    case and(Condition, Condition)
    case or(Condition, Condition)
    case not(Condition)
    case compare(name: String, Comparison, Value)
    case isIn(name: String, [Value])
    case isMissing(name: String)
    case isOffered(OfferStatus)

    /// How an attribute is compared; the raw value is how it is written.
    public enum Comparison: String, CaseIterable, Hashable, Sendable {
        case equal = "="
        case unequal = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case contains
        case begins
        case ends
    }

    /// What it is compared with.
    public enum Value: Hashable, Sendable {
        case number(Double)
        case text(String)
    }

    /// The columns that it asks for, in order, each once.
    public var names: [String] {
        switch self {
        case .and(let a, let b), .or(let a, let b):
            let first = a.names
            return first + b.names.filter { name in !first.contains { $0.isExactly(name) } }
        case .not(let condition): return condition.names
        case .compare(let name, _, _), .isIn(let name, _), .isMissing(let name): return [name]
        case .isOffered: return []
        }
    }

    /// A column with a text that it is said to be less or greater than.
    struct TextBound: Hashable {
        let name: String
        let text: String
    }

    /// All such columns and texts that are not numbers.
    var textBounds: [TextBound] {
        switch self {
        case .and(let a, let b), .or(let a, let b): a.textBounds + b.textBounds
        case .not(let condition): condition.textBounds
        case .compare(let name, .less, .text(let text)), .compare(let name, .lessOrEqual, .text(let text)),
            .compare(let name, .greater, .text(let text)), .compare(let name, .greaterOrEqual, .text(let text)):
            plainNumber(text) == nil ? [TextBound(name: name, text: text)] : []
        case .compare, .isIn, .isMissing, .isOffered: []
        }
    }

    /// Whether it asks for what has left its shop, which is hidden otherwise.
    public var asksForGone: Bool {
        switch self {
        case .and(let a, let b), .or(let a, let b): a.asksForGone || b.asksForGone
        case .not(let condition): condition.asksForGone
        case .compare, .isIn, .isMissing: false
        case .isOffered(let status): status == .gone
        }
    }

    /// - Throws: `ConditionError`, which shows where the text goes wrong.
    public init(parsing text: String) throws(ConditionError) {
        var parser = try ConditionParser(text)
        self = try parser.parse()
    }
}

/// A condition that cannot be understood. The description has three lines: what is wrong, the condition, and a caret under the place.
public struct ConditionError: Error, Hashable, CustomStringConvertible {
    /// In a few words, for a person.
    public let reason: String
    /// The whole condition.
    public let text: String
    /// Where it goes wrong, in Unicode scalars from the start.
    public let position: Int

    /// The same in characters, as they are seen and counted.
    public var character: Int { String(text.unicodeScalars.prefix(position)).count }

    public var description: String { "\(reason)\n  \(text)\n  \(String(repeating: " ", count: character))^" }

    /// The same in one line.
    public var line: String { "\(reason), at character \(character + 1)" }
}
