import Basics

extension Condition {
    /// The condition as it is typed: parsed again it is the same, but for names that no condition can ask for.
    public var text: String { text(inside: .or) }

    /// The same where `and` follows or precedes.
    package var conjunct: String { text(inside: .and) }

    /// What binds less than the place where it stands goes in parentheses.
    private enum Binding: Int { case or, and, not }

    private func text(inside place: Binding) -> String {
        let (text, binding): (String, Binding)
        switch self {
        case .or(let a, let b): (text, binding) = ("\(a.text(inside: .or)) or \(b.text(inside: .and))", .or)
        case .and(let a, let b): (text, binding) = ("\(a.text(inside: .and)) and \(b.text(inside: .not))", .and)
        case .not(.isMissing(let name)): return "\(Self.literal(name: name)) is not missing"
        case .not(.isOffered(let status)): return "is not \(status.rawValue)"
        case .not(let condition): return "not \(condition.text(inside: .not))"
        case .compare(let name, let comparison, let value): return "\(Self.literal(name: name)) \(comparison.rawValue) \(value.literal)"
        case .isIn(let name, let values): return "\(Self.literal(name: name)) in (\(values.map(\.literal).joined(separator: ", ")))"
        case .isMissing(let name): return "\(Self.literal(name: name)) is missing"
        case .isOffered(let status): return "is \(status.rawValue)"
        }
        return binding.rawValue < place.rawValue ? "(\(text))" : text
    }

    /// A column's name as a condition has it.
    package static func literal(name: String) -> String {
        let isPlain = name.utf8.allSatisfy {
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "_")
        }
        return isPlain && !name.isEmpty && !ConditionParser.keywords.contains(name) ? name : "[\(name)]"
    }

    /// Whether a condition can ask for a column of this name.
    package static func canAsk(for name: String) -> Bool { name.lowercased().isExactly(name) && !name.unicodeScalars.contains("]") }
}

extension Condition.Value {
    /// The value as a condition has it.
    package var literal: String {
        switch self {
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        case .text(let text): "'" + text.unicodeScalars.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
        }
    }
}
