/// A condition on an item's ID, label and attributes, such as `price < 20 and colour = 'navy' and title contains 'cat'`.
///
/// Grammar, keywords in any case:
/// ```
/// condition  = conjunction { "or" conjunction }
/// conjunction = negation { "and" negation }
/// negation   = "not" negation | "(" condition ")" | comparison
/// comparison = name operator value | name [ "not" ] "in" "(" value { "," value } ")" | name "is" [ "not" ] "missing"
/// operator   = "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "begins" | "ends"
/// name       = letters, digits, "_", "-" | "[" anything "]"
/// value      = number | word | "'" text "'" | '"' text '"'      (a doubled quote stands for one)
/// ```
/// Text is compared without regard to case. `<`, `>` and comparisons with a number read the attribute as a number, leaving out
/// currency signs and spaces; an attribute that is missing, or no number where one is needed, meets no comparison, not even `!=`.
public indirect enum Condition: Hashable, Sendable {
    case and(Condition, Condition)
    case or(Condition, Condition)
    case not(Condition)
    case compare(name: String, Comparison, Value)
    case isIn(name: String, [Value])
    case isMissing(name: String)

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

    public enum Value: Hashable, Sendable {
        case number(Double)
        case text(String)
    }

    /// - Throws: `ConditionError`, which shows where the text goes wrong.
    public init(parsing text: String) throws(ConditionError) {
        var parser = try ConditionParser(text)
        self = try parser.parse()
    }
}

/// A condition that cannot be understood. The description has three lines: what is wrong, the condition, and a caret under the place.
public struct ConditionError: Error, Hashable, CustomStringConvertible {
    public let reason: String
    public let text: String
    /// Where it goes wrong, in characters from the start.
    public let position: Int

    public var description: String { "\(reason)\n  \(text)\n  \(String(repeating: " ", count: position))^" }

    /// The same in one line.
    public var line: String { "\(reason), at character \(position + 1)" }
}
