import Basics
import Encoders
import Foundation
import GRDB
import Pictures

/// Brings a source's pictures into a catalog: finds what is new or changed, encodes it, and writes it in small commits.
public struct Indexer: Sendable {
    /// What a run may do.
    public struct Options: Sendable {
        /// Only pictures with this label.
        public var onlyLabel: String?
        /// Pictures in files of fewer bytes are skipped.
        public var skipSmallerThan = 0
        /// Removes items whose pictures are gone from the source.
        public var prune = false
        /// Ends as soon as some pictures are items: the first step of a catalog's making.
        public var isFirstStep = false
        /// Text about the items.
        public var attributes: AttributesFile?

        public init() {}
    }

    /// How far a run is.
    public struct Progress: Sendable {
        /// Pictures that were encoded or skipped.
        public let done: Int
        /// Pictures that have to be encoded.
        public let total: Int
        /// Pictures that could not be used.
        public let skipped: Int
    }

    private let catalog: Catalog
    private let identity: EncoderIdentity
    /// nil: nothing is encoded.
    private let encoder: (any Encoder)?
    private let options: Options

    public init(catalog: Catalog, encoder: any Encoder, options: Options = Options()) {
        self.catalog = catalog
        self.encoder = encoder
        self.options = options
        identity = encoder.identity
    }

    /// One that encodes nothing, and so only changes or removes what is there.
    ///
    /// - Parameter identity: the encoder that made the catalog's vectors, which need not be here.
    public init(withoutEncoding catalog: Catalog, encodedBy identity: EncoderIdentity, options: Options = Options()) {
        (self.catalog, self.identity, self.options) = (catalog, identity, options)
        encoder = nil
    }

    /// Where the names of skipped and renamed pictures of the last run stand.
    public static func reportURL(_ catalog: Catalog) -> URL { catalog.folder.appendingPathComponent("index-report.csv") }

    /// Runs to the end. What is committed when the process dies stays; the next run goes on from there.
    ///
    /// - Parameters:
    ///   - source: a folder of pictures or of IDX files.
    ///   - progress: called after each batch, on this thread.
    public func run(source path: String, progress: (Progress) -> Void = { _ in }) throws(CatalogError) -> IndexReport {
        let root = URL(fileURLWithPath: path).standardizedFileURL.path
        let isIDX = IDXSource.isSource(root)
        return try run(kind: isIDX ? .idx : .folder, path: root, progress: progress) { () throws(CatalogError) in
            isIDX ? try IDXSource.scan(root, unpackedInto: catalog.picturesFolder, permissions: catalog.permissions) : try FolderSource.scan(root)
        }
    }

    /// The same for the pictures of a DeepFashion tree.
    public func run(source tree: DeepFashionTree, progress: (Progress) -> Void = { _ in }) throws(CatalogError) -> IndexReport {
        try run(kind: .deepFashion, path: tree.pictureFolder, progress: progress) { () throws(CatalogError) in tree.scan }
    }

    private func run(
        kind: SourceRecord.Kind, path root: String, progress: (Progress) -> Void, scan: () throws(CatalogError) -> SourceScan
    ) throws(CatalogError) -> IndexReport {
        let start = ContinuousClock.now
        let lock = try WriterLock(folder: catalog.folder)
        let scan = try scan()
        let writer = try CatalogWriter(catalog, holding: lock, encoder: identity)

        let source = try catalog.write { db in try SourceRecord.ensure(db, kind: kind, path: root) }
        var report = IndexReport()
        report.skipped = scan.skipped
        report.otherFiles = scan.otherFiles
        let plan = try IndexPlan(scan.pictures, source: source, catalog: catalog, options: options, report: &report)
        try writer.update(plan.relabelled)
        if let encoder {
            for part in parts(of: plan.work) where !options.isFirstStep || report.added == 0 {
                try encode(part, by: encoder, source: source, writer: writer, report: &report, progress: progress)
            }
        }

        if options.prune {
            try writer.remove(rows: Set(plan.gone))
            report.pruned = plan.gone.count
        } else {
            report.gone = plan.gone.count
        }
        try removeStaleCopies(of: scan.pictures, isIDX: kind == .idx)
        try writer.updateCodes()
        report.skipped.sort { ExactText($0.picture) < ExactText($1.picture) }
        try report.write(to: Self.reportURL(catalog), permissions: catalog.permissions)
        report.seconds = (ContinuousClock.now - start) / .seconds(1)
        return report
    }

    /// All work at once, or for a first step a few pictures at a time, until one of them can be used.
    private func parts(of work: [IndexWork]) -> [[IndexWork]] {
        guard options.isFirstStep else { return [work] }
        return stride(from: 0, to: work.count, by: 32).map { Array(work[$0..<min($0 + 32, work.count)]) }
    }

    /// Encodes while the next pictures are being decoded, and commits about once a second.
    private func encode(
        _ work: [IndexWork], by encoder: any Encoder, source: SourceRecord, writer: CatalogWriter, report: inout IndexReport,
        progress: (Progress) -> Void
    ) throws(CatalogError) {
        let side = encoder.preferredSide
        let glances = Slots<Glance>(count: work.count)
        var pending = PendingCommit()
        var done = 0
        progress(Progress(done: 0, total: work.count, skipped: report.skipped.count))
        do {
            try EncodePipeline(encoder, workers: ProcessInfo.processInfo.activeProcessorCount).run(count: work.count) { index in
                let raster = try work[index].picture.reference.decode(side: side)
                glances.set(Glance(raster), at: index)
                return raster
            } deliver: { chunk in
                report.skipped += chunk.failures.map { SkippedPicture(picture: work[$0.index].picture.locator, reason: "\($0.error)") }
                pending.add(chunk.indices.map { (work[$0], glances.take($0)) }, vectors: chunk.vectors, dimensions: encoder.identity.dimensions)
                if pending.isDue { try pending.commit(to: writer, source: source.id, report: &report) }
                done += chunk.indices.count + chunk.failures.count
                progress(Progress(done: done, total: work.count, skipped: report.skipped.count))
            }
        } catch {
            // Vectors that there are outlive an encoder that fails; a catalog that fails takes no more.
            let failure = error as? CatalogError
            if failure == nil { try pending.commit(to: writer, source: source.id, report: &report) }
            throw failure ?? .source(path: source.path, reason: "\(error)")
        }
        try pending.commit(to: writer, source: source.id, report: &report)
    }

    /// Removes unpacked copies of IDX files that have changed since.
    private func removeStaleCopies(of pictures: [SourcePicture], isIDX: Bool) throws(CatalogError) {
        guard isIDX else { return }
        let folder = catalog.picturesFolder
        let known = try catalog.read { db in
            try String.fetchAll(db, sql: "SELECT DISTINCT fingerprint FROM item JOIN source ON source.id = item.source WHERE kind = 'idx'")
        }
        let used = Set((known + pictures.map(\.fingerprint)).map(ExactText.init))
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        where IDXSource.isCopy(name) && !used.contains(ExactText(name)) {
            unlink(folder.appendingPathComponent(name).path)
        }
    }
}

/// Encoded items that wait for the next commit.
private struct PendingCommit {
    private var added: [NewItem] = []
    private var addedVectors: [Float] = []
    private var replaced: [Replacement] = []
    private var replacedVectors: [Float] = []
    private var last = ContinuousClock.now

    /// Often enough that little is lost, seldom enough that the disk is not what one waits for.
    var isDue: Bool { ContinuousClock.now - last > .seconds(1) || addedVectors.count + replacedVectors.count > 1 << 24 }

    mutating func add(_ encoded: [(work: IndexWork, glance: Glance?)], vectors: [Float], dimensions: Int) {
        for (index, (work, glance)) in encoded.enumerated() {
            let vector = vectors[index * dimensions..<(index + 1) * dimensions]
            var item = work.item
            item.see(glance)
            if let row = work.row {
                replaced.append(Replacement(row: row, item: item))
                replacedVectors += vector
            } else {
                added.append(item)
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
