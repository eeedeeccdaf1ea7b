import ArgumentParser
import Basics
import Catalog
import Configuration
import Console
import Encoders
import Foundation
import Reports

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Bring pictures into a catalog.",
        discussion: """
            SOURCE is a folder tree of pictures (JPEG, PNG, WebP, GIF, BMP) whose file stems become item IDs and whose \
            sub-folder names become labels, or a folder of Fashion-MNIST's IDX files. A further run encodes only what is new \
            or changed; a run that was stopped continues where it left off. A file attributes.csv in SOURCE is used unless \
            --attributes names another.

            An --encoder other than the catalog's own adds its vectors of all items to those there are, and every further run adds those \
            of new items. Without a SOURCE, nothing else is done.

            With --deepfashion, ROOT is a tree of DeepFashion's benchmark "Category and Attribute Prediction": item IDs are the \
            pictures' paths, attributes are category, type (1 upper, 2 lower, 3 full body) and partition. Its test part is left \
            out unless --partition names it.
            """)

    @Argument(help: "A folder of pictures, or of IDX files.", completion: .directory) var source: String?
    @Option(help: ArgumentHelp("A DeepFashion tree instead of SOURCE.", valueName: "root"), completion: .directory) var deepfashion: String?
    @Option(help: ArgumentHelp("Which parts of a DeepFashion tree to take.", valueName: "list")) var partition = PartitionList([.train, .val])
    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var sharedOption: SharedOption
    @OptionGroup var encoderOption: EncoderOption
    @Option(
        help: ArgumentHelp("A CSV file: the first column is the ID, further ones are title, price, label and so on.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var attributes: String?
    @Option(help: ArgumentHelp("Take only the pictures with this label.", valueName: "label")) var onlyLabel: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("Skip picture files of fewer bytes, such as placeholders.", valueName: "bytes"))
    var skipSmallerThan = 0
    @Flag(help: "Remove items whose pictures are gone from SOURCE.") var prune = false

    func validate() throws {
        guard source == nil || deepfashion == nil else { throw ValidationError("give either a SOURCE folder or --deepfashion ROOT.") }
        if source == nil, deepfashion == nil, encoderOption.name == nil, catalogOption.catalog == nil {
            throw ValidationError("give a SOURCE folder or --deepfashion ROOT; without one, an --encoder for the items that are there.")
        }
        if skipSmallerThan < 0 { throw ValidationError("--skip-smaller-than takes a number of bytes, not \(skipSmallerThan).") }
    }

    func run() throws {
        guard let source = source ?? deepfashion else { return try encodeItems() }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: source, isDirectory: &isDirectory) else { throw PlainError("there is nothing at \(source)") }
        guard isDirectory.boolValue else { throw PlainError("\(source) is not a folder; give the folder that holds the pictures") }

        var options = Indexer.Options()
        options.onlyLabel = onlyLabel
        options.skipSmallerThan = skipSmallerThan
        options.prune = prune
        options.attributes = try attributesPath(source).map { path throws(CatalogError) in try AttributesFile(path: path) }
        // Read before anything is made, for these trees can be wrong in many ways.
        let tree = try deepfashion.map { root throws(CatalogError) in try DeepFashionTree(root, partitions: partition.partitions) }
        if let server = try catalogOption.askedServer {
            return try OpenedCatalog.changing(server) { try index(source, tree, options, into: $0.folder, $0, named: "the server") }
        }
        let folder = catalogOption.catalog.map { CatalogLibrary().url(meant: $0) } ?? defaultFolder(source)
        let existing = Catalog.exists(at: folder) ? try Catalog(opening: folder) : nil
        try index(source, tree, options, into: folder, existing, named: sanitized(folder.path))
        UsedCatalogs.remember(folder)
    }

    /// - Parameters:
    ///   - existing: the catalog of the folder; nil: it is made.
    ///   - place: what that is called.
    private func index(
        _ source: String, _ tree: DeepFashionTree?, _ options: Indexer.Options, into folder: URL, _ existing: Catalog?, named place: String
    ) throws {
        var options = options
        let encoders = try CatalogEncoders(encoderOption, for: existing), encoder = try encoders.own
        if let existing, let made = try existing.state().encoder, made != encoder.identity {
            if prune { try self.prune(existing, encodedBy: made, source: source, tree: tree) }
            try encoders.bringOwnUpToDate(existing)
        }

        Console.note("Indexing \(sanitized(source)) into \(place) with \(sanitized(encoder.identity.name))")
        var line = ProgressLine("pictures", one: "picture", isLong: true)
        defer { line.finish() }
        func index(_ catalog: Catalog) throws -> IndexReport {
            let indexer = Indexer(catalog: catalog, encoder: encoder, options: options)
            let show = { (progress: Indexer.Progress) in line.show(done: progress.done, total: progress.total, skipped: progress.skipped) }
            return if let tree { try indexer.run(source: tree, progress: show) } else { try indexer.run(source: source, progress: show) }
        }
        var first = IndexReport()
        let catalog =
            try existing
            ?? Catalog.make(at: folder, permissions: sharedOption.permissions) { catalog in
                options.isFirstStep = true
                first = try index(catalog)
            }
        options.isFirstStep = false
        let report = try catalog.map { try index($0).after(first) } ?? first
        line.finish()
        guard let catalog, report.hasPictures else { throw PlainError(IndexSummary.nothing(in: source, report)) }
        let summary = IndexSummary(report, items: try catalog.state().items, catalog: catalog, place: place)
        Console.print(summary.line)
        for note in summary.notes { Console.note(note) }
        try encoders.bringFurtherUpToDate(catalog)
    }

    /// Encodes the items that are there.
    private func encodeItems() throws {
        try catalogOption.changing { catalog in
            guard try catalog.state().items > 0 else { throw CatalogError.noVectors(path: catalog.folder.path) }
            let encoders = try CatalogEncoders(encoderOption, for: catalog)
            try encoders.bringOwnUpToDate(catalog)
            try encoders.bringFurtherUpToDate(catalog)
            let list = EncodingList(try catalog.encodings(), items: try catalog.state().items)
            for line in list.lines { Console.print(line) }
        }
    }

    /// Removes what is gone from the source, which need not be encoded anew then.
    private func prune(_ catalog: Catalog, encodedBy identity: EncoderIdentity, source: String, tree: DeepFashionTree?) throws {
        var options = Indexer.Options()
        options.prune = true
        let indexer = Indexer(withoutEncoding: catalog, encodedBy: identity, options: options)
        _ = if let tree { try indexer.run(source: tree) } else { try indexer.run(source: source) }
    }

    private func attributesPath(_ source: String) -> String? {
        if let attributes { return attributes }
        let standard = source + "/attributes.csv"
        return FileManager.default.fileExists(atPath: standard) ? standard : nil
    }

    /// A catalog named after the source, where no directory was asked for.
    private func defaultFolder(_ source: String) -> URL {
        if let folder = ProcessInfo.processInfo.environment["VITRINE_CATALOG"], !folder.isEmpty { return URL(fileURLWithPath: folder) }
        let name = URL(fileURLWithPath: source).standardizedFileURL.lastPathComponent
        return CatalogLibrary().url(named: name == "/" ? "root" : name)
    }
}

/// Parts of a DeepFashion tree: `train,val`.
struct PartitionList: ExpressibleByArgument {
    let partitions: Set<DeepFashionTree.Partition>

    init(_ partitions: Set<DeepFashionTree.Partition>) { self.partitions = partitions }

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { DeepFashionTree.Partition(rawValue: String($0)) }
        guard !parts.isEmpty, parts.allSatisfy({ $0 != nil }) else { return nil }
        partitions = Set(parts.compactMap(\.self))
    }

    static var defaultCompletionKind: CompletionKind { .several(DeepFashionTree.Partition.allCases.map(\.rawValue)) }

    var defaultValueDescription: String {
        DeepFashionTree.Partition.allCases.filter(partitions.contains).map(\.rawValue).joined(separator: ",")
    }
}
