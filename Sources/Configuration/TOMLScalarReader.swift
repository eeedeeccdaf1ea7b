/// Reads numbers, dates and times, and true and false. Patterns are kept here because compiling one takes longer than matching it.
struct TOMLScalarReader {
    private let integer = /[+-]?(?:0|[1-9](?:_?[0-9])*)/
    private let float = /[+-]?(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?/
    private let prefixed = /0(?:x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*)/
    private let time = /(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?/
    private let offset = /[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]/
    private let date = /([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])/

    /// - Parameter word: ASCII only.
    /// - Returns: nil for what is no such value, and for an integer beyond 64 bits.
    func value(_ word: String) -> TOMLValue? {
        switch word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "inf", "+inf", "-inf", "nan", "+nan", "-nan": return Double(word).map(TOMLValue.float)
        default: break
        }
        let digits = word.filter { $0 != "_" }
        if word.wholeMatch(of: integer) != nil { return Int(digits).map(TOMLValue.integer) }
        if word.wholeMatch(of: float) != nil { return Double(digits).map(TOMLValue.float) }
        if word.wholeMatch(of: prefixed) != nil {
            let radix = digits.hasPrefix("0x") ? 16 : digits.hasPrefix("0o") ? 8 : 2
            return Int(digits.dropFirst(2), radix: radix).map(TOMLValue.integer)
        }
        return isDate(word) ? .date(word) : nil
    }

    private func isDate(_ word: String) -> Bool {
        if word.wholeMatch(of: time) != nil { return true }
        guard let day = word.prefixMatch(of: date), Self.isInCalendar(year: day.1, month: day.2, day: day.3) else { return false }
        let rest = word[day.range.upperBound...]
        guard let separator = rest.first else { return true }
        guard "Tt ".contains(separator), let clock = rest.dropFirst().prefixMatch(of: time) else { return false }
        let zone = rest[clock.range.upperBound...]
        return zone.isEmpty || zone.wholeMatch(of: offset) != nil
    }

    /// Whether a month has such a day; there is no year 0.
    private static func isInCalendar(year: Substring, month: Substring, day: Substring) -> Bool {
        guard let year = Int(year), let month = Int(month), let day = Int(day), year > 0 else { return false }
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return day <= [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}
