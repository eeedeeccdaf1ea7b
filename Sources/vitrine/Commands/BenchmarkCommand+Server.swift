import ArgumentParser
import Basics
import Benchmarks
import Console

extension BenchmarkCommand {
    struct Server: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time what shoppers wait for when the catalog is on a server.",
            discussion: "Likes go into a basket of their own, which is removed at the end.")

        @Option(help: ServerArgument.help) var catalog: ServerArgument
        @Option(parsing: .unconditional, help: "How many measurements of each kind.") var rounds = 50
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard rounds > 0 else { throw ValidationError("--rounds must be above 0.") }
        }

        func run() throws {
            var benchmark = ServerBenchmark(try catalog.address())
            benchmark.rounds = rounds
            let figures = try benchmark.run()
            if json { return Console.print(try JSON.text(figures)) }
            for figure in figures { Console.print(figure.line) }
        }
    }
}
