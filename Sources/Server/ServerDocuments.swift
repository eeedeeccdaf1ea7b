import Basics
import Catalog
import Engine
import Foundation
import LocalEngine
import Postgres
import Taste

/// A person's documents on a server, and the baskets that others share there.
///
/// The connection is made anew whenever it was lost. What a statement did whose end was not heard may be done once more: to store the same
/// again, or to make the same change again, changes nothing.
package final class ServerDocuments: DocumentStore, @unchecked Sendable {
    private let address: ServerAddress
    /// Brings what is read of the catalog itself in step with the server.
    private let refresh: @Sendable () throws -> Void
    private let look: @Sendable () -> String?
    // Guards the connection, which is for one thread at a time.
    private let lock = NSLock()
    private var connection: Connection?

    package let location: String
    package let catalogName: String?
    package let person: String?
    /// A shopper who may read alone is told so when they store something.
    package let isReadOnly = false

    /// Names what no two may do at the same time for one person, among all locks of a database.
    static let lockSpace = 0x7669_7472
    /// More shared baskets than these are not shown.
    private static let mostShared = 500
    /// And of one person.
    private static let mostOfOne = 20
    /// Bytes of one; a larger one is not shared.
    private static let mostBytes = 100_000

    /// - Parameters:
    ///   - refresh: called on another thread whenever the catalog on the server has changed.
    ///   - look: called there every few seconds, for whatever else may have changed; a line to tell once, if there is any.
    package init(
        _ address: ServerAddress, refresh: @escaping @Sendable () throws -> Void, look: @escaping @Sendable () -> String? = { nil }
    ) throws {
        (self.address, self.refresh, self.look) = (address, refresh, look)
        let connection = try Self.connect(address)
        guard let row = try connection.rows("SELECT current_user::text, current_database()::text").first, let person = try row.text(0),
            let name = try row.text(1)
        else { throw PlainError("\(connection.place) does not answer as PostgreSQL does") }
        (location, catalogName, self.person) = (connection.place, name, person)
        self.connection = connection
    }

    private static func connect(_ address: ServerAddress) throws -> Connection {
        let connection = try Connection(address)
        // Whoever goes away in the middle holds nobody up for long, and waits for nobody long.
        try connection.run(
            "SET search_path = \(ServerSchema.name), pg_temp; SET idle_in_transaction_session_timeout = '10s'; SET lock_timeout = '10s'; "
                + ServerSchema.keepAlive)
        return connection
    }

    /// Calls `body` with a connection; once more with a new one where the old one turns out to be lost.
    private func asking<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        try lock.withLock {
            if let connection, !connection.isLost {
                do { return try body(connection) } catch  where connection.isLost {}
            }
            connection = nil
            let new = try Self.connect(address)
            connection = new
            return try body(new)
        }
    }

    /// The same in a transaction, one at a time for each person.
    private func changing<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        try asking { connection in
            try connection.transaction("BEGIN; SELECT pg_advisory_xact_lock(\(Self.lockSpace), hashtext(current_user))") { try body(connection) }
        }
    }

    package func stored<Value: Decodable>(_ name: String, as type: Value.Type) throws -> StoredDocument<Value> {
        try asking { StoredDocument(try $0.document(name)) }
    }

    package func update<Value: Codable>(_ name: String, _ change: (Value?) -> Value) throws -> String? {
        try changing { try $0.update(name, change) }
    }

    package func storedBaskets() throws -> StoredDocument<BasketContents> {
        try asking { connection in
            let own = StoredDocument<BasketContents>(try connection.document(Self.basketsName))
            if own.isUnreadable { return own }
            let others = try othersBaskets(connection)
            if others.isEmpty { return own }
            return .value((own.value ?? BasketContents()).with(others))
        }
    }

    package func change(baskets change: BasketChange) throws -> ChangedBaskets {
        try changing { connection in
            let others = try othersBaskets(connection)
            var made = change, before = BasketContents(), after = BasketContents()
            let aside = try connection.update(Self.basketsName) { (stored: BasketContents?) in
                before = stored ?? change.from.own
                let all = before.with(others)
                made = BasketChange(from: all, to: change.applied(to: all))
                after = made.to.own
                return after
            }
            try share(before, after, connection)
            return ChangedBaskets(change: made, aside: aside)
        }
    }

    package func watch(_ tell: @escaping @Sendable (EngineNews) -> Void) {
        ServerWatch(address, refresh: refresh, look: look, tell: tell).begin()
    }

    /// What others share, with names by which no two are the same.
    private func othersBaskets(_ connection: Connection) throws -> [Basket] {
        let rows = try connection.rows(
            """
            SELECT owner, content FROM (
              SELECT owner, name, content, row_number() OVER (PARTITION BY owner ORDER BY name) AS place
              FROM shared_basket WHERE owner <> current_user
            ) AS shared WHERE place <= \(Self.mostOfOne) ORDER BY owner, name LIMIT \(Self.mostShared)
            """)
        return try rows.compactMap { row in
            guard let owner = try row.text(0), let content = try row.text(1), let basket = try? JSON.decode(Basket.self, from: content) else {
                return nil
            }
            var shared = Basket(name: sanitized("\(owner)/\(basket.name)"), entries: basket.entriesForOthers)
            shared.owner = sanitized(owner)
            return shared
        }
    }

    /// Lets others see the baskets that are shared now, as they are now, and no other ones.
    private func share(_ before: BasketContents, _ after: BasketContents, _ connection: Connection) throws {
        let new = after.baskets.filter(\.isShared)
        guard !new.isEmpty || before.baskets.contains(where: \.isShared) else { return }
        try connection.run("DELETE FROM shared_basket WHERE owner = current_user")
        for basket in new {
            let content = try JSON.text(Basket(name: basket.name, entries: basket.entriesForOthers))
            guard content.utf8.count <= Self.mostBytes else { continue }
            try connection.rows(
                "INSERT INTO shared_basket (name, content) VALUES ($1, $2) ON CONFLICT DO NOTHING", [.text(basket.name), .text(content)])
        }
    }
}

extension Basket {
    /// Without pictures on one's own machine, whose paths are nobody else's business.
    fileprivate var entriesForOthers: [Entry] { entries.filter { $0.item.utf8.first != UInt8(ascii: "/") } }
}

extension BasketContents {
    /// A person's own alone.
    fileprivate var own: BasketContents {
        let own = baskets.filter { $0.owner == nil }
        return BasketContents(baskets: own, current: own.firstIndex { $0.name.isExactly(basket.name) } ?? 0)
    }

    /// With what others share behind them; of two of one name the second gets a number.
    fileprivate func with(_ others: [Basket]) -> BasketContents {
        var contents = self, names = Set(baskets.map { ExactText($0.name) })
        for var basket in others {
            let name = basket.name
            var number = 1
            while !names.insert(ExactText(basket.name)).inserted {
                number += 1
                basket.name = "\(name) \(number)"
            }
            contents.baskets.append(basket)
        }
        return contents
    }
}

extension Connection {
    /// What the person who asks has stored under a name, as JSON.
    fileprivate func document(_ name: String) throws -> Data? {
        try rows("SELECT content FROM document WHERE owner = current_user AND name = $1", [.text(name)]).first?.text(0).map { Data($0.utf8) }
    }

    /// Stores a person's JSON under a name.
    func put(_ content: String, asDocument name: String) throws {
        var tuple = CopyTuple()
        try tuple.add([.text(name), .text(content)], of: .documents)
        try rows(
            """
            INSERT INTO document (name, content, hash) VALUES ($1, $2, $3)
            ON CONFLICT (owner, name) DO UPDATE SET content = excluded.content, hash = excluded.hash
            """, [.text(name), .text(content), .integer(Int(tuple.hash))])
    }

    /// As `Catalog.update`, in a transaction.
    fileprivate func update<Value: Codable>(_ name: String, _ change: (Value?) -> Value) throws -> String? {
        let stored = try document(name), document = StoredDocument<Value>(stored)
        let aside = document.isUnreadable ? try keepAside(stored ?? Data(), name) : nil
        try put(JSON.text(change(document.value)), asDocument: name)
        return aside
    }

    /// Keeps a document under the first free name of `name.unreadable`, `name.unreadable-2` and so on.
    private func keepAside(_ content: Data, _ name: String) throws -> String {
        var number = 1, aside = name + ".unreadable"
        while let other = try document(aside), other != content {
            number += 1
            aside = "\(name).unreadable-\(number)"
        }
        try put(String(decoding: content, as: UTF8.self), asDocument: aside)
        return aside
    }
}
