import Basics
import Foundation
import Vectors

/// Brings a catalog's own vectors in step with those of another one, while others may read them: rows that are replaced come first, in
/// order, and then those that follow all that are here.
///
/// A catalog without items is read by nobody, so its vectors are written as they come, and stay where a run is cut. Otherwise rows
/// that change wait in memory, so that readers are held up for an instant; where they are many, a new file takes the old one's place.
package final class VectorArrival {
    /// Numbers that wait in memory at most.
    private static let mostWaiting = 1 << 24
    /// Numbers that are written before they are brought to the disk.
    static let mostUnsynchronized = 1 << 24

    private let catalog: Catalog
    private let writer: CatalogWriter
    private let state: CatalogState
    /// How many rows there will be.
    private let rows: Int
    private let mostUnsynchronized: Int
    private var waiting: [(row: Int, vector: [Float])] = []
    private var unsynchronized = 0
    private var isAppending = false
    /// The file that takes the present one's place.
    private(set) var newFile: VectorFileWriter?

    /// - Parameters:
    ///   - rows: how many rows there will be.
    ///   - synchronizingAfter: how many numbers are written before they are brought to the disk; nil: as many as is quick.
    init(_ catalog: Catalog, _ writer: CatalogWriter, rows: Int, synchronizingAfter: Int? = nil) throws {
        (self.catalog, self.writer, self.rows) = (catalog, writer, rows)
        mostUnsynchronized = synchronizingAfter ?? Self.mostUnsynchronized
        state = try catalog.state()
        if isNew, rows < writer.file.rows { try writer.file.shorten(to: rows) }
        // Where most rows go, so shall the room that they took.
        if rows * 2 < state.items { try beginNewFile() }
    }

    private var isNew: Bool { state.items == 0 }

    /// How many vectors are here; those that follow are appended.
    package var count: Int { min(rows, newFile == nil || isAppending ? file.rows : state.items) }

    private var file: VectorFileWriter { newFile ?? writer.file }

    /// Whether anything has come.
    var isChanged: Bool { newFile != nil || !waiting.isEmpty || isAppending || rows != state.items }

    /// Replaces the vector of a row that is here.
    package func replace(_ row: Int, with vector: [Float]) throws(CatalogError) {
        try writing {
            if isNew { return try writer.file.overwrite(row: row, with: vector) }
            if newFile != nil { return try append(vector, at: row) }
            waiting.append((row, vector))
            if waiting.count * vector.count > Self.mostWaiting { try beginNewFile() }
        }
    }

    /// Adds vectors for the rows that follow.
    package func append(_ vectors: [Float]) throws(CatalogError) {
        try writing {
            if newFile != nil { try copy(to: min(rows, state.items)) }
            // Rows that were removed may still be read by somebody.
            if newFile == nil, !isAppending, !isNew { try writer.file.beginOverwriting(state.items..<rows, generation: state.generation) }
            isAppending = true
            try file.append(vectors)
            unsynchronized += vectors.count
            guard unsynchronized >= mostUnsynchronized else { return }
            try file.synchronize()
            unsynchronized = 0
        }
    }

    /// Brings all to the disk. What is overwritten in place is valid with the transaction that follows.
    func finish() throws {
        if let newFile {
            try copy(to: min(rows, state.items))
            try newFile.synchronize()
            writer.file = newFile
            return
        }
        if !isNew, rows < state.items { try writer.file.beginShortening(to: rows, generation: state.generation) }
        if !waiting.isEmpty { try writer.file.beginOverwriting(waiting.map(\.row), generation: state.generation) }
        for (row, vector) in waiting { try writer.file.overwrite(row: row, with: vector) }
        try writer.file.synchronize()
    }

    /// Gives back the room of rows that are no more, once they are not valid.
    func shorten() throws {
        if newFile == nil, rows < writer.file.rows { try writer.file.shorten(to: rows) }
    }

    private func beginNewFile() throws {
        let name = CatalogFiles.newVectorFile(in: catalog.folder, besides: try catalog.vectorFiles())
        newFile = try VectorFileWriter(
            creating: catalog.folder.appendingPathComponent(name), dimensions: writer.file.dimensions, permissions: catalog.permissions,
            lock: writer.readers)
        for (row, vector) in waiting { try append(vector, at: row) }
        waiting = []
    }

    private func append(_ vector: [Float], at row: Int) throws {
        try copy(to: row)
        try newFile?.append(vector)
    }

    /// Copies the rows that stay to the new file.
    private func copy(to row: Int) throws {
        guard let newFile, newFile.rows < row else { return }
        let table = try catalog.vectors()
        for row in newFile.rows..<row { try newFile.append(table.vector(at: row)) }
    }

    private func writing(_ body: () throws -> Void) throws(CatalogError) {
        do { try body() } catch { throw error as? CatalogError ?? .cannotWrite(path: catalog.folder.path, reason: plainReason(error)) }
    }
}
