import Foundation
import GRDB
import Vectors

extension CatalogWriter {
    /// Removes rows.
    ///
    /// The last rows move into the gaps, so that the cost is that of the rows removed; only where less than half of all is left does
    /// a new file take the old one's place, and the rows keep their order. A run that is killed leaves a catalog that still has all its
    /// items.
    func remove(rows removed: Set<Int>) throws(CatalogError) {
        guard !removed.isEmpty else { return }
        let state = try catalog.state()
        let left = state.items - removed.count
        if left * 2 < state.items { return try rewrite(without: removed, state) }
        let gaps = removed.filter { $0 < left }.sorted()
        let moves = Array(zip((left..<state.items).filter { !removed.contains($0) }, gaps))
        do {
            let table = try catalog.vectors()
            try file.beginShortening(to: left, generation: state.generation)
            try file.beginOverwriting(gaps, generation: state.generation)
            for (from, to) in moves { try file.overwrite(row: to, with: table.vector(at: from)) }
            try file.synchronize()
        } catch {
            throw .cannotWrite(path: catalog.folder.path, reason: "\(error)")
        }
        try commit { db in
            try removeItems(db, removed, moves: moves)
            try db.execute(sql: "UPDATE state SET rows = ?, generation = generation + 1", arguments: [left])
        }
        do { try file.shorten(to: left) } catch { throw .cannotWrite(path: catalog.folder.path, reason: "\(error)") }
    }

    /// Writes the rows that stay into a new vector file; one transaction switches to it. Readers that mapped the old file keep it; the
    /// catalog's generation tells them that rows have moved.
    private func rewrite(without removed: Set<Int>, _ state: CatalogState) throws(CatalogError) {
        let next = CatalogFiles.newVectorFile(in: catalog.folder, besides: try catalog.vectorFiles())
        let url = catalog.folder.appendingPathComponent(next)
        let kept = (0..<state.items).filter { !removed.contains($0) }
        do {
            let table = try catalog.vectors()
            let file = try VectorFileWriter(creating: url, dimensions: table.dimensions, permissions: catalog.permissions, lock: readers)
            for start in stride(from: 0, to: kept.count, by: 4096) {
                try file.append(kept[start..<min(start + 4096, kept.count)].flatMap { table.vector(at: $0) })
            }
            try file.synchronize()
            self.file = file
        } catch {
            try? FileManager.default.removeItem(at: url)
            throw .cannotWrite(path: url.path, reason: "\(error)")
        }
        try commit { db in
            // Rows only move down, in ascending order, so that each new place is free already.
            try removeItems(db, removed, moves: kept.enumerated().lazy.filter { $0 != $1 }.map { ($1, $0) })
            try db.execute(
                sql: "UPDATE state SET vectors = ?, rows = ?, generation = generation + 1", arguments: [next, kept.count])
        }
        CatalogFiles.removeVectors(in: catalog.folder, besides: try catalog.vectorFiles())
    }

    /// Deletes items, and then gives others their rows.
    private func removeItems(_ db: Database, _ removed: Set<Int>, moves: some Sequence<(from: Int, to: Int)>) throws {
        let delete = try db.makeStatement(sql: "DELETE FROM item WHERE row = ?")
        for row in removed { try delete.execute(arguments: [row]) }
        let move = try db.makeStatement(sql: "UPDATE item SET row = ? WHERE row = ?")
        for (from, to) in moves { try move.execute(arguments: [to, from]) }
    }
}
