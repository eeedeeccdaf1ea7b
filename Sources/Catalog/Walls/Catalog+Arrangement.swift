import Basics
import Foundation
import GRDB
import Vectors
import Wall

extension Catalog {
    /// What arrangements are drawn from unless somebody asks for others.
    public static let arrangementSeed: UInt64 = 1

    /// All items arranged by likeness, by the vectors of the catalog's or the chosen encoder; item `i` of the arrangement is row `i`.
    ///
    /// What was kept is taken as it is while the catalog is the same, and else brought up to date: items that have come since are let in, the
    /// places of those that have gone are taken. What is made is kept beside the vectors, where that can be written. Items without a vector
    /// are there too. Cost: milliseconds for what was kept, a pass over the items and a share of `Arrangement.init(sorting:)`'s for what has changed.
    ///
    /// - Parameters:
    ///   - seed: nil: `arrangementSeed`'s, which is the one that is kept.
    ///   - progress: called on this thread.
    /// - Returns: nil when it was cancelled.
    /// - Throws: `CatalogError`, such as `.noVectors` while the catalog is empty.
    public func arrangement(
        seed: UInt64? = nil, progress: Arrangement.Progress = { _, _ in }, isCancelled: () -> Bool = { false }
    ) throws(CatalogError) -> Arrangement? {
        let now = try generation()
        return try now.arrangementOfGeneration(seed: seed, progress, isCancelled)
    }

    /// Some items arranged by likeness; item `i` of the arrangement is `rows[i]`. Where they are most of all, they stand as they do among all.
    ///
    /// Cost: that of all items' arrangement, or of sorting these.
    /// - Parameter rows: in a `generation()`, each once.
    public func arrangement(
        of rows: [Int], seed: UInt64? = nil, progress: Arrangement.Progress = { _, _ in }, isCancelled: () -> Bool = { false }
    ) throws(CatalogError) -> Arrangement? {
        let now = try generation(), count = try now.state().items
        guard rows.allSatisfy((0..<count).contains) else { return nil }
        if rows.count == count, rows == Array(0..<count) { return try now.arrangement(seed: seed, progress: progress, isCancelled: isCancelled) }
        guard !rows.isEmpty else { return Arrangement(shape: GridShape(count: 0), items: []) }
        let table = try now.vectors(), hasVector = now.hasVector(table), seed = seed ?? Self.arrangementSeed
        guard Double(count - rows.count) <= Arrangement.mostChanged * Double(rows.count) else {
            let made = Arrangement(sorting: table, rows: rows, isKnown: hasVector, seed: seed, progress: progress, isCancelled: isCancelled)
            try requireVectors(of: table)
            return made
        }
        guard let all = try now.arrangement(seed: seed, progress: progress, isCancelled: isCancelled) else { return nil }
        var itemOf = [Int?](repeating: nil, count: count)
        for (item, row) in rows.enumerated() { itemOf[row] = item }
        return Arrangement(
            changing: all.items.map { itemOf[Int($0)] }, columns: all.shape.columns, to: table, rows: rows, isKnown: hasVector, seed: seed,
            progress: progress, isCancelled: isCancelled)
    }

    private func arrangementOfGeneration(
        seed: UInt64?, _ progress: Arrangement.Progress, _ isCancelled: () -> Bool
    ) throws(CatalogError) -> Arrangement? {
        let table = try vectors(), state = try state(), rows = Array(0..<state.items)
        guard let encoder = state.encoder else { throw .noVectors(path: folder.path) }
        if let seed, seed != Self.arrangementSeed {
            return Arrangement(sorting: table, rows: rows, isKnown: hasVector(table), seed: seed, progress: progress, isCancelled: isCancelled)
        }
        let url = ArrangementFile.url(beside: table.url), kept = ArrangementFile(contentsOf: url, by: encoder)
        // An encoder that has made further vectors since has not changed the catalog.
        let isWhole = encodedRows == nil
        if isWhole, let kept, kept.generation == state.generation, let arrangement = kept.arrangement(of: state.items) { return arrangement }
        let keys = try placeKeys(table, count: state.items)
        let made: Arrangement?
        if let kept {
            let before = kept.items(by: keys)
            made = Arrangement(
                changing: before, columns: kept.columns, to: table, rows: rows, isKnown: hasVector(table), seed: Self.arrangementSeed,
                progress: progress, isCancelled: isCancelled)
        } else {
            made = Arrangement(
                sorting: table, rows: rows, isKnown: hasVector(table), seed: Self.arrangementSeed, progress: progress, isCancelled: isCancelled)
        }
        try requireVectors(of: table)
        guard let made else { return nil }
        let file = ArrangementFile(
            columns: made.shape.columns, generation: state.generation, keys: made.items.map { keys[Int($0)] }, rows: made.items.map { UInt32($0) })
        // Where it cannot be kept it serves this process all the same.
        if !isReadOnly, lost.isEmpty, file != kept { try? file.write(to: url, by: encoder, permissions: permissions) }
        return made
    }

    private func hasVector(_ table: VectorTable) -> (Int) -> Bool {
        let known = encodedRows
        return { row in row < table.rows && known?.contains(row) ?? true }
    }

    /// A key for each row; one that is different for an item without a vector, so that it is placed anew when it has got one.
    private func placeKeys(_ table: VectorTable, count: Int) throws(CatalogError) -> [UInt64] {
        let hasVector = hasVector(table)
        return try read { db in try RowKeys.current(db, count: count) }.enumerated().map { row, key in hasVector(row) ? key : ~key }
    }
}

extension ArrangementFile {
    /// As it was kept, if it is one of so many rows.
    fileprivate func arrangement(of count: Int) -> Arrangement? {
        guard rows.count == count, count <= Int32.max, rows.allSatisfy({ $0 < count }) else { return nil }
        let arrangement = Arrangement(shape: GridShape(count: count, columns: columns), items: rows.map { Int32($0) })
        return arrangement.isWhole ? arrangement : nil
    }

    /// The present row of each place's item; nil where it has gone.
    fileprivate func items(by keys: [UInt64]) -> [Int?] {
        var rowOf = [UInt64: Int](minimumCapacity: keys.count)
        for (row, key) in keys.enumerated() { rowOf[key] = row }
        // Each row once, whatever the file says.
        return self.keys.map { rowOf.removeValue(forKey: $0) }
    }
}
