import Basics

/// Reads TOML 1.0 (https://toml.io/en/v1.0.0): accepts and refuses what Python's `tomllib` does, but for a byte-order mark, which may
/// come first, integers beyond 64 bits, which are refused, and values and names of more than 32 levels, which are refused too.
/// Line ends are read as LF.
///
/// Recursive descent; cost linear in the text.
struct TOMLParser {
    var text: [Unicode.Scalar]
    var at = 0
    var depth = 0
    let scalars = TOMLScalarReader()
    static let deepest = 32

    private init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        self.text = scalars.indices.filter { scalars[$0] != "\r" || $0 + 1 == scalars.count || scalars[$0 + 1] != "\n" }.map { scalars[$0] }
        if self.text.first == "\u{FEFF}" { self.text.removeFirst() }
    }

    /// - Throws: `SettingsError` with the line and column of what is not TOML.
    static func parse(_ text: String) throws(SettingsError) -> ExactDictionary<TOMLValue> {
        var parser = TOMLParser(text)
        guard case .table(let table) = try parser.document().value else { return [:] }
        return table
    }

    func failure(_ reason: String) -> SettingsError {
        let before = text[..<min(at, text.count)]
        let line = before.count { $0 == "\n" } + 1
        let column = before.count - (before.lastIndex(of: "\n").map { $0 + 1 } ?? 0) + 1
        return SettingsError("line \(line), column \(column): \(reason)")
    }

    /// The same for what stands further ahead.
    mutating func failure(at start: Int, _ reason: String) -> SettingsError {
        at = start
        return failure(reason)
    }

    // MARK: Characters

    var next: Unicode.Scalar? { at < text.count ? text[at] : nil }

    func begins(_ wanted: String) -> Bool { text[at...].starts(with: wanted.unicodeScalars) }

    mutating func take(_ wanted: String) -> Bool {
        guard begins(wanted) else { return false }
        at += wanted.unicodeScalars.count
        return true
    }

    mutating func skipBlanks() { while next == " " || next == "\t" { at += 1 } }

    /// Takes blanks, comments and line ends.
    mutating func skipLines() throws(SettingsError) {
        repeat {
            skipBlanks()
            try skipComment()
        } while take("\n")
    }

    private mutating func skipComment() throws(SettingsError) {
        guard next == "#" else { return }
        while let scalar = next, scalar != "\n" {
            if Self.isControl(scalar) { throw failure("a comment cannot contain a control character") }
            at += 1
        }
    }

    private mutating func endLine() throws(SettingsError) {
        skipBlanks()
        try skipComment()
        guard next == nil || take("\n") else { throw failure("expected the end of the line") }
    }

    static func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F }

    static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }

    static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    // MARK: Tables

    private mutating func document() throws(SettingsError) -> TOMLTable {
        let root = TOMLTable(.header)
        var current = root
        while true {
            try skipLines()
            guard next != nil else { return root }
            if next == "[" { current = try header(root) } else { try assignment(current) }
            try endLine()
        }
    }

    /// Takes `[name]` or `[[name]]`, and returns the table that what follows belongs to.
    private mutating func header(_ root: TOMLTable) throws(SettingsError) -> TOMLTable {
        let isList = take("[[")
        if !isList { _ = take("[") }
        let start = at
        let names = try key()
        guard take(isList ? "]]" : "]") else { throw failure("expected “\(isList ? "]]" : "]")”") }
        var parent = root
        for name in names.dropLast() {
            switch parent.entries[name] {
            case nil: parent = insert(name, into: parent, .implied)
            case .table(let inner): parent = inner
            case .tables(let list): parent = list.tables[list.tables.count - 1]
            case .value: throw failure(at: start, "\(name) is not a table")
            }
        }
        let name = names[names.count - 1]
        switch parent.entries[name] {
        case nil where isList:
            let table = TOMLTable(.header)
            parent.entries[name] = .tables(.init([table]))
            return table
        case nil: return insert(name, into: parent, .header)
        case .tables(let list) where isList:
            let table = TOMLTable(.header)
            list.tables.append(table)
            return table
        case .table(let table) where !isList && table.origin == .implied:
            table.origin = .header
            return table
        case .value where !isList: throw failure(at: start, "\(name) is not a table")
        case .value, .table, .tables:
            let dotted = names.joined(separator: ".")
            throw failure(at: start, isList ? "\(dotted) is not a list of tables" : "the table \(dotted) is defined here a second time")
        }
    }

    private func insert(_ name: String, into parent: TOMLTable, _ origin: TOMLTable.Origin) -> TOMLTable {
        let table = TOMLTable(origin)
        parent.entries[name] = .table(table)
        return table
    }

    /// Takes `name = value`.
    mutating func assignment(_ table: TOMLTable) throws(SettingsError) {
        let start = at
        let names = try key()
        guard take("=") else { throw failure("expected “=” after the name") }
        skipBlanks()
        let value = try value()
        var parent = table
        for name in names.dropLast() {
            switch parent.entries[name] {
            case nil: parent = insert(name, into: parent, .dottedKey)
            case .table(let inner) where inner.origin != .header:
                inner.origin = .dottedKey
                parent = inner
            case .table, .tables: throw failure(at: start, "the table \(name) has a header of its own already")
            case .value: throw failure(at: start, "\(name) is not a table")
            }
        }
        let name = names[names.count - 1]
        guard parent.entries[name] == nil else { throw failure(at: start, "\(names.joined(separator: ".")) is defined here a second time") }
        parent.entries[name] = .value(value)
    }

    /// A dotted key, with the blanks around it.
    private mutating func key() throws(SettingsError) -> [String] {
        var names: [String] = []
        repeat {
            skipBlanks()
            names.append(try name())
            skipBlanks()
            guard names.count <= Self.deepest else { throw failure("this name has too many parts") }
        } while take(".")
        return names
    }

    private mutating func name() throws(SettingsError) -> String {
        if next == "\"" || next == "'" { return try string(multiline: false) }
        let start = at
        while let scalar = next, Self.isLetterOrDigit(scalar) || scalar == "_" || scalar == "-" { at += 1 }
        guard at > start else { throw failure("expected a name") }
        return Self.string(text[start..<at])
    }
}
