import ArgumentParser
import Basics
import Configuration
import Console
import Engine
import Foundation
import LocalEngine
import Reports
import Taste

struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "Show what is nearest to an item, or to the ghost of several, with the metrics side by side.",
        discussion: """
            Without an ITEM, a picture or words, one item is picked at random. The items fall into interests, and the ghost searches for \
            the mean of each one's vectors in turns, unless --mode says otherwise; the query's own items are left out of the answer.
            """)

    @Argument(help: "Item IDs.", completion: .items) var items: [String] = []
    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var compared: ComparedVectorsOption
    @Option(help: ArgumentHelp("The metrics to show; dot is a score, of which the larger is nearer; several with commas.", valueName: "list"))
    var metric: MetricList?
    @Option(name: .customShort("k"), parsing: .unconditional, help: "How many neighbours.") var count: Int?
    @Option(help: ArgumentHelp("Add a picture from outside the catalog to the query.", valueName: "file"), completion: .file()) var picture:
        [String] = []
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Add English words for what is wished for, alone or with items: \"cat glasses -stripes 2:navy\".",
            discussion: """
                -word, or "no word", is for less of it; 2:word counts twice. The encoder has to know words, as vitrine-tee and image-text \
                networks do.
                """,
            valueName: "text"))
    var words: [String] = []
    @Option(parsing: .unconditional, help: "Repeats a random pick.") var seed: UInt64?
    @OptionGroup(title: "The ghost") var ghostOptions: GhostOptions
    @Flag(help: "Include the query's own items in the results.") var includeQuery = false
    @Flag(help: "Say which liked items each neighbour owes most to.") var why = false
    @Flag(help: "Show small pictures when standard output is a terminal.") var pictures = false
    @OptionGroup var graphicsOptions: GraphicsOptions
    @OptionGroup var formatOptions: FormatOptions
    @OptionGroup(title: "Where pictures are alike") var whereMap: WhereMapOptions

    func validate() throws {
        try metric?.validate()
        try validateWhereMap()
        if let count, count < 1 { throw ValidationError("-k takes a number from 1 up, not \(count).") }
    }

    func run() throws {
        let engine = try catalogOption.engine(compared)
        let catalog = try engine.requiredSummary()
        if let file = whereMap.file { return try writeWhereMap(engine, to: file) }
        let caption = try UserConfiguration.settings().caption ?? .standard
        let found =
            isRandom
            ? [try randomItem(engine, of: catalog.count)] : try waitForAnswer { engine.items(knownAs: items.unique, $0) }
        let asked = found.map(\.id)
        if isRandom { Console.note("\(sanitized(asked[0])) was picked at random; name an item to ask about another.") }
        try ghostOptions.requireWeights(among: asked + picture)
        let passed = try waitForAnswer { engine.items(knownAs: ghostOptions.passed.unique, $0) }.map(\.id)
        for text in words {
            let reading = try waitForAnswer { engine.reading(of: text, encoder: nil, $0) }
            guard reading.isUnderstood else { throw PlainError(reading.complaint(about: text)) }
            for unknown in reading.unknown {
                let near = unknown.nearest.isEmpty ? "." : "; did you mean \(sanitized(unknown.nearest.joined(separator: ", ")))?"
                Console.note("\(sanitized(catalog.encoder ?? "")) does not know “\(sanitized(unknown.word))”\(near)")
            }
        }
        let wishes = words.unique.map { Basket.Entry(item: Wish.id(of: $0)) }
        let outside = try picture.map { path in try waitForAnswer { engine.externalItem(path: path, $0) }.id }
        let liked = zip(asked + outside, asked + picture).map { Basket.Entry(item: $0, weight: ghostOptions.weight(of: $1)) }
        var query = try ghostOptions.query(liked: liked + wishes, passed: passed, metrics: metric, count: count)
        query.includesExamples = includeQuery
        let paths = ExactDictionary(zip(outside, picture).map { ($0, $1) }) { first, _ in first }
        let rankings = try waitForAnswer { _ = engine.neighbors(query, $0) }.map { $0.namingLikes { paths[$0] ?? Wish.name(of: $0) ?? $0 } }
        if let condition = ghostOptions.condition, rankings.allSatisfy(\.matches.isEmpty) {
            let opened = try waitForAnswer { _ = engine.open(Listing(filter: condition), query: nil, keep: nil, $0) }
            if let hint = opened.hint { Console.note(sanitized(hint)) }
        }
        if let separator = formatOptions.chosen.separator {
            let content = ExportContent(basket: Basket(), rankings: rankings, items: [])
            return Console.write(CSVExport.text(content, separator: separator, why: why), to: STDOUT_FILENO)
        }
        if formatOptions.chosen == .json {
            let asked = SimilarReport.Query(
                items: asked, isRandom: isRandom, pictures: picture, words: words, passed: passed, mode: query.taste.mode,
                condition: ghostOptions.condition)
            return Console.print(try SimilarReport(asked, rankings: rankings, catalog: catalog).json())
        }
        let names = ExactDictionary(found.map { ($0.id, caption.name(of: $0)) }) { first, _ in first }
        let named = rankings.map { $0.namingLikes { names[$0] ?? $0 } }
        Console.print(
            SimilarHeading.text(
                items: found.map(caption.fullName) + wishes.compactMap { Wish.name(of: $0.item) }, pictures: picture, catalog: catalog))
        if let about = named.first.flatMap(SimilarHeading.about) { Console.print(about) }
        if let interests = named.first.flatMap({ SimilarHeading.interests($0.interests) }) { Console.print(interests) }
        let table = SimilarTable(named, engine: engine, caption: caption, why: why)
        guard !table.isEmpty else { return Console.print(SimilarHeading.nothing(condition: ghostOptions.condition)) }
        try table.show(pictures: pictures && Console.outputIsTerminal ? graphicsOptions.format() : nil)
        if let agreement = table.agreement { Console.print("\n" + agreement) }
    }

    /// Whether an item is picked because nothing was asked for.
    private var isRandom: Bool { items.isEmpty && picture.isEmpty && words.isEmpty }

    private func randomItem(_ engine: LocalEngine, of count: Int) throws -> ItemSummary {
        var generator: any RandomNumberGenerator = seed.map { SplitMix($0) } ?? SystemRandomNumberGenerator()
        let position = Int.random(in: 0..<count, using: &generator)
        let page = try waitForAnswer { _ = engine.items(at: position..<position + 1, $0) }
        guard let item = page.items.first else { throw PlainError("the catalog changed; try again") }
        return item
    }
}
