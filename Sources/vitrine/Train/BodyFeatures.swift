import Browser
import Catalog
import Encoders
import Foundation
import Pictures
import Training
import Vectors

/// What a body makes of a catalog's pictures, computed once and kept in the catalog's folder `features`: a table for the pictures as
/// they are, and one for each pass of random changes. A run that was stopped goes on where it was.
struct BodyFeatures {
    /// One row per place that was asked for; what could not be decoded or is not finite is NaN.
    let table: VectorTable

    /// - Parameters:
    ///   - places: which of the set's items, ascending.
    ///   - pass: 0 for the pictures as they are; others are changed by a seed of the pass and the row.
    init(_ set: TrainingSet, places: [Int], pass: Int, body: Body, catalog: Catalog) throws {
        let rows = places.map { set.rows[$0] }
        let generation = try catalog.state().generation
        let key =
            ([body.reference.name, body.reference.version, body.reference.sha256 ?? "", body.reference.map ?? "", "\(generation)"]
            + rows.map(String.init)).joined(separator: "\n")
        let folder = catalog.folder.appendingPathComponent("features")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let prefix = "\(body.reference.name)-\(pass)-"
        let name = prefix + SHA256.hex(of: key).prefix(16) + ".npy"
        let url = folder.appendingPathComponent(name)
        // Of each body and pass the last one is kept: others are of other items, or of another state of the catalog.
        for other in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] where other.hasPrefix(prefix) && other != name {
            try? FileManager.default.removeItem(at: folder.appendingPathComponent(other))
        }
        let dimensions = body.encoder.identity.dimensions
        // A file that is no such table is made anew.
        let known = (try? NpyFile(contentsOf: url)).flatMap { $0.dimensions == dimensions ? $0.rows : nil }
        let writer =
            try known.map { try VectorFileWriter(appendingTo: url, rows: min($0, rows.count)) }
            ?? VectorFileWriter(creating: url, dimensions: dimensions)
        if writer.rows < rows.count { try Self.fill(writer, rows: rows, pass: pass, body: body, catalog: catalog) }
        table = try VectorTable(contentsOf: url)
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

    /// The rows of the table that cannot be used.
    var unusable: [Int] { (0..<table.rows).filter { row in !table.withRow(row) { $0.allSatisfy(\.isFinite) } } }
}

extension Examples {
    /// Examples whose features lie in tables: one per version, each with a row for every place of the set.
    ///
    /// - Parameters:
    ///   - places: which items of the set, in the examples' order.
    ///   - tables: the plain one first; `rowOf` maps a place of the set to the row of each.
    init(_ set: TrainingSet, places: [Int], tables: [(table: VectorTable, rowOf: [Int: Int])]) {
        let rows = tables.map { entry in places.map { entry.rowOf[$0]! } }
        let files = tables.map(\.table)
        self.init(labels: places.map { set.labels[$0] }, dimensions: files[0].dimensions, versions: files.count) { example, version, target in
            files[version].withRow(rows[version][example]) { target.update(from: $0.baseAddress!, count: $0.count) }
        }
    }
}
