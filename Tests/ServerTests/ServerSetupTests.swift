import Foundation
import Postgres
import TestSupport
import Testing

@testable import Server

@Suite(.needsServer) struct ServerSetupTests {
    private let server: LoopbackServer
    private let url: String

    init() throws {
        server = try LoopbackServer.shared.get()
        url = try server.newDatabase()
    }

    private func setUp() throws -> ServerSetup.Report { try ServerSetup(ServerAddress(url)).run() }

    private func failure(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return "nothing failed"
    }

    private func isRefused(_ statement: String, on address: String) -> Bool {
        failure { _ = try Connection(ServerAddress(address)).run(statement) }.contains("rights")
    }

    @Test func settingUpTwiceChangesNothing() throws {
        #expect(failure { _ = try ServerCatalog(ServerAddress(url), isCancelled: { false }) }.contains("server init"))
        #expect(try setUp().isNew && !setUp().isNew)
        #expect(try server.run("SHOW statement_timeout", on: url) == "30s")
        try server.run("ALTER DATABASE \(try server.run("SELECT current_database()", on: url)) SET statement_timeout = '5s'", on: url)
        #expect(try setUp().steps == 0 && server.run("SHOW statement_timeout", on: url) == "5s")
    }

    @Test func otherVersionsAreRefused() throws {
        #expect(failure { try ServerSetup.requireServer(130_011, "x") }.contains("PostgreSQL 13.11"))
        #expect(failure { try ServerSetup.requireServer(140_000, "x") } == "nothing failed")
        for (version, isEnough) in [("0.5.1", false), ("0.7.0", true), ("0.10.0", true), ("1.0", true), ("x", false)] {
            #expect((failure { try ServerSetup.requireVectors(version, isInstalled: true, "x") } == "nothing failed") == isEnough)
        }
        #expect(failure { try ServerSetup.requireVectors(nil, isInstalled: false, "x") }.contains("has no pgvector"))
        _ = try setUp()
        try server.run("UPDATE pg_extension SET extversion = '0.6.2' WHERE extname = 'vector'", on: url)
        #expect(failure { _ = try setUp() }.contains("0.6.2"))
        #expect(failure { _ = try ServerCatalog(ServerAddress(url), isCancelled: { false }) }.contains("0.6.2"))
        try server.run("INSERT INTO vitrine.migration VALUES (99)", on: url)
        for body in [{ _ = try setUp() }, { _ = try ServerCatalog(ServerAddress(url), isCancelled: { false }) }] {
            #expect(failure(body).contains("newer vitrine") || failure(body).contains("0.6.2"))
        }
        try server.run("UPDATE pg_extension SET extversion = '0.8.0' WHERE extname = 'vector'", on: url)
        #expect(failure { _ = try setUp() }.contains("newer vitrine"))
        #expect(failure { _ = try ServerCatalog(ServerAddress(url), isCancelled: { false }) }.contains("newer vitrine"))
    }

    @Test func everybodyMayDoTheirPartAlone() throws {
        let report = try setUp()
        let (anna, ben, nobody) = (
            try server.address(url, of: "anna"), try server.address(url, of: "ben"), try server.address(url, of: "nobody_at_all")
        )
        try server.run("GRANT \(report.shopper) TO anna; GRANT \(report.curator) TO ben", on: url)
        let keep = "INSERT INTO vitrine.document (name, content, hash) VALUES ('baskets', '{}', 1)"
        for person in [anna, ben] { try Connection(ServerAddress(person)).run(keep) }
        // Each sees their own, and can neither write as another nor change another's.
        for (person, name) in [(anna, "anna"), (ben, "ben")] {
            #expect(try server.run("SELECT string_agg(owner, ',') FROM vitrine.document", on: person) == name)
            #expect(try server.run("WITH x AS (UPDATE vitrine.document SET content = 'x' RETURNING 1) SELECT count(*) FROM x", on: person) == "1")
        }
        #expect(isRefused("INSERT INTO vitrine.document VALUES ('ben', 'session', '{}', 1)", on: anna))
        // A shopper reads, and changes nothing.
        #expect(try server.run("SELECT count(*) FROM vitrine.item", on: anna) == "0")
        for statement in [
            "DELETE FROM vitrine.item", "INSERT INTO vitrine.source VALUES (1, '', '', NULL, 0)", "UPDATE vitrine.state SET change = 5",
            "SELECT vitrine.add_encoder('{}', 3)", "DROP TABLE vitrine.item", "CREATE TABLE vitrine.mine (a integer)",
            "ALTER TABLE vitrine.document DISABLE ROW LEVEL SECURITY",
        ] {
            #expect(isRefused(statement, on: anna) || failure { try Connection(ServerAddress(anna)).run(statement) }.contains("must be owner"))
        }
        // A curator brings items, and owns no table; others do not even look.
        try Connection(ServerAddress(ben)).run("SET search_path = vitrine; SELECT add_encoder('{}', 3); DELETE FROM vectors_1; DELETE FROM item")
        #expect(failure { try Connection(ServerAddress(ben)).run("DROP TABLE vitrine.vectors_1") }.contains("must be owner"))
        #expect(isRefused("SELECT * FROM vitrine.item", on: nobody))
        // Who has no rights is told so.
        #expect(failure { _ = try ServerSetup(ServerAddress(try server.address(try server.newDatabase(), of: "anna"))).run() }.contains("rights"))
    }
}
