import ArgumentParser
import Basics
import Benchmarks
import Catalog
import Console
import Encoders
import Foundation
import Vectors

struct BenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark", abstract: "Measure this machine.",
        subcommands: [Search.self, Encode.self, Browser.self, Words.self, Fetch.self, Where.self, Wall.self, Server.self])

    struct Search: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time exact searches beside a plain read of the same bytes.",
            discussion: "Searches synthetic clustered vectors, or a catalog's with --catalog, for items and for 12-item baskets.")

        @Option(parsing: .unconditional, help: "How many vectors.") var items = 11_556
        @Option(parsing: .unconditional, help: "How many dimensions.") var dimensions = 512
        @Option(help: "Metrics, with commas.") var metric = MetricList.standard
        @Option(parsing: .unconditional, help: "Threads; by default one per processor.") var threads: Int?
        @Option(parsing: .unconditional, help: "Searches of each kind.") var rounds = 50
        @Option(help: ArgumentHelp("Search a catalog's vectors instead.", valueName: "dir"), completion: .catalogs) var catalog: String?
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            try metric.validate()
            guard items > 0, dimensions > 0, rounds > 0, threads ?? 1 > 0 else { throw ValidationError("numbers must be above 0.") }
        }

        func run() throws {
            var benchmark = SearchBenchmark()
            benchmark.metrics = metric.metrics
            benchmark.threads = threads
            benchmark.rounds = rounds
            let result =
                try catalog.map { try benchmark.run(Catalog(opening: CatalogLibrary().existing(meant: $0)).index()) }
                ?? benchmark.runSynthetic(items: items, dimensions: dimensions)
            if json { return Console.print(try JSON.text(result)) }
            for line in result.table { Console.print(line) }
        }
    }

    struct Encode: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time an encoder from file to vector, and its network alone, in turns.",
            discussion: "Encodes T-shirts of the sample shop, or the pictures of a folder with --pictures.")

        @OptionGroup var encoderOption: EncoderOption
        @Option(parsing: .unconditional, help: "Pictures in each round.") var count = 256
        @Option(help: ArgumentHelp("Encode a folder's pictures instead.", valueName: "folder"), completion: .directory) var pictures: String?
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard count > 0 else { throw ValidationError("--count must be above 0.") }
        }

        func run() throws {
            let encoder = try encoderOption.encoder()
            let rate = try EncodeRate.measure(encoder, pictures: count, of: pictures.map { URL(fileURLWithPath: $0) })
            Console.print(json ? try JSON.text(rate) : rate.line)
        }
    }
}
