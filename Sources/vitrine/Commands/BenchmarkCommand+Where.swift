import ArgumentParser
import Basics
import Benchmarks
import Console
import Saliency

extension BenchmarkCommand {
    struct Where: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure maps of where pictures are alike, on prints whose place is known.",
            discussion: """
                T-shirts of the sample shop are compared with others of the same motif: how much of the heat lies on the print, and how fast \
                likeness goes as the hottest places are deleted, and comes as they are inserted, beside random maps. Of an encoder whose vectors \
                have parts, the first part is measured.
                """)

        @OptionGroup var encoderOption: EncoderOption
        @Option(parsing: .unconditional, help: "Prints that are looked at.") var prints = 200
        @Option(parsing: .unconditional, help: ArgumentHelp("Draws other T-shirts.", valueName: "number")) var seed: UInt64 = 1
        @Option(parsing: .unconditional, help: "Columns and rows of places that are covered.") var places = Occlusion.standard.columns
        @Option(parsing: .unconditional, help: "The side of what is covered, in places.") var reach = Occlusion.standard.reach
        @Option(help: "What places are covered with.") var cover = Occlusion.standard.cover
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard (1...10_000).contains(prints), (1...64).contains(places), reach > 0, reach <= 64 else {
                throw ValidationError("--prints takes a number from 1 to 10000, --places and --reach one of at most 64 and above 0.")
            }
        }

        func run() throws {
            let benchmark = WhereBenchmark(
                try encoderOption.encoder(), occlusion: Occlusion(columns: places, rows: places, reach: reach, cover: cover), prints: prints,
                seed: seed)
            var line = ProgressLine("prints", one: "print")
            let figures = try benchmark.run { line.show(done: $0, total: $1) }
            line.finish()
            if json { return Console.print(try JSON.text(figures)) }
            for line in figures.lines { Console.print(line) }
        }
    }
}

extension Occlusion.Cover: ExpressibleByArgument {}
