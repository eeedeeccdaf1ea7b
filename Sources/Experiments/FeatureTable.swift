import Basics
import Catalog
import Console
import Encoders
import Foundation
import Pictures
import Training
import Vectors

/// What a body makes of a set's pictures, each in one version.
///
/// It is computed once and kept in the catalog's folder `features`: a table for the pictures as they are, and one for each pass of
/// random changes. A run that was stopped goes on where it was. Where the body made the catalog's vectors, those serve.
package struct FeatureTable {
    private let table: VectorTable
    /// The table's row of each place of the set.
    private let rowOf: [Int: Int]

    private init(table: VectorTable, rowOf: [Int: Int]) { (self.table, self.rowOf) = (table, rowOf) }

    /// Of the pictures as they are.
    package init(_ set: TrainingSet, body: Body, catalog: Catalog) throws {
        if try catalog.state().encoder == body.encoder.identity {
            self.init(table: try catalog.vectors(), rowOf: Dictionary(set.rows.enumerated().map { ($0.offset, $0.element) }) { first, _ in first })
        } else {
            try self.init(set, places: Array(set.rows.indices), pass: 0, body: body, catalog: catalog)
        }
    }

    /// Of the pictures to train on, each changed at random, by a seed of the pass (from 1 up) and its row.
    package init(_ set: TrainingSet, changedBy pass: Int, body: Body, catalog: Catalog) throws {
        try self.init(set, places: set.training, pass: pass, body: body, catalog: catalog)
    }

    /// Whether there is a usable row for a place: what could not be decoded is NaN.
    package func isFinite(_ place: Int) -> Bool { rowOf[place].map { table.withRow($0) { $0.allSatisfy(\.isFinite) } } ?? false }

    private init(_ set: TrainingSet, places: [Int], pass: Int, body: Body, catalog: Catalog) throws {
        let rows = places.map { set.rows[$0] }
        let key =
            ([body.reference.name, body.reference.version, body.reference.sha256 ?? "", body.reference.map ?? ""]
            + (try catalog.items(rows: rows)).flatMap { [$0.id, $0.fingerprint] }).joined(separator: "\n")
        let folder = catalog.folder.appendingPathComponent("features")
        try catalog.permissions.makeFolder(folder)
        DraftName.removeAbandoned(in: folder)
        let prefix = "\(body.reference.name)-\(pass)-"
        let name = prefix + SHA256.hex(of: key).prefix(16) + ".npy"
        let url = folder.appendingPathComponent(name)
        // Of each body and pass the last one is kept: others are of other items, or of another state of the catalog.
        for other in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        where other != name && Self.isTable(other, of: prefix) {
            try? FileManager.default.removeItem(at: folder.appendingPathComponent(other))
        }
        let dimensions = body.encoder.identity.dimensions
        // A file that is no such table is made anew.
        let known = (try? NpyFile(contentsOf: url)).flatMap { $0.dimensions == dimensions ? $0.rows : nil }
        let writer =
            try known.map { try VectorFileWriter(appendingTo: url, rows: min($0, rows.count)) }
            ?? VectorFileWriter(creating: url, dimensions: dimensions, permissions: catalog.permissions)
        if writer.rows < rows.count { try Self.fill(writer, rows: rows, pass: pass, body: body, catalog: catalog) }
        self.init(
            table: try VectorTable(contentsOf: url), rowOf: Dictionary(places.enumerated().map { ($0.element, $0.offset) }) { first, _ in first })
    }

    /// Whether a file is called as a table of a body and a pass is.
    private static func isTable(_ name: String, of prefix: String) -> Bool {
        guard name.hasPrefix(prefix), name.hasSuffix(".npy") else { return false }
        let key = name.utf8.dropFirst(prefix.utf8.count).dropLast(4)
        return key.count == 16 && key.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private static func fill(_ writer: VectorFileWriter, rows: [Int], pass: Int, body: Body, catalog: Catalog) throws {
        let first = writer.rows, side = body.encoder.preferredSide, dimensions = writer.dimensions
        var line = ProgressLine("pictures by \(sanitized(body.reference.name))" + (pass > 0 ? ", changed at random (\(pass))" : ""))
        line.show(done: first, total: rows.count)
        var last = ContinuousClock.now
        try EncodePipeline(body.encoder, workers: ProcessInfo.processInfo.activeProcessorCount).run(count: rows.count - first) { index in
            let row = rows[first + index]
            guard let item = try catalog.items(rows: row..<row + 1).first, let picture = try catalog.picture(of: item) else {
                throw PlainError("there is no picture")
            }
            let raster = try picture.decode(side: side)
            guard pass > 0 else { return raster }
            var random = SplitMix(UInt64(pass) << 32 ^ UInt64(row))
            return Augmentation(using: &random).apply(to: raster)
        } deliver: { chunk in
            let failed = Set(chunk.failures.map(\.index))
            var vectors = chunk.vectors[...]
            for index in (chunk.indices + failed).sorted() {
                if failed.contains(index) {
                    try writer.append([Float](repeating: .nan, count: dimensions))
                } else {
                    try writer.append(Array(vectors.prefix(dimensions)))
                    vectors = vectors.dropFirst(dimensions)
                }
            }
            if ContinuousClock.now - last > .seconds(2) {
                try writer.synchronize()
                last = ContinuousClock.now
            }
            line.show(done: writer.rows, total: rows.count)
        }
        line.finish()
        try writer.synchronize()
    }

    /// A row for each of some places.
    fileprivate func rows(_ places: [Int]) -> [Int] { places.map { rowOf[$0]! } }
    fileprivate var vectors: VectorTable { table }
}

extension Examples {
    /// Some of a set's items, in one version per table; the plain one comes first.
    package init(_ set: TrainingSet, places: [Int], tables: [FeatureTable]) {
        let rows = tables.map { $0.rows(places) }, files = tables.map(\.vectors)
        self.init(labels: places.map { set.labels[$0] }, dimensions: files[0].dimensions, versions: files.count) { example, version, target in
            files[version].withRow(rows[version][example]) { target.update(from: $0.baseAddress!, count: $0.count) }
        }
    }
}
