import ArgumentParser
import Basics
import Catalog
import Configuration
import Console
import Encoders
import Engine
import Foundation

struct IndexCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index",
        abstract: "Bring pictures into a catalog.",
        discussion: """
            SOURCE is a folder tree of pictures (JPEG, PNG, WebP, GIF, BMP) whose file stems become item IDs and whose \
            sub-folder names become labels, or a folder of Fashion-MNIST's IDX files. A further run encodes only what is new \
            or changed; a run that was stopped continues where it left off. A file attributes.csv in SOURCE is used unless \
            --attributes names another.

            With --deepfashion, ROOT is a tree of DeepFashion's benchmark "Category and Attribute Prediction": item IDs are the \
            pictures' paths, attributes are category, type (1 upper, 2 lower, 3 full body) and partition. Its test part is left \
            out unless --partition names it.
            """)

    @Argument(help: "A folder of pictures, or of IDX files.") var source: String?
    @Option(help: ArgumentHelp("A DeepFashion tree instead of SOURCE.", valueName: "root")) var deepfashion: String?
    @Option(help: ArgumentHelp("Which parts of a DeepFashion tree to take.", valueName: "list")) var partition = PartitionList([.train, .val])
    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var sharedOption: SharedOption
    @OptionGroup var encoderOption: EncoderOption
    @Option(help: ArgumentHelp("A CSV file: the first column is the ID, further ones are title, price, label and so on.", valueName: "file"))
    var attributes: String?
    @Option(help: ArgumentHelp("Take only the pictures with this label.", valueName: "label")) var onlyLabel: String?
    @Option(help: ArgumentHelp("Skip picture files of fewer bytes, such as placeholders.", valueName: "bytes")) var skipSmallerThan = 0
    @Flag(help: "Remove items whose pictures are gone from SOURCE.") var prune = false

    func validate() throws {
        guard (source == nil) != (deepfashion == nil) else { throw ValidationError("give either a SOURCE folder or --deepfashion ROOT.") }
        if skipSmallerThan < 0 { throw ValidationError("--skip-smaller-than takes a number of bytes, not \(skipSmallerThan).") }
    }

    func run() throws {
        let source = source ?? deepfashion!
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
        let folder = catalogOption.catalog.map { CatalogLibrary().url(meant: $0) } ?? defaultFolder(source)
        let existing = Catalog.exists(at: folder) ? try Catalog(opening: folder) : nil
        let state = try existing?.state()
        let encoder = try encoderOption.encoder(existing: state.flatMap { $0.items > 0 ? $0.encoder : nil })

        Console.note("Indexing \(sanitized(source)) into \(sanitized(folder.path)) with \(sanitized(encoder.identity.name))")
        var line = ProgressLine("pictures")
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
        guard let catalog, report.hasPictures else { throw PlainError(Self.nothing(in: source, report)) }
        UsedCatalogs.remember(folder)
        summarize(report, catalog: catalog, state: try catalog.state())
    }

    /// Why no item came of a source.
    private static func nothing(in source: String, _ report: IndexReport) -> String {
        guard let skipped = report.skipped.first else { return "\(source): there are no pictures in it" }
        return "\(source): none of its pictures can be used; \(skipped.picture): \(skipped.reason)"
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

    /// "2 IDs in the attributes have no item: 7, 8."
    private static func withoutItem(_ ids: [String]) -> String {
        let named = ids.prefix(5).map { sanitized($0) }.joined(separator: ", ") + (ids.count > 5 ? " and \(grouped(ids.count - 5)) more" : "")
        return ids.count == 1
            ? "1 ID in the attributes has no item: \(named)." : "\(grouped(ids.count)) IDs in the attributes have no item: \(named)."
    }

    private func summarize(_ report: IndexReport, catalog: Catalog, state: CatalogState) {
        var parts = ["\(grouped(report.added)) new", "\(grouped(report.changed)) changed", "\(grouped(report.unchanged)) unchanged"]
        if report.pruned > 0 { parts.append("\(grouped(report.pruned)) removed") }
        parts.append("\(grouped(report.skipped.count)) skipped")
        Console.print("\(grouped(state.items)) items in \(sanitized(catalog.folder.path)): \(parts.joined(separator: ", "))")
        if report.encoded > 0, report.seconds > 0 {
            let rate = grouped(Int(Double(report.encoded) / report.seconds))
            Console.note("Took \(fixed(report.seconds, decimals: 1)) s, \(rate) pictures a second.")
        }
        if report.gone > 0 { Console.note("\(grouped(report.gone)) items are gone from the source and stay in the catalog; --prune removes them.") }
        if !report.attributesWithoutItem.isEmpty { Console.note(Self.withoutItem(report.attributesWithoutItem)) }
        if report.sharedAttributes > 0 {
            Console.note("\(grouped(report.sharedAttributes)) rows of the attributes name several pictures; each of them has what its row says.")
        }
        if report.otherFiles > 0 { Console.note("\(grouped(report.otherFiles)) files that are not pictures were left alone.") }
        let shown = 5
        for (locator, id) in report.renamed.prefix(shown) {
            Console.note("  \(sanitized(locator)): its file name is not unique, so its ID is \(sanitized(id))")
        }
        for skipped in report.skipped.prefix(shown) { Console.note("  \(sanitized(skipped.picture)): \(sanitized(skipped.reason))") }
        if max(report.skipped.count, report.renamed.count, report.attributesWithoutItem.count) > shown {
            Console.note("All of them: \(sanitized(Indexer.reportURL(catalog).path))")
        }
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

    var defaultValueDescription: String {
        DeepFashionTree.Partition.allCases.filter(partitions.contains).map(\.rawValue).joined(separator: ",")
    }
}
