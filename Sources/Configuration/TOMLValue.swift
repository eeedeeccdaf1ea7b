import Basics

/// A value of a TOML document.
enum TOMLValue: Hashable {
    case string(String)
    case integer(Int)
    case float(Double)
    case boolean(Bool)
    /// A date, a time or both, as it is written.
    case date(String)
    case array([TOMLValue])
    case table(ExactDictionary<TOMLValue>)

    /// The kind with its article, for messages.
    var kind: String {
        switch self {
        case .string: "a text"
        case .integer: "an integer"
        case .float: "a number with a point"
        case .boolean: "true or false"
        case .date: "a date: dates and times are not used here"
        case .array: "a list"
        case .table: "a table"
        }
    }
}
