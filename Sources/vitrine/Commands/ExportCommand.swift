import ArgumentParser
import Basics
import BrowserApp
import Catalog
import Configuration
import Console
import Engine
import Foundation
import LocalEngine
import Reports
import Taste

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a basket or a comparison as CSV, JSON or one HTML page with its pictures.",
        discussion: """
            Writes the current basket; with --compare also what is nearest to its ghost, a list for each metric. --item compares for \
            items instead of a basket. FILE's extension says how to write, or --format. A file that is there already is left alone \
            unless --force is given.

            With --deepfashion, writes the whole catalog instead, as a folder in the layout of the DeepFashion benchmark.
            """)

    @Argument(help: "The file to write, or - for standard output.", completion: .file()) var file = "-"
    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var compared: ComparedVectorsOption
    @Option(help: ArgumentHelp("The basket, by its name; otherwise the current one.", valueName: "name"), completion: .baskets) var basket: String?
    @Option(
        name: .customLong("item"), help: ArgumentHelp("Compare for this item instead of a basket; may be repeated.", valueName: "item"),
        completion: .items)
    var items: [String] = []
    @Flag(help: "Add what is nearest under each metric; --item, --metric and -k imply it.") var compare = false
    @Option(help: ArgumentHelp("The metrics to compare; several with commas.", valueName: "list")) var metric: MetricList?
    @Option(name: .customShort("k"), parsing: .unconditional, help: "How many neighbours under each metric.") var count: Int?
    @OptionGroup(title: "The ghost") var ghostOptions: GhostOptions
    @Option(help: "How to write.") var format: ExportFormat?
    @Flag(help: "Replace a file that already exists.") var force = false
    @Flag(
        help: ArgumentHelp(
            "Write CSV's cells as they are.",
            discussion: """
                Otherwise text that a spreadsheet would run as a formula gets an apostrophe before it, which vitrine takes off again when it \
                reads the file, and control characters are replaced.
                """))
    var raw = false
    @OptionGroup(title: "A DeepFashion tree") var deepFashion: DeepFashionOptions

    func validate() throws {
        try metric?.validate()
        if let count, count < 1 { throw ValidationError("-k takes a number from 1 up, not \(count).") }
        if basket != nil, !items.isEmpty { throw ValidationError("Either --basket or --item, not both.") }
        if file == "-", format == nil, deepFashion.root == nil {
            throw ValidationError("Name a FILE such as tees.html, or a --format for standard output.")
        }
    }

    func run() throws {
        let engine = try catalogOption.engine(compared)
        if let root = deepFashion.root { return try DeepFashionExport.write(engine.catalog, to: HomeFolder.url(root), by: deepFashion.by) }
        try ghostOptions.requireWeights(among: items)
        let file = self.file == "-" ? nil : HomeFolder.url(self.file)
        let format = try self.format ?? ExportFormat(path: self.file)
        let exported = try items.isEmpty ? storedBasket(engine) : itemBasket(engine)
        // A condition on what there is not is a mistake even where nothing is compared.
        if let condition = ghostOptions.condition {
            _ = try waitForAnswer { _ = engine.open(Listing(filter: condition), query: nil, keep: nil, $0) }
        }
        let isCompared = compare || !items.isEmpty || metric != nil || count != nil
        let rankings = isCompared && !exported.liked.isEmpty ? try rankings(for: exported, engine) : []
        let isEmpty = !rankings.isEmpty && rankings.allSatisfy(\.matches.isEmpty)
        if isEmpty { Console.note(SimilarHeading.nothing(condition: ghostOptions.condition)) }
        let items = try waitForAnswer { engine.items(ids: exported.entries.map(\.item), $0) }
        let content = ExportContent(
            basket: exported, rankings: rankings, items: items, caption: try UserConfiguration.settings().caption ?? .standard)
        try PictureOrigins.note(engine.catalog) { origins in
            for path in content.sections.flatMap(\.entries).compactMap(\.item.path) { origins.add(path: path) }
        }
        let bytes = try format.bytes(content, cells: raw ? .raw : .safe, picture: engine.jpeg)
        guard let file else { return print(bytes) }
        try writeReport(bytes, to: file, replacing: force, way: "--force replaces it")
        let neighbors = rankings.isEmpty || isEmpty ? "" : ", with neighbours by \(rankings.map(\.metric.rawValue).joined(separator: ", "))"
        let wishes = items.count { $0.words != nil }, others = exported.entries.count - wishes
        let counts = [wishes == 0 || others > 0 ? counted(others, "item") : nil, wishes > 0 ? counted(wishes, "wish", "wishes") : nil]
        Console.note(
            "\(sanitized(exported.name)): \(counts.compactMap(\.self).joined(separator: " and ")) in \(sanitized(file.path))\(neighbors)")
    }

    private func storedBasket(_ engine: LocalEngine) throws -> Basket {
        for line in try linesOnUnreadable(engine) { Console.note(line) }
        let book = try engine.storedBaskets()
        guard let basket else { return book.basket }
        guard let found = book.baskets.first(where: { $0.name.isExactly(basket) }) else {
            throw PlainError("there is no basket called \(basket); there are \(book.baskets.map(\.name).joined(separator: ", "))")
        }
        return found
    }

    private func itemBasket(_ engine: LocalEngine) throws -> Basket {
        let ids = try waitForAnswer { engine.items(knownAs: items.unique, $0) }.map(\.id)
        let liked = ids.map { Basket.Entry(item: $0, weight: ghostOptions.weight(of: $0)) }
        return Basket(name: "Nearest to " + ids.joined(separator: ", "), entries: liked)
    }

    private func rankings(for basket: Basket, _ engine: LocalEngine) throws -> [Ranking] {
        _ = try engine.requiredSummary()
        let passed = try waitForAnswer { engine.items(knownAs: ghostOptions.passed.unique, $0) }.map(\.id)
        let query = try ghostOptions.query(liked: basket.liked, passed: basket.passed.map(\.item) + passed, metrics: metric, count: count)
        return try waitForAnswer { _ = engine.neighbors(query, $0) }
    }

    /// Bytes as they are, but for a terminal, which names of items must not steer.
    private func print(_ bytes: Data) {
        guard Console.outputIsTerminal else { return Console.write(Array(bytes), to: STDOUT_FILENO) }
        for line in String(decoding: bytes, as: UTF8.self).exactLines {
            Console.print(sanitized(line))
        }
    }
}
