import Foundation
import GRDB
import Vectors

extension CatalogWriter {
    /// Removes rows: the others move up into a new vector file, keeping their order, and one transaction switches to it.
    ///
    /// Readers that mapped the old file keep it; the catalog's generation tells them that rows have moved. Cost: one copy of the table.
    func remove(rows removed: Set<Int>) throws(CatalogError) {
        guard !removed.isEmpty else { return }
        let state = try catalog.state()
        let next = "vectors-\(state.generation + 1).npy"
        let url = catalog.folder.appendingPathComponent(next)
        let kept = (0..<state.items).filter { !removed.contains($0) }
        do {
            let table = try catalog.vectors()
            let file = try VectorFileWriter(creating: url, dimensions: table.dimensions)
            for start in stride(from: 0, to: kept.count, by: 4096) {
                try file.append(kept[start..<min(start + 4096, kept.count)].flatMap { table.vector(at: $0) })
            }
            try file.synchronize()
        } catch {
            try? FileManager.default.removeItem(at: url)
            throw .cannotWrite(path: url.path, reason: "\(error)")
        }
        try catalog.write { db in
            let delete = try db.makeStatement(sql: "DELETE FROM item WHERE row = ?")
            for row in removed { try delete.execute(arguments: [row]) }
            // Rows only move down, in ascending order, so that each new place is free already.
            let move = try db.makeStatement(sql: "UPDATE item SET row = ? WHERE row = ?")
            for (new, old) in kept.enumerated() where new != old { try move.execute(arguments: [new, old]) }
            try db.execute(
                sql: "UPDATE state SET vectors = ?, rows = ?, generation = generation + 1", arguments: [next, kept.count])
        }
        if let old = state.vectorFile { try? FileManager.default.removeItem(at: catalog.folder.appendingPathComponent(old)) }
    }
}
