import Basics
import CPostgres

/// What went wrong with a server; `description` is one line that says what, where and what to do, safe to print and without any password.
package struct PostgresError: Error, Hashable, CustomStringConvertible {
    /// The five characters by which PostgreSQL names an error (SQLSTATE); nil where the server did not answer.
    package let state: String?
    package let description: String

    init(state: String? = nil, _ description: String) { (self.state, self.description) = (state, description) }

    static let badAddress = PostgresError(
        "this is no address of a server that can be read; write postgresql://NAME@HOST:PORT/DATABASE, with %XX for what has a meaning in addresses, "
            + "or service=NAME")

    package static let cancelled = PostgresError(state: "57014", "interrupted")

    /// What libpq says of a connection that could not be made.
    static func connecting(_ handle: OpaquePointer, _ place: String, secrets: [String]) -> PostgresError {
        let reason = shown(String(cString: PQerrorMessage(handle)), secrets: secrets)
        var advice = ""
        if PQconnectionNeedsPassword(handle) == 1 {
            advice = "; write the password into ~/.pgpass, or set PGPASSWORD"
        } else if PQconnectionUsedPassword(handle) == 1, reason.contains("password") {
            advice = "; the password comes from the address, PGPASSWORD or ~/.pgpass"
        }
        return PostgresError("\(place) cannot be opened: \(reason)\(advice)")
    }

    /// What a result says that is an error; nil: there is no result, because the connection is lost.
    static func failing(_ result: OpaquePointer?, _ handle: OpaquePointer, _ place: String, secrets: [String]) -> PostgresError {
        func field(_ code: Int32) -> String? { result.flatMap { PQresultErrorField($0, code) }.map { String(cString: $0) } }
        guard let state = field(vitrine_postgres_state) else {
            let reason = shown(String(cString: PQerrorMessage(handle)), secrets: secrets)
            return PostgresError("the connection to \(place) was lost\(reason.isEmpty ? "" : ": \(reason)"); try again")
        }
        // Of a server that another one asks, only the detail says what is wrong.
        let detail = state.hasPrefix("08") ? field(vitrine_postgres_detail).map { ": \($0)" } ?? "" : ""
        let message = shown((field(vitrine_postgres_message) ?? "") + detail, secrets: secrets)
        return PostgresError(state: state, "\(place): \(message)\(advice(state))")
    }

    static func senseless(_ place: String) -> PostgresError { PostgresError("\(place) sends what cannot be understood") }

    /// What to do about an error.
    private static func advice(_ state: String) -> String {
        switch state {
        case "25006": "; a replica is for reading alone: name its primary"
        case "42501": "; it takes a role with more rights"
        case "53100": "; the server's disk is full: make room there"
        case "53300": "; try again later"
        case "57P01", "57P02", "57P03": "; try again when the server is back"
        default: ""
        }
    }

    /// A message in one line: libpq's has one for each host that was tried.
    private static func shown(_ message: String, secrets: [String]) -> String {
        var message = message.exactLines.joined(separator: "; ")
        for secret in secrets where !secret.isEmpty { message = message.parts(separatedBy: secret).joined(separator: "…") }
        for part in [" FATAL:  ", " ERROR:  "] { message = message.parts(separatedBy: part).joined(separator: " ") }
        return clipped(sanitized(message), to: 400)
    }
}

extension String {
    /// What stands between the places where a text, which is not empty, occurs.
    fileprivate func parts(separatedBy text: String) -> [String] {
        let (bytes, separator) = (Array(utf8), Array(text.utf8))
        var parts: [String] = [], start = 0, place = 0
        while place + separator.count <= bytes.count {
            if bytes[place..<place + separator.count].elementsEqual(separator) {
                parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
                place += separator.count
                start = place
            } else {
                place += 1
            }
        }
        return parts + [String(decoding: bytes[start...], as: UTF8.self)]
    }
}
