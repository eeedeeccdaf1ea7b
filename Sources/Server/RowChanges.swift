import Basics
import Catalog
import Postgres

/// Brings the rows on a server in step with a catalog's, in a transaction: what differs goes, and comes anew.
struct RowChanges {
    private let catalog: Catalog
    private let server: ServerCatalog

    init(_ catalog: Catalog, _ server: ServerCatalog) { (self.catalog, self.server) = (catalog, server) }

    /// - Returns: how many rows came or went.
    func send() throws -> Int { try TravellingTable.all.reduce(0) { try $0 + send($1) } }

    private func send(_ table: TravellingTable) throws -> Int {
        let there = try server.hashes(of: table.name)
        var gone = there, changed = 0, tuple = CopyTuple()
        if !there.isEmpty {
            try catalog.forEachRow(of: table) { row in
                tuple.clear()
                try tuple.add(row, of: table)
                if gone.remove(tuple.hash) == nil { changed += 1 }
            }
            if gone.isEmpty, changed == 0 { return 0 }
            try server.delete(gone, from: table.name)
            changed = gone.count
        }
        try server.connection.copyIn("COPY \(table.name) (\(table.columnList), hash) FROM STDIN (FORMAT binary)") { add in
            try catalog.forEachRow(of: table) { row in
                tuple.clear()
                try tuple.add(row, of: table)
                let hash = tuple.hash
                guard !there.contains(hash) else { return }
                tuple.add(hash)
                try add(tuple)
                changed += 1
            }
        }
        return changed
    }

    /// What a person stored. What they have stored on the server meanwhile stays as it is, unless that is forced.
    ///
    /// - Returns: how many documents came, how many stayed otherwise, and the hashes of those that are the same on both sides now.
    func sendDocuments(_ known: KnownPushes, isForced: Bool) throws -> (sent: Int, kept: Int, hashes: [Int64]) {
        let table = TravellingTable.documents
        // The same lock as for a like.
        try server.connection.rows("SELECT pg_advisory_xact_lock(\(ServerDocuments.lockSpace), hashtext(current_user))")
        var there: ExactDictionary<Int64> = [:]
        for row in try server.connection.rows("SELECT name, hash FROM document WHERE owner = current_user") {
            if let name = try row.text(0), let hash = try row.integer(1) { there[name] = Int64(hash) }
        }
        var sent = 0, kept = 0, hashes: [Int64] = []
        try catalog.forEachRow(of: table) { row in
            guard case .text(let name) = row[0], case .text(let content) = row[1], !name.isExactly(KnownPushes.document) else { return }
            var tuple = CopyTuple()
            try tuple.add(row, of: table)
            let hash = tuple.hash
            if let other = there[name], other != hash, !isForced, !known.contains(document: other) {
                kept += 1
                return
            }
            hashes.append(hash)
            guard there[name] != hash else { return }
            try server.connection.put(content, asDocument: name)
            sent += 1
        }
        return (sent, kept, hashes)
    }
}
