import Encoders
import ArgumentParser
import Basics
import Catalog
import Configuration
import Console
import Foundation
import LocalEngine
import Reports
import Taste
import Vectors

struct SimilarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        abstract: "Show what is nearest to an item, or to the ghost of several, with the metrics side by side.",
        discussion: """
            Without an ITEM or a picture, one item is picked at random. The items fall into interests, and the ghost searches for \
            the mean of each one's vectors in turns, unless --mode says otherwise; the query's own items are left out of the answer.
            """)

    @Argument(help: "Item IDs.") var items: [String] = []
    @OptionGroup var catalogOption: CatalogOption
    @Option(help: ArgumentHelp("Distances to show: cosine, euclidean, manhattan, dot, hamming; several with commas.", valueName: "list"))
    var metric: MetricList?
    @Option(name: .customShort("k"), help: "How many neighbours.") var count: Int?
    @Option(help: ArgumentHelp("Add a picture from outside the catalog to the query.", valueName: "file")) var picture: [String] = []
    @Option(help: "Repeats a random pick.") var seed: UInt64?
    @OptionGroup(title: "The ghost") var ghostOptions: GhostOptions
    @Flag(help: "Include the query's own items in the results.") var includeQuery = false
    @Flag(help: "Say which liked items each neighbour owes most to.") var why = false
    @Flag(help: "Show small pictures when standard output is a terminal.") var pictures = false
    @OptionGroup var graphicsOptions: GraphicsOptions
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("-k takes a number from 1 up, not \(count).") }
    }

    func run() throws {
        let catalog = try catalogOption.openGeneration()
        let search = try NeighborSearch(catalog)
        let asked =
            items.isEmpty && picture.isEmpty ? [try randomItem(search)] : try items.unique.map { id throws(CatalogError) in try catalog.item(id: id) }
        let passed = try ghostOptions.passed.unique.map { id throws(CatalogError) in try catalog.item(id: id) }
        var liked = asked.map { Example(search.table.vector(at: $0.row), weight: ghostOptions.weight(of: $0.id), row: $0.row) }
        if !picture.isEmpty {
            let encoder = try EncoderStore.standard().encoder(of: search.encoder)
            for path in picture { liked.append(Example(try search.vector(ofPicture: path, encoder: encoder), weight: ghostOptions.weight(of: path))) }
        }
        var ghost = try ghostOptions.ghost(
            liked: liked, passed: passed.map { Example(search.table.vector(at: $0.row), row: $0.row) }, search: search)
        ghost.includesExamples = includeQuery
        var rankings = try search.rankings(
            of: ghost, metrics: MetricList.chosen(metric), count: Self.chosen(count), among: ghostOptions.allowed(search))
        if why || json { rankings = try search.explained(rankings, by: ghost) }
        let names = asked.map(\.id) + picture
        let table = try SimilarTable(rankings, search: search, liked: names, why: why)
        let interests = ghost.mode == .interests ? ghost.interests(in: search.table) : []
        if json {
            let query = SimilarReport.Query(
                items: asked.map(\.id), mode: ghost.mode.rawValue, pictures: picture.isEmpty ? nil : picture,
                passed: passed.isEmpty ? nil : passed.map(\.id), condition: ghostOptions.condition,
                interests: interests.isEmpty ? nil : interests.map { .init(medoid: names[$0.medoid], items: $0.members.map { names[$0] }) })
            Console.print(try SimilarReport(query, search: search, rankings: rankings, liked: names, table: table).json())
        } else {
            Console.print(heading(asked, search: search))
            if interests.count > 1 {
                let groups = interests.map { sanitized(names[$0.medoid]) + ($0.members.count > 1 ? " and \($0.members.count - 1) like it" : "") }
                Console.print("\(interests.count) interests, taken in turns: " + groups.joined(separator: "; "))
            }
            guard !table.isEmpty else { return Console.print(Self.nothing(ghostOptions.condition)) }
            try table.show(pictures: pictures && Console.outputIsTerminal ? graphicsOptions.format() : nil)
            if let agreement = table.agreement { Console.print("\n" + agreement) }
        }
    }

    /// What is said where no neighbour was found.
    static func nothing(_ condition: String?) -> String {
        condition == nil
            ? "There is no other item, so there is nothing to compare."
            : "No other item meets the condition, so there is nothing to compare."
    }

    /// How many neighbours were asked for, the configuration's number, or 5.
    static func chosen(_ count: Int?) throws -> Int { try count ?? UserConfiguration.settings().neighbors ?? 5 }

    private func randomItem(_ search: NeighborSearch) throws -> Item {
        var generator: any RandomNumberGenerator = seed.map { SplitMix($0) } ?? SystemRandomNumberGenerator()
        let row = Int.random(in: 0..<search.state.items, using: &generator)
        guard let item = try search.catalog.items(rows: [row]).first else { throw PlainError("the catalog changed; try again") }
        return item
    }

    private func heading(_ asked: [Item], search: NeighborSearch) -> String {
        let names = asked.prefix(4).map { sanitized($0.id) } + picture.prefix(2).map(sanitized)
        let more = asked.count + picture.count - names.count
        let query =
            asked.count + picture.count == 1 ? names[0] : "the ghost of " + names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        return
            "Nearest to \(query) among \(grouped(search.state.items)) items (\(sanitized(search.encoder.name)), \(search.encoder.dimensions) dimensions)"
    }
}
