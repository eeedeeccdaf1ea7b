import Basics
import Encoders
import Foundation
import GRDB
import Pictures
import Vectors

/// Encodes all items of a catalog by a further encoder, beside the vectors that it has.
///
/// Whoever is killed loses about a second's work; the next run goes on from there. Items that came, changed or moved since are put right.
/// Vectors by another version of the encoder that made the catalog's own take their place once all items have one; the earlier ones stay
/// as further ones.
public struct FurtherEncoding: Sendable {
    /// What a run did.
    public struct Report: Sendable {
        /// Items that were encoded.
        public var encoded = 0
        /// Items that have no vector, with the reason.
        public var skipped: [SkippedPicture] = []
        /// Whether the vectors have become the catalog's own.
        public var isOwn = false
    }

    private let catalog: Catalog
    private let encoder: any Encoder

    public init(_ catalog: Catalog, by encoder: any Encoder) { (self.catalog, self.encoder) = (catalog.withOwnVectors, encoder) }

    /// Runs to the end.
    ///
    /// - Parameter progress: called after each batch, on this thread.
    /// - Throws: `CatalogError.noVectors` for a catalog without items; `.busy`; `.source` when the encoder fails.
    public func run(progress: (Indexer.Progress) -> Void = { _ in }) throws(CatalogError) -> Report {
        let lock = try WriterLock(folder: catalog.folder)
        guard let own = try catalog.state().encoder, try catalog.state().items > 0 else { throw .noVectors(path: catalog.folder.path) }
        var report = Report()
        guard own != encoder.identity else { return report }
        // Puts back what a writer that died has left half done.
        let writer = try CatalogWriter(catalog, holding: lock, encoder: own)
        defer { withExtendedLifetime(writer) {} }
        let table = try EncodingWriter(catalog, encoder.identity)
        do { try fill(table, &report, progress) } catch {
            // What there is outlives an encoder that fails.
            if !(error is CatalogError) { try? table.synchronize() }
            throw error as? CatalogError ?? .source(path: catalog.folder.path, reason: "\(error)")
        }
        if own.name == encoder.identity.name, report.skipped.isEmpty {
            try table.makeOwn()
            report.isOwn = true
        }
        return report
    }

    private func fill(_ table: EncodingWriter, _ report: inout Report, _ progress: (Indexer.Progress) -> Void) throws {
        let rows = table.missing, side = encoder.preferredSide, dimensions = encoder.identity.dimensions
        var last = ContinuousClock.now
        progress(Indexer.Progress(done: 0, total: rows.count, skipped: 0))
        try EncodePipeline(encoder, workers: ProcessInfo.processInfo.activeProcessorCount).run(count: rows.count) { [catalog] index in
            guard let item = try catalog.items(rows: [rows[index]]).first, let picture = try catalog.picture(of: item) else { throw NoPicture() }
            return try picture.decode(side: side)
        } deliver: { chunk in
            for (index, position) in chunk.indices.enumerated() {
                try table.set(Array(chunk.vectors[index * dimensions..<(index + 1) * dimensions]), at: rows[position])
            }
            report.encoded += chunk.indices.count
            for failure in chunk.failures {
                let id = try catalog.items(rows: [rows[failure.index]]).first?.id ?? ""
                report.skipped.append(SkippedPicture(picture: id, reason: "\(failure.error)"))
            }
            if ContinuousClock.now - last > .seconds(1) {
                try table.synchronize()
                last = .now
            }
            progress(Indexer.Progress(done: report.encoded + report.skipped.count, total: rows.count, skipped: report.skipped.count))
        }
        try table.finish()
    }

    private struct NoPicture: Error, CustomStringConvertible { var description: String { "it has no picture" } }
}
