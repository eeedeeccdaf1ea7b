import CPostgres

/// The library that talks to servers, libpq.
package enum PostgresLibrary {
    /// The version of the library at hand.
    package static var version: String {
        let number = PQlibVersion()
        return "\(number / 10_000).\(number % 10_000)"
    }
}
