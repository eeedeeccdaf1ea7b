import ArgumentParser
import Basics
import Catalog
import Console
import Encoders
import Foundation
import LocalEngine
import Pictures
import SampleShop
import Vectors

struct BenchmarkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark", abstract: "Measure this machine.", subcommands: [Search.self, Encode.self, Browser.self])

    struct Search: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time exact searches beside a plain read of the same bytes.",
            discussion: "Searches synthetic clustered vectors, or a catalog's with --catalog, for items and for 12-item baskets.")

        @Option(help: "How many vectors.") var items = 11_556
        @Option(help: "How many dimensions.") var dimensions = 512
        @Option(help: "Metrics, with commas.") var metric = MetricList.standard
        @Option(help: "Threads; by default one per processor.") var threads: Int?
        @Option(help: "Searches of each kind.") var rounds = 50
        @Option(help: ArgumentHelp("Search a catalog's vectors instead.", valueName: "dir")) var catalog: String?
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard items > 0, dimensions > 0, rounds > 0, threads ?? 1 > 0 else { throw ValidationError("numbers must be above 0.") }
        }

        func run() throws {
            var benchmark = SearchBenchmark()
            benchmark.metrics = metric.metrics
            benchmark.threads = threads
            benchmark.rounds = rounds
            if let catalog {
                return try report(benchmark.run(Catalog(opening: URL(fileURLWithPath: catalog)).index()))
            }
            let draft = try DraftFolder.temporary("benchmark"), folder = draft.folder
            defer { withExtendedLifetime(draft) {} }
            let url = folder.appendingPathComponent("vectors.npy")
            Console.note("Making \(grouped(items)) vectors of \(dimensions) dimensions")
            try SyntheticVectors(rows: items, dimensions: dimensions).write(to: url)
            let table = try VectorTable(contentsOf: url)
            let codes = try CompactCodes.update(at: folder.appendingPathComponent("vectors.codes"), for: table)
            try report(benchmark.run(VectorIndex(table, codes: codes)))
        }

        private func report(_ result: SearchBenchmark.Result) throws {
            if json { return Console.print(try JSON.text(result)) }
            Console.print(
                "\(grouped(result.rows)) x \(result.dimensions), \(result.metrics.map(\.rawValue).joined(separator: ", ")), k \(result.count), \(result.threads) threads"
            )
            Console.print("plain read of the table: \(fixed(result.plainRead.median, decimals: 2)) ms")
            Console.print("query    path        median       p99   rows read   MB read   against a plain read")
            for line in result.lines {
                Console.print(
                    padded(line.query, to: 9) + padded(line.path, to: 8)
                        + paddedHead(fixed(line.milliseconds.median, decimals: 2) + " ms", to: 10)
                        + paddedHead(fixed(line.milliseconds.p99, decimals: 2) + " ms", to: 10)
                        + paddedHead(grouped(Int(line.rowsRead)), to: 12) + paddedHead(fixed(line.bytesRead / 1e6, decimals: 1), to: 10)
                        + paddedHead(fixed(line.ratioToPlainRead, decimals: 2), to: 12))
            }
        }
    }

    struct Encode: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Time an encoder from file to vector, and its network alone, in turns.",
            discussion: "Encodes T-shirts of the sample shop, or the pictures of a folder with --pictures.")

        @OptionGroup var encoderOption: EncoderOption
        @Option(help: "Pictures in each round.") var count = 256
        @Option(help: ArgumentHelp("Encode a folder's pictures instead.", valueName: "folder")) var pictures: String?
        @Flag(help: "Print JSON.") var json = false

        func validate() throws {
            guard count > 0 else { throw ValidationError("--count must be above 0.") }
        }

        func run() throws {
            let encoder = try encoderOption.encoder()
            let draft = try DraftFolder.temporary("benchmark")
            defer { withExtendedLifetime(draft) {} }
            let folder = pictures.map { URL(fileURLWithPath: $0) } ?? draft.folder
            if pictures == nil { try SampleShop(items: min(count, 256), seed: 1).draw(into: folder) }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in
                ["jpg", "jpeg", "png", "webp", "gif", "bmp"].contains((name as NSString).pathExtension.lowercased())
            }.sorted().map { folder.path + "/" + $0 }
            guard !files.isEmpty else { throw PlainError("\(folder.path): there are no pictures in it") }
            let side = encoder.preferredSide
            let rate = try EncodeRate.measure(encoder, pictures: count) { try PictureDecoder.decode(file: files[$0 % files.count], side: side) }
            if json { return Console.print(try JSON.text(rate)) }
            Console.print(
                "\(sanitized(rate.encoder.name)): \(fixed(rate.endToEnd, decimals: 1)) pictures a second from file to vector, \(fixed(rate.alone, decimals: 1)) by the network alone (\(Int((rate.efficiency * 100).rounded()))%)"
            )
        }
    }
}
