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

    /// What a person stored and has changed; what is on the server alone stays.
    ///
    /// - Returns: how many documents came.
    func sendDocuments() throws -> Int {
        let table = TravellingTable.documents, there = try server.hashes(of: table.name, where: "owner = current_user")
        var sent = 0
        try catalog.forEachRow(of: table) { row in
            guard case .text(let name) = row[0], case .text(let content) = row[1], !name.isExactly(KnownPushes.document) else { return }
            var tuple = CopyTuple()
            try tuple.add(row, of: table)
            guard !there.contains(tuple.hash) else { return }
            try server.connection.put(content, asDocument: name)
            sent += 1
        }
        return sent
    }
}
