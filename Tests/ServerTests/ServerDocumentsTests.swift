import Basics
import Engine
import Foundation
import LocalEngine
import Synchronization
import Taste
import TestSupport
import Testing

@testable import Postgres
@testable import Server

/// Baskets and sessions on a real server, by several people.
@Suite(.needsServer) struct ServerDocumentsTests {
    private let server: LoopbackServer
    private let url: String
    private let anna: String
    private let bert: String

    init() throws {
        server = try LoopbackServer.shared.get()
        url = try server.newDatabase()
        let shopper = try ServerSetup(ServerAddress(url)).run().shopper
        anna = try server.address(url, of: "anna")
        bert = try server.address(url, of: "bert")
        try server.run("GRANT \(shopper) TO anna, bert", on: url)
    }

    private func documents(_ url: String) throws -> ServerDocuments { try ServerDocuments(ServerAddress(url)) {} }

    private func contents(_ baskets: Basket...) -> BasketContents { BasketContents(baskets: baskets) }

    private func basket(_ name: String, _ items: String..., isShared: Bool = false) -> Basket {
        var basket = Basket(name: name, entries: items.map { Basket.Entry(item: $0) })
        basket.isShared = isShared
        return basket
    }

    private func lines(_ contents: BasketContents?) -> [String] {
        contents?.baskets.map { "\($0.owner ?? "own"): \($0.name): \($0.entries.map(\.item).joined(separator: " "))" } ?? []
    }

    @Test func aPersonIsKnownByTheirRoleAndNoPasswordShows() throws {
        let documents = try documents(anna)
        #expect(documents.person == "anna" && documents.location.hasPrefix("postgresql://anna@") && !documents.location.contains("other"))
    }

    @Test func othersSeeWhatIsSharedAndNothingElse() throws {
        let (hers, his) = (try documents(anna), try documents(bert))
        let start = contents(basket("my likes"))
        let secret = contents(basket("secret", "a"), basket("summer", "b", "/home/anna/c.png", isShared: true))
        _ = try hers.change(baskets: BasketChange(from: start, to: secret))
        #expect(try lines(his.storedBaskets().value) == ["own: my likes: ", "anna: anna/summer: b"])
        // As it changes, and no longer than it is shared.
        var more = secret
        more.baskets[1].toggleLike("d")
        _ = try hers.change(baskets: BasketChange(from: secret, to: more))
        #expect(try lines(his.storedBaskets().value).last == "anna: anna/summer: b d")
        var less = more
        less.baskets[1].isShared = false
        _ = try hers.change(baskets: BasketChange(from: more, to: less))
        #expect(try his.storedBaskets().value == nil)
        #expect(try lines(hers.storedBaskets().value) == ["own: secret: a", "own: summer: b /home/anna/c.png d"])
    }

    @Test func nobodyChangesWhatIsSomebodyElses() throws {
        let (hers, his) = (try documents(anna), try documents(bert))
        let start = contents(basket("my likes"))
        _ = try hers.change(baskets: BasketChange(from: start, to: contents(basket("summer", "b", isShared: true))))
        let seen = try #require(try his.storedBaskets().value)
        var changed = seen
        changed.baskets[1].toggleLike("mine")
        changed.baskets[0].toggleLike("x")
        _ = try his.change(baskets: BasketChange(from: seen, to: changed))
        #expect(try lines(hers.storedBaskets().value) == ["own: summer: b"])
        #expect(try lines(his.storedBaskets().value) == ["own: my likes: x", "anna: anna/summer: b"])
        for statement in [
            "UPDATE vitrine.shared_basket SET content = ''", "DELETE FROM vitrine.shared_basket", "DELETE FROM vitrine.document WHERE owner = 'anna'",
            "INSERT INTO vitrine.shared_basket (owner, name, content) VALUES ('anna', 'x', 'x')", "DELETE FROM vitrine.item",
            "SELECT vitrine.add_encoder('x', 1)", "UPDATE vitrine.state SET rows = 0", "CREATE TABLE vitrine.mine (a int)",
        ] {
            _ = try? server.run(statement, on: bert)
        }
        #expect(try server.run("SELECT count(*) FROM vitrine.document WHERE name = 'baskets'", on: bert) == "1")
        #expect(try lines(hers.storedBaskets().value) == ["own: summer: b"])
    }

    @Test func whoMayNotChangeTheCatalogDoesNotBegin() throws {
        let folder = try TemporaryFolder()
        var isBegun = false
        let error = #expect(throws: (any Error).self) {
            try Mirror(ServerAddress(anna), in: folder.url).change { _ in isBegun = true }
        }
        #expect(!isBegun && "\(error!)".contains("you may not change the catalog"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    /// Two browsers of one person, each of which knows nothing of the other's last like.
    @Test func changesByTwoBrowsersMeet() throws {
        let all = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { browser in
            guard let documents = try? documents(anna) else { return }
            for number in 0..<10 {
                let from = contents(basket("my likes"))
                let name = "\(browser)-\(number)"
                guard (try? documents.change(baskets: BasketChange(from: from, to: contents(basket("my likes", name))))) != nil else { return }
                all.withLock { $0.append(name) }
            }
        }
        let stored = try #require(try documents(anna).storedBaskets().value)
        #expect(all.withLock { $0.count } == 40 && Set(stored.basket.entries.map(\.item)) == Set(all.withLock { $0 }))
    }

    @Test func whatCannotBeReadIsKeptAside() throws {
        let documents = try documents(anna)
        try server.run("INSERT INTO vitrine.document (name, content, hash) VALUES ('baskets', '{\"of\":\"later\"}', 1)", on: anna)
        #expect(try documents.storedBaskets().isUnreadable)
        let change = BasketChange(from: contents(basket("my likes")), to: contents(basket("my likes", "a")))
        #expect(try documents.change(baskets: change).aside == "baskets.unreadable")
        #expect(try server.run("SELECT content FROM vitrine.document WHERE name = 'baskets.unreadable'", on: anna) == #"{"of":"later"}"#)
        #expect(try lines(documents.storedBaskets().value) == ["own: my likes: a"])
    }

    /// Cut between two statements and in the middle of one: nothing is lost, and nothing is there twice.
    @Test func aCutConnectionIsMadeAnew() throws {
        let documents = try documents(anna)
        let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'anna' AND datname = current_database()"
        var known = contents(basket("my likes"))
        for number in 0..<5 {
            var next = known
            next.baskets[0].toggleLike("tee \(number)")
            _ = try documents.change(baskets: BasketChange(from: known, to: next))
            known = next
            try server.run(end, on: url)
        }
        #expect(try documents.storedBaskets().value == known)
    }

    @Test func aWatchHearsOfOthersAndOfTheEndOfTheConnection() throws {
        let (hers, his) = (try documents(anna), try documents(bert))
        let heard = Mutex<[EngineNews]>([])
        func waitFor(_ condition: ([EngineNews]) -> Bool) -> Bool {
            for _ in 0..<500 {
                if condition(heard.withLock { $0 }) { return true }
                usleep(10_000)
            }
            return false
        }
        his.watch { news in heard.withLock { $0.append(news) } }
        #expect(waitFor { $0 == [.changed] })
        _ = try hers.change(baskets: BasketChange(from: contents(basket("my likes")), to: contents(basket("my likes", "a", isShared: true))))
        #expect(waitFor { $0.count == 2 } && heard.withLock { $0[1] } == .changed)
        heard.withLock { $0 = [] }
        let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'bert' AND datname = current_database()"
        try server.run(end, on: url)
        #expect(waitFor { $0.contains(.reachable) })
        #expect(heard.withLock { if case .unreachable? = $0.first { true } else { false } })
    }
}
