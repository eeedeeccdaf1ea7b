import Basics

/// A table of a configuration with its place, whose values are asked for by name and kind.
struct TOMLNode {
    private let table: ExactDictionary<TOMLValue>
    /// Dotted, with a dot at its end; "" for the document.
    private let path: String

    /// - Throws: `SettingsError` with line and column of what is not TOML.
    init(parsing text: String) throws(SettingsError) { self.init(try TOMLParser.parse(text), path: "") }

    private init(_ table: ExactDictionary<TOMLValue>, path: String) {
        self.table = table
        self.path = path
    }

    /// - Throws: for the first name that is not among those known.
    func requireNames(_ known: [String], noun: String = "setting") throws(SettingsError) {
        let exact = Set(known.map { ExactText($0) })
        for name in table.keys.sorted().map(\.text) where !exact.contains(name) {
            throw SettingsError(
                "there is no \(noun) \(path)\(name); " + suggestion(name, among: known, otherwise: "there are \(known.joined(separator: ", "))"))
        }
    }

    func table(_ name: String) throws(SettingsError) -> TOMLNode? {
        guard let value = table[name] else { return nil }
        guard case .table(let inner) = value else { throw wrong(name, value, "a table, [\(path)\(name)]") }
        return TOMLNode(inner, path: path + name + ".")
    }

    func string(_ name: String) throws(SettingsError) -> String? {
        guard let value = table[name] else { return nil }
        guard case .string(let string) = value else { throw wrong(name, value, "text in quotes") }
        return string
    }

    /// A list of strings; one string alone is a list too.
    func strings(_ name: String) throws(SettingsError) -> [String]? {
        guard let value = table[name] else { return nil }
        if case .string(let string) = value { return [string] }
        guard case .array(let array) = value else { throw wrong(name, value, "text in quotes, or a list of such") }
        var strings: [String] = []
        for element in array {
            guard case .string(let string) = element else { throw wrong(name, element, "text in quotes, or a list of such") }
            strings.append(string)
        }
        return strings
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(SettingsError) -> Int? {
        guard let value = table[name] else { return nil }
        let wanted = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard case .integer(let number) = value else { throw wrong(name, value, wanted) }
        guard range.contains(number) else { throw SettingsError("\(path)\(name) must be \(wanted), not \(number)") }
        return number
    }

    func boolean(_ name: String) throws(SettingsError) -> Bool? {
        guard let value = table[name] else { return nil }
        guard case .boolean(let isSo) = value else { throw wrong(name, value, "true or false") }
        return isSo
    }

    /// One of a few, by its name.
    func choice<Value: RawRepresentable<String>>(_ name: String, among values: [Value], others: [String] = []) throws(SettingsError) -> Value? {
        guard let text = try string(name) else { return nil }
        return try value(text, of: name, among: values, others: others)
    }

    func value<Value: RawRepresentable<String>>(
        _ text: String, of name: String, among values: [Value], others: [String] = []
    ) throws(SettingsError) -> Value {
        if let value = values.first(where: { $0.rawValue == text.lowercased() }) { return value }
        throw SettingsError("\(path)\(name) must be one of \((others + values.map(\.rawValue)).joined(separator: ", ")), not “\(text)”")
    }

    private func wrong(_ name: String, _ value: TOMLValue, _ wanted: String) -> SettingsError {
        SettingsError("\(path)\(name) must be \(wanted), not \(value.kind)")
    }
}
