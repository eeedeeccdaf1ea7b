import Basics
import Catalog
import Console
import Encoders
import Evaluation
import Foundation
import Pictures
import Vectors

/// Vectors of a catalog's items by several encoders: the catalog's own, and others' in temporary tables of the same rows, which go
/// away with this value.
package final class Encodings {
    private struct Table {
        let encoder: EncoderIdentity
        let index: VectorIndex
    }

    private var draft: DraftFolder?
    private var tables: [Table] = []
    /// Rows without a picture, or with one that cannot be decoded, or with a vector that is not finite, under any of the encoders.
    package private(set) var unusable: Set<Int> = []

    /// - Parameter names: the encoders; nil: the catalog's own.
    /// - Throws: `EncoderError` before anything is encoded when an encoder cannot be opened.
    package init(_ catalog: Catalog, encoders names: [String]?) throws {
        let state = try catalog.state()
        guard let own = state.encoder else { throw CatalogError.noVectors(path: catalog.folder.path) }
        let stored = try catalog.encodings().filter { $0.encoded == state.items }
        let wanted = try (names ?? [own.name]).map { name -> (stored: CatalogEncoding?, encoder: (any Encoder)?) in
            let stored = stored.first { $0.name.isExactly(name) }
            if let stored, stored.isOwn { return (stored, nil) }
            do {
                let encoder = try EncoderStore.standard().open(name)
                return encoder.identity == stored?.encoder ? (stored, nil) : (nil, encoder)
            } catch {
                guard let stored else { throw error }
                return (stored, nil)
            }
        }
        for (stored, encoder) in wanted {
            if let encoder {
                tables.append(Table(encoder: encoder.identity, index: VectorIndex(try encode(catalog, items: state.items, by: encoder))))
            } else {
                let stored = stored!
                tables.append(Table(encoder: stored.encoder, index: try catalog.by(encoder: stored.name).index()))
            }
        }
        guard tables.allSatisfy({ $0.index.table.rows == state.items }) else {
            throw PlainError("the catalog changed meanwhile; try again")
        }
        for index in tables.map(\.index) {
            for row in 0..<index.table.rows where !index.table.withRow(row, { $0.allSatisfy(\.isFinite) }) { unusable.insert(row) }
            if let failure = index.table.failure { throw PlainError(failure) }
        }
    }

    /// The encoders of the vectors.
    var encoders: [EncoderIdentity] { tables.map(\.encoder) }

    /// What is to be evaluated.
    ///
    /// - Parameter parts: also each named part alone.
    package func subjects(parts: Bool) -> [Subject] {
        tables.flatMap { table in
            let whole = Subject(table.encoder.name, index: table.index)
            return [whole] + (parts ? table.encoder.parts.map { whole.part($0.name, range: $0.from..<$0.to) } : [])
        }
    }

    /// A table of all rows; those that are unusable hold zeros.
    private func encode(_ catalog: Catalog, items: Int, by encoder: any Encoder) throws -> VectorTable {
        let draft = try self.draft ?? .temporary("evaluate")
        self.draft = draft
        let url = draft.folder.appendingPathComponent("\(tables.count).npy")
        let writer = try VectorFileWriter(creating: url, dimensions: encoder.identity.dimensions)
        let side = encoder.preferredSide
        var line = ProgressLine("pictures by \(sanitized(encoder.identity.name))", one: "picture by \(sanitized(encoder.identity.name))")
        try EncodePipeline(encoder, workers: ProcessInfo.processInfo.activeProcessorCount).run(count: items) { row in
            guard let item = try catalog.items(rows: row..<row + 1).first, let picture = try catalog.picture(of: item) else {
                throw PlainError("there is no picture")
            }
            return try picture.decode(side: side)
        } deliver: { chunk in
            let failed = Set(chunk.failures.map(\.index))
            var vectors = chunk.vectors[...]
            for row in (chunk.indices + failed).sorted() {
                if failed.contains(row) {
                    try writer.append([Float](repeating: 0, count: writer.dimensions))
                } else {
                    try writer.append(Array(vectors.prefix(writer.dimensions)))
                    vectors = vectors.dropFirst(writer.dimensions)
                }
            }
            unusable.formUnion(failed)
            line.show(done: writer.rows, total: items)
        }
        line.finish()
        try writer.synchronize()
        return try VectorTable(contentsOf: url)
    }
}
