import Foundation
import TestSupport
import Testing

@Suite(.onOwnThreads) struct AnswerFormatTests {
    private let folder = try! TemporaryFolder()

    /// A table that is cut off must not pass for a whole one.
    @Test func whatCannotBeWrittenIsSaid() throws {
        let result = try Program.run(["config"], in: folder, launcher: ["/bin/sh", "-c", #"exec "$0" "$@" > /dev/full"#])
        #expect(result.status == 1 && result.errors == "Error: standard output cannot be written: No space left on device\n")
    }

    private func vitrine(_ arguments: [String]) throws -> Program.Result { try Program.run(arguments, in: folder) }

    @Test func tablesForOtherProgramsHaveALineOfNames() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let similar = ["similar", "tee-100", "--catalog", catalog, "--metric", "cosine,dot", "-k", "2"]
        let lines = try vitrine(similar + ["--format", "tsv"]).output.split(whereSeparator: \.isNewline).map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(lines.count == 5 && lines.allSatisfy { $0.count == lines[0].count })
        #expect(lines[0].prefix(6) == ["section", "place", "item", "weight", "distance", "score"])
        #expect(lines[1][0] == "cosine" && !lines[1][4].isEmpty && lines[1][5].isEmpty)
        #expect(lines[3][0] == "dot" && lines[3][4].isEmpty && !lines[3][5].isEmpty)
        #expect(try vitrine(similar + ["--format", "json"]).output.hasPrefix("{"))
        let why = try vitrine(["similar", "tee-100", "tee-101", "--catalog", catalog, "-k", "2", "--format", "csv", "--why"])
        #expect(why.output.contains(",because,") && why.output.contains("tee-100 ") && why.output.contains("%"), "\(why.output)")
        let none = try vitrine(["similar", "tee-100", "--catalog", catalog, "--where", "id = 'tee-1o1'", "--format", "csv"])
        #expect(none.status == 0 && none.errors.contains("no item has the id tee-1o1; did you mean tee-101"), "\(none.errors)")
        #expect(try vitrine(similar + ["--format", "csv", "--json"]).status == 64)

        let evaluated = try vitrine(["evaluate", "--catalog", catalog, "--by", "label", "--metric", "cosine", "-k", "3", "--format", "csv"])
        #expect(
            evaluated.output.hasPrefix("encoder,metric,mode,likes,kinds,k,precision,precision_low,precision_high,recall") || evaluated.status == 1)
    }

    @Test func whatWouldBeIgnoredIsRefused() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let similar = ["similar", "tee-100", "--catalog", catalog]
        for (arguments, status, reason) in [
            (["-k", "-3"], 64, "-k takes a number from 1 up, not -3"), (["--metric", "cosine,dot,cosine"], 64, "--metric names cosine twice"),
            (["--weight", "tee-101=2"], 1, "--weight names tee-101, which was not asked about"), (["--pass", "tee-100"], 1, "tee-100 is liked"),
        ] as [([String], Int32, String)] {
            let result = try vitrine(similar + arguments)
            #expect(result.status == status && result.errors.contains(reason), "\(result.errors)")
        }
        let random = try vitrine(["similar", "--catalog", catalog, "--seed", "3", "--json"])
        #expect(random.status == 0 && random.errors.contains("picked at random") && random.output.contains("\"random\":true"))
    }
}
