import ArgumentParser
import Basics
import Benchmarks
import Console
import Foundation

extension BenchmarkCommand {
    struct Fetch: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time visits of the example shop beside indexing the same pictures.",
            discussion: "The shop is on this machine and has no limits of rate; Python 3 runs it.")

        @Option(help: ArgumentHelp("The example shop's program.", valueName: "file")) var shop = "assets/examples/shop/shop.py"
        @Option(parsing: .unconditional, help: "Pictures that are fetched and indexed.") var pictures = 3000
        @Option(parsing: .unconditional, help: "Items that are visited again unchanged.") var revisited = 10_000
        @Option(parsing: .unconditional, help: "Items of the long feed.") var feed = 100_000
        @Option(parsing: .unconditional, help: "Rounds, of which the medians are told.") var rounds = 3
        @Flag(help: "Fetch the long feed's pictures too, which takes minutes.") var long = false
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard pictures > 0, revisited > 0, feed > 0, rounds > 0 else { throw ValidationError("numbers must be above 0.") }
        }

        func run() throws {
            let result = try FetchBenchmark.measure(
                script: URL(fileURLWithPath: shop), pictures: pictures, revisited: revisited, feed: feed, rounds: rounds, isLong: long)
            if json { return Console.print(try JSON.text(result)) }
            for line in result.lines { Console.print(line) }
        }
    }
}
