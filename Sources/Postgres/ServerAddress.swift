import Basics
import CPostgres

/// Where a server's database is, as libpq reads it: a URI, or `name=value` with blanks between, such as `service=shop`.
///
/// It may hold a password, so it is shown by nobody; `Connection.place` is what people are told.
package struct ServerAddress: Sendable {
    let text: String
    /// The password that is written in it, which no message may repeat.
    let password: String?

    /// - Throws: `PostgresError` for what libpq cannot read. What it says of that may quote a password, so the error does not.
    package init(_ text: String) throws(PostgresError) {
        guard Self.isURI(text) || text.utf8.contains(UInt8(ascii: "=")), !text.utf8.contains(0) else { throw .badAddress }
        guard let options = PQconninfoParse(text, nil) else { throw .badAddress }
        defer { PQconninfoFree(options) }
        self.text = text
        password = Self.value("password", in: options)
    }

    /// The same address without any password, for what is remembered.
    package var withoutPassword: String {
        guard let options = PQconninfoParse(text, nil) else { return "" }
        defer { PQconninfoFree(options) }
        if password == nil, Self.value("sslpassword", in: options) == nil { return text }
        var parts: [String] = [], option = options
        while let keyword = option.pointee.keyword {
            let name = String(cString: keyword)
            if name != "password", name != "sslpassword", let value = Self.value(name, in: options) {
                parts.append("\(name)='" + value.unicodeScalars.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'")
            }
            option += 1
        }
        return parts.joined(separator: " ")
    }

    /// Whether a text is meant as a server's address rather than as a folder's.
    package static func isMeant(by text: String) -> Bool {
        if isURI(text) || text.hasPrefix("service=") { return true }
        // Names that libpq knows, with values; no folder is called that.
        guard text.utf8.contains(UInt8(ascii: "=")), !text.utf8.contains(0), let options = PQconninfoParse(text, nil) else { return false }
        PQconninfoFree(options)
        return true
    }

    private static func isURI(_ text: String) -> Bool { text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") }

    /// An option's value; nil for none, or an empty one.
    static func value(_ name: String, in options: UnsafeMutablePointer<PQconninfoOption>) -> String? {
        var option = options
        while let keyword = option.pointee.keyword {
            if String(cString: keyword).isExactly(name) {
                return option.pointee.val.map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
            }
            option += 1
        }
        return nil
    }
}
