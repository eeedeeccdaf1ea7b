import Foundation
import TestSupport
import Testing

@testable import Postgres

/// Against a real server.
@Suite(.needsServer) struct ConnectionTests {
    private let server: LoopbackServer
    private let connection: Connection

    init() throws {
        server = try LoopbackServer.shared.get()
        connection = try Connection(ServerAddress(server.address))
    }

    private func error(_ body: () throws -> Void) -> PostgresError? {
        do { try body() } catch { return error as? PostgresError }
        return nil
    }

    @Test func valuesAreBound() throws {
        let texts = ["", "it's", "\"; DROP TABLE x; --", "näh\u{301}\n", "$1"]
        for text in texts {
            let row = try #require(try connection.rows("SELECT $1::text, length($1)", [.text(text)]).first)
            #expect(try row.text(0)?.isExactly(text) == true && row.integer(1) == text.unicodeScalars.count)
        }
        let row = try #require(
            try connection.rows("SELECT $1::bigint, $2::bigint, 7::smallint, true, cardinality($3)", [.integer(.min), .null, .integers([3, -4])])
                .first
        )
        #expect(try row.integer(0) == .min && row.integer(1) == nil && row.integer(2) == 7 && row.integer(3) == 1 && row.integer(4) == 2)
        #expect(try connection.rows("SELECT sum(n)::bigint FROM unnest($1) n", [.integers((1...1000).map { $0 })]).first?.integer(0) == 500_500)
        #expect(try connection.rows("SELECT 1 WHERE false").isEmpty)
        #expect(error { _ = try connection.rows("SELECT 1").first?.text(1) } != nil)
    }

    @Test func rowsGoInAndComeOut() throws {
        try connection.run("CREATE TEMP TABLE pairs (number bigint, text text)")
        try connection.copyIn("COPY pairs FROM STDIN (FORMAT binary)") { add in
            var tuple = CopyTuple()
            for number in 0..<5000 {
                tuple.clear()
                tuple.add(Int64(number))
                if number % 7 == 0 { tuple.addNull() } else { tuple.add(String(repeating: "x", count: number % 300)) }
                try add(tuple)
            }
        }
        var next: Int64 = 0
        try connection.copyOut("COPY (SELECT * FROM pairs ORDER BY number) TO STDOUT (FORMAT binary)") { row in
            #expect(row.integer(0) == next && row.text(1)?.utf8.count == (next % 7 == 0 ? nil : Int(next % 300)))
            next += 1
        }
        #expect(next == 5000)
    }

    /// The connection can be used again whatever failed on it, and nothing of what failed counts.
    @Test func whatFailsLeavesNothing() throws {
        struct Stopped: Error {}
        try connection.run("CREATE TEMP TABLE numbers (number bigint)")
        var tuple = CopyTuple()
        tuple.add(Int64(1))
        #expect(throws: Stopped.self) {
            try connection.copyIn("COPY numbers FROM STDIN (FORMAT binary)") { add in
                try add(tuple)
                throw Stopped()
            }
        }
        tuple.add(Int64(2))
        #expect(error { try connection.copyIn("COPY numbers FROM STDIN (FORMAT binary)") { try $0(tuple) } }?.state == "22P04")
        #expect(error { try connection.copyIn("COPY nothing FROM STDIN (FORMAT binary)") { try $0(tuple) } }?.state == "42P01")
        #expect(throws: Stopped.self) {
            try connection.copyOut("COPY (SELECT generate_series(1, 1000000)) TO STDOUT (FORMAT binary)") { _ in throw Stopped() }
        }
        #expect(throws: Stopped.self) {
            try connection.transaction {
                try connection.run("INSERT INTO numbers VALUES (1)")
                throw Stopped()
            }
        }
        #expect(try connection.rows("SELECT count(*) FROM numbers").first?.integer(0) == 0)
    }

    @Test func whatTakesTooLongIsCancelled() throws {
        var isImpatient = false
        let impatient = try Connection(ServerAddress(server.address)) { isImpatient }
        isImpatient = true
        #expect(error { try impatient.rows("SELECT pg_sleep(60)") } == .cancelled)
        isImpatient = false
        #expect(try impatient.rows("SELECT 1").first?.integer(0) == 1)
    }

    /// One line, which says what and where, and no password.
    @Test func errorsSayWhatWithoutThePassword() throws {
        let failures = [
            error { try connection.run("SELECT * FROM nothing") },
            error { try connection.run("DO $$ BEGIN RAISE EXCEPTION E'\\x1b[31mred\\n\(server.password)'; END $$") },
            error { _ = try Connection(ServerAddress(server.address.replacingOccurrences(of: server.password, with: "wr0ng"))) },
            error { _ = try Connection(ServerAddress(server.address.replacingOccurrences(of: ":\(server.password)", with: ""))) },
            error { _ = try Connection(ServerAddress(server.address.replacingOccurrences(of: "/shop?", with: "/nowhere?"))) },
            error {
                _ = try Connection(
                    ServerAddress(server.address.replacingOccurrences(of: "@localhost", with: "@elsewhere.example") + "&hostaddr=127.0.0.1"))
            },
            error { _ = try Connection(ServerAddress("postgresql://anna:\(server.password)@127.0.0.1:1/shop")) },
            error { _ = try Connection(ServerAddress(server.address + "&sslmode=disable")) },
        ]
        let wanted = [
            "does not exist", "red", "password", "password", "database \"nowhere\" does not exist", "does not match host name", "refused",
            "no encryption",
        ]
        for (failure, wanted) in zip(failures, wanted) {
            let text = try #require(failure).description
            #expect(text.contains(wanted) && !text.contains(server.password) && !text.contains("wr0ng"), "\(text)")
            #expect(text.utf8.allSatisfy { $0 >= 0x20 } && text.contains("postgresql://"), "\(text)")
        }
    }

    @Test func addressesThatCannotBeReadAreNotRepeated() throws {
        for text in ["postgresql://anna:se/cr?et@host:por:t/db", "folder", "", "host=x pass word=secret", "postgresql://[::1", "a=\0"] {
            let failure = try #require(error { _ = try ServerAddress(text) })
            #expect(failure == .badAddress && !failure.description.contains("cr?et"))
        }
        #expect(ServerAddress.isMeant(by: "postgres://x") && ServerAddress.isMeant(by: "service=shop") && !ServerAddress.isMeant(by: "a=b"))
    }
}
