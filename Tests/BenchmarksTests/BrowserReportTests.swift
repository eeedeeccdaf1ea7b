import Basics
import Foundation
import Testing
import Vectors

@testable import Benchmarks

@Suite struct BrowserReportTests {
    /// Everything took so many milliseconds and bytes.
    private func figures(_ terminal: String, milliseconds: Double = 1, bytes: Int = 100) -> BrowserFigures {
        let answer = BrowserFigures.Answer([(milliseconds, bytes)])
        return BrowserFigures(
            terminal: terminal, start: SearchBenchmark.Timing([milliseconds]), cursorMove: answer, warmPage: answer, coldPage: answer, like: answer,
            likeWithPictures: answer, privateMemory: 1 << 20)
    }

    private func part(_ figures: BrowserFigures..., items: Int = 1000, dimensions: Int = 64) -> BrowserReport.Part {
        BrowserReport.Part(catalog: "tees", items: items, dimensions: dimensions, terminals: figures)
    }

    @Test func anAnswerIsTheMedianOfItsSamples() {
        let answer = BrowserFigures.Answer([(9, 10), (1, 30), (2, 20)])
        #expect(answer.milliseconds.median == 2 && answer.bytes == 20 && answer.samples == 3)
    }

    @Test func whatIsFastEnoughHasNoFailures() { #expect(part(figures("kitty"), figures("none")).failures == []) }

    @Test func mapsArePromisedWhereTheyWereMeasured() {
        #expect(!part(figures("kitty")).measures.contains { $0.name.hasPrefix("where alike") })
        var slow = figures("kitty")
        slow.tint = BrowserFigures.Answer([(300, 100)])
        #expect(part(slow).failures == ["where alike, median ms in kitty: 300.0, the limit is 250"])
    }

    @Test func actionsOfOneScreenHaveLinesAndLimits() {
        var slow = figures("kitty")
        slow.actions = [.init("tick", limit: 50, [(60, 100)]), .init("leaf", [(70, 100)])]
        #expect(part(slow).failures == ["tick, median ms in kitty: 60.0, the limit is 50"])
        let names = part(slow, figures("none")).measures.map(\.name)
        #expect(
            names.filter { $0.hasPrefix("tick") || $0.hasPrefix("leaf") }
                == ["tick, median ms", "tick, p99 ms", "leaf, median ms", "leaf, p99 ms"])
        // Where it was not measured nothing is over the limit.
        #expect(part(figures("none"), slow).failures.count == 1)
    }

    @Test func eachTerminalHasItsLimits() {
        let failures = part(figures("sixel", milliseconds: 20), figures("none", milliseconds: 20)).failures
        #expect(failures.filter { $0.hasPrefix("warm page, p99 ms") } == ["warm page, p99 ms in none: 20.0, the limit is 16"])
        #expect(failures.filter { $0.hasPrefix("cursor move, p99 ms") }.count == 2)
        let slow = part(figures("kitty", milliseconds: 100), figures("none", milliseconds: 100)).failures
        #expect(slow.filter { $0.hasPrefix("cold page") } == ["cold page, median ms in none: 100.0, the limit is 80"])
        #expect(part(figures("none", bytes: 4000)).failures == ["cursor move, bytes in none: 4,000, the limit is 2048"])
    }

    @Test(arguments: [(11_556, 4096, 16), (289_222, 512, 33), (289_222, 4096, nil)] as [(Int, Int, Double?)])
    func likesArePromisedForTheCatalogsThatWereMeasured(items: Int, dimensions: Int, limit: Double?) throws {
        let measures = part(items: items, dimensions: dimensions).measures
        let like = try #require(measures.first { $0.name == "like to neighbours, median ms" })
        #expect(like.limit(figures("none")) == limit)
    }

    @Test func theReportSaysWhatHolds() throws {
        let report = BrowserReport(parts: [part(figures("kitty"), figures("none", milliseconds: 150))])
        let json = try #require(try JSONSerialization.jsonObject(with: Data(JSON.text(report).utf8)) as? [String: Any])
        let catalog = try #require((json["catalogs"] as? [[String: Any]])?.first)
        #expect(catalog["catalog"] as? String == "tees" && catalog["items"] as? Int == 1000)
        let limits = try #require(catalog["limits"] as? [[String: Any]])
        let starts = limits.filter { $0["measure"] as? String == "start to first page, ms" }
        #expect(starts.map { $0["holds"] as? Bool } == [true, true])
        let moves = limits.filter { $0["measure"] as? String == "cursor move, p99 ms" }
        #expect(moves.map { $0["terminal"] as? String } == ["kitty", "none"] && moves.map { $0["holds"] as? Bool } == [true, false])
    }
}
