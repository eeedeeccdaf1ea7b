import ArgumentParser
import Basics
import Console
import Experiments
import Foundation
import Reports
import Taste

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure how often neighbours are of the same kind, judged by labels.",
        discussion: """
            Each item that has a value in COLUMN is searched for among the others (leave-one-out); those of the same value are \
            right. COLUMN is label, id or an attribute. Precision is the share of right ones among the first k, recall the share of \
            right ones that are found there, mAP and NDCG reward right ones that come early, similarity is the mean cosine of each \
            two results. Intervals are 95% bootstrap intervals over the queries.

            With --baskets, made-up baskets of 1, 3, 5 and 10 liked items from one, two or three kinds are turned into ghosts: \
            precision is the share of results of any of the basket's kinds; balanced is that of the kind that is served worst, \
            measured by its fair share of the k places; coverage is the share of the kinds that are found at all.

            With --words, each label is asked for as words ("sailing_boat" as "sailing boat"), by encoders that know words; then words \
            of one label are mixed with 1 and 3 liked items of another; and baskets of 3, 5 and 12 items of one label are put into words: \
            how often these name the label, or with --or an item's value in another column.

            With --explore, made-up shoppers like two or three kinds and begin with one item: how many likes it takes until each of their kinds             is liked, when they are shown what would tell most about their taste, items at random, or what is nearest to their ghost.
            """)

    @OptionGroup var catalogOption: CatalogOption
    @Option(help: ArgumentHelp("What makes items belong together: label, id or an attribute.", valueName: "column"), completion: .columns) var by:
        String
    @Option(help: ArgumentHelp("Leave neighbours out that share this column's value with the query.", valueName: "column"), completion: .columns)
    var excludeSame: String?
    @Option(
        name: .customShort("k"), parsing: .unconditional,
        help: ArgumentHelp("How many neighbours are judged; several with commas.", valueName: "list"))
    var cutoffs = CutoffList([5, 10])
    @Option(help: ArgumentHelp("The metrics to judge; dot is a score, of which the larger is nearer; several with commas.", valueName: "list"))
    var metric = MetricList.standard
    @Option(
        help: ArgumentHelp(
            "Encoders to compare over the catalog's pictures; several with commas.",
            discussion: "By default the one that made the catalog's vectors.", valueName: "list"), completion: .severalEncoders)
    var encoder: String?
    @Flag(help: "Leave out the items that one of the encoders was trained on.") var onlyValidation = false
    @Flag(help: "Also measure each named part of the vectors alone.") var parts = false
    @Flag(help: "Also measure ghosts of baskets.") var baskets = false
    @Flag(help: "Also measure what words find, and what is said in words.") var words = false
    @Flag(help: "Also measure how soon several interests are found by what is shown.") var explore = false
    @Option(help: ArgumentHelp("With --words: a column whose values count as right names too.", valueName: "column"), completion: .columns)
    var or: String?
    @Option(
        help: ArgumentHelp("Ghosts to measure; several with commas. With words: centroid and interests, unless some are named.", valueName: "list"))
    var modes = ModeList(GhostMode.allCases)
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Passed items of other kinds in each basket; the liked ones are the same with them and without.", valueName: "number"))
    var passed = 0
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Search for at most so many items, picked at random; for a tenth as many baskets and shoppers.", valueName: "number"))
    var queries = 2000
    @Option(parsing: .unconditional, help: ArgumentHelp("Picks other items and baskets.", valueName: "number")) var seed: UInt64 = 1
    @OptionGroup var formatOptions: FormatOptions

    func validate() throws {
        try metric.validate()
        if queries < 1 { throw ValidationError("--queries takes a number from 1 up, not \(queries).") }
        if passed < 0 { throw ValidationError("--passed takes a number from 0 up, not \(passed).") }
        if or != nil, !words { throw ValidationError("--or goes with --words.") }
        if let encoder, encoder.split(separator: ",").isEmpty {
            throw ValidationError("--encoder takes names with commas between them.")
        }
    }

    func run() throws {
        let evaluation = try EncoderEvaluation(
            catalogOption.openGeneration(), by: by, excludingSame: excludeSame,
            encoders: encoder?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.unique, onlyValidation: onlyValidation,
            queries: queries,
            seed: seed)
        var report = EvaluationReport(evaluation.leaveOneOut, by: by, excludingSame: excludeSame, seed: seed, trainedOn: evaluation.trainedItems)
        report.add(try evaluation.scores(parts: parts, metrics: metric.metrics, cutoffs: cutoffs.values))
        if baskets {
            report.add(try evaluation.basketScores(passed: passed, metrics: metric.metrics, modes: modes.modes, cutoffs: cutoffs.values))
        }
        if words {
            // Both ways of one ghost and of several, unless others are asked for.
            let modes = self.modes.modes == GhostMode.allCases ? [.centroid, .interests] : self.modes.modes
            let results = try evaluation.wordResults(metrics: metric.metrics, modes: modes, cutoffs: cutoffs.values, orNamedBy: or)
            report.add(results, orNamedBy: or)
        }
        if explore { report.add(try evaluation.exploreScores()) }
        evaluation.noteUnusable()
        if formatOptions.chosen.separator != nil { for line in report.trainingNotes { Console.note(line) } }
        Console.write(try report.text(as: formatOptions.chosen), to: STDOUT_FILENO)
    }
}

/// Several values of k: `5,10`.
struct CutoffList: ExpressibleByArgument {
    let values: [Int]

    init(_ values: [Int]) { self.values = values }

    init?(argument: String) {
        let values = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        guard !values.isEmpty, values.allSatisfy({ (1...1_000_000).contains($0) }) else { return nil }
        self.values = values.unique
    }

    var defaultValueDescription: String { values.map(String.init).joined(separator: ",") }
}

/// Several ghost modes: `centroid,interests`.
struct ModeList: ExpressibleByArgument {
    let modes: [GhostMode]

    init(_ modes: [GhostMode]) { self.modes = modes }

    init?(argument: String) {
        let modes = argument.split(separator: ",", omittingEmptySubsequences: false).map { GhostMode(rawValue: $0.lowercased()) }
        guard !modes.isEmpty, modes.allSatisfy({ $0 != nil }) else { return nil }
        self.modes = modes.compactMap(\.self).unique
    }

    static var defaultCompletionKind: CompletionKind { .several(GhostMode.allCases.map(\.rawValue)) }

    var defaultValueDescription: String { modes.map(\.rawValue).joined(separator: ",") }
}
