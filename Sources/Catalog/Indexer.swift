import Encoders
import Foundation
import GRDB
import Pictures

/// Brings a source's pictures into a catalog: finds what is new or changed, encodes it, and writes it in small commits.
public struct Indexer: Sendable {
    public struct Options: Sendable {
        /// Only pictures with this label.
        public var onlyLabel: String?
        /// Pictures in files of fewer bytes are skipped.
        public var skipSmallerThan = 0
        /// Removes items whose pictures are gone from the source.
        public var prune = false
        public var attributes: AttributesFile?

        public init() {}
    }

    public struct Progress: Sendable {
        public let done: Int
        public let total: Int
        public let skipped: Int
    }

    private let catalog: Catalog
    private let encoder: any Encoder
    private let options: Options

    public init(catalog: Catalog, encoder: any Encoder, options: Options = Options()) {
        self.catalog = catalog
        self.encoder = encoder
        self.options = options
    }

    /// Where the names of skipped and renamed pictures of the last run stand.
    public static func reportURL(_ catalog: Catalog) -> URL { catalog.folder.appendingPathComponent("index-report.csv") }

    /// Runs to the end. What is committed when the process dies stays; the next run goes on from there.
    ///
    /// - Parameters:
    ///   - source: a folder of pictures or of IDX files.
    ///   - progress: called after each batch, on this thread.
    public func run(source path: String, progress: (Progress) -> Void = { _ in }) throws(CatalogError) -> IndexReport {
        let start = ContinuousClock.now
        let writer = try CatalogWriter(catalog)
        let root = URL(fileURLWithPath: path).standardizedFileURL.path
        let isIDX = IDXSource.isSource(root)
        let scan = isIDX ? try IDXSource.scan(root, unpackedInto: catalog.picturesFolder) : try FolderSource.scan(root)
        try writer.begin(encoder: encoder.identity)

        let source = try catalog.write { db in try SourceRecord.ensure(db, kind: isIDX ? .idx : .folder, path: root) }
        var report = IndexReport()
        report.skipped = scan.skipped
        report.otherFiles = scan.otherFiles
        let plan = try IndexPlan(scan.pictures, source: source, catalog: catalog, options: options, report: &report)
        try writer.update(plan.relabelled)
        try encode(plan, source: source, writer: writer, report: &report, progress: progress)

        if options.prune {
            try writer.remove(rows: Set(plan.gone))
            report.pruned = plan.gone.count
        } else {
            report.gone = plan.gone.count
        }
        try removeStaleCopies(of: scan.pictures, isIDX: isIDX)
        report.skipped.sort { $0.picture < $1.picture }
        try report.write(to: Self.reportURL(catalog))
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        return report
    }

    /// Encodes while the next batch is being decoded, and commits about once a second.
    private func encode(
        _ plan: IndexPlan, source: SourceRecord, writer: CatalogWriter, report: inout IndexReport, progress: (Progress) -> Void
    ) throws(CatalogError) {
        let batches = DecodedBatches(plan.work, side: encoder.preferredSide, batchSize: max(1, encoder.batchSize))
        var pending = PendingCommit()
        var done = 0
        progress(Progress(done: 0, total: plan.work.count, skipped: report.skipped.count))
        while let batch = batches.next() {
            report.skipped += batch.skipped
            if !batch.decoded.isEmpty {
                let vectors: [Float]
                do {
                    vectors = try encoder.encode(batch.decoded.map(\.raster))
                } catch {
                    try pending.commit(to: writer, source: source.id, report: &report)
                    throw .source(path: source.path, reason: "\(error)")
                }
                pending.add(batch.decoded, vectors: vectors, dimensions: encoder.identity.dimensions)
            }
            if pending.isDue { try pending.commit(to: writer, source: source.id, report: &report) }
            done += batch.count
            progress(Progress(done: done, total: plan.work.count, skipped: report.skipped.count))
        }
        try pending.commit(to: writer, source: source.id, report: &report)
    }

    /// Removes unpacked copies of IDX files that have changed since.
    private func removeStaleCopies(of pictures: [SourcePicture], isIDX: Bool) throws(CatalogError) {
        guard isIDX else { return }
        let folder = catalog.picturesFolder
        let used = try catalog.read { db in
            try Set(String.fetchAll(db, sql: "SELECT DISTINCT fingerprint FROM item JOIN source ON source.id = item.source WHERE kind = 'idx'"))
        }.union(pictures.map(\.fingerprint))
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] where name.hasSuffix(".idx") && !used.contains(name) {
            try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
        }
    }
}

/// Encoded items that wait for the next commit.
private struct PendingCommit {
    private var added: [NewItem] = []
    private var addedVectors: [Float] = []
    private var replaced: [(row: Int, item: NewItem)] = []
    private var replacedVectors: [Float] = []
    private var last = ContinuousClock.now

    /// Often enough that little is lost, seldom enough that the disk is not what one waits for.
    var isDue: Bool { ContinuousClock.now - last > .seconds(1) || addedVectors.count + replacedVectors.count > 1 << 24 }

    mutating func add(_ decoded: [DecodedBatches.Decoded], vectors: [Float], dimensions: Int) {
        for (index, picture) in decoded.enumerated() {
            let vector = vectors[index * dimensions..<(index + 1) * dimensions]
            if let row = picture.work.row {
                replaced.append((row, picture.item))
                replacedVectors += vector
            } else {
                added.append(picture.item)
                addedVectors += vector
            }
        }
    }

    mutating func commit(to writer: CatalogWriter, source: Int64, report: inout IndexReport) throws(CatalogError) {
        try writer.append(added, vectors: addedVectors, source: source)
        try writer.replace(replaced, vectors: replacedVectors, source: source)
        report.added += added.count
        report.changed += replaced.count
        self = PendingCommit()
    }
}
