import Basics
import Foundation
import Testing
import Vectors

@testable import Benchmarks

@Suite struct WordsReportTests {
    private func report(items: Int = 11_556, _ browsers: (String, Double)...) -> WordsReport {
        let one = SearchBenchmark.Timing([1])
        return WordsReport(
            items: items, dimensions: 512, encoder: "vitrine-tee", reading: one, order: one, search: one,
            terminals: browsers.map { name, milliseconds in
                let answer = BrowserFigures.Answer([(milliseconds, 100)])
                return WordsReport.Browser(terminal: name, letter: answer, page: answer, pageWithPictures: answer)
            })
    }

    @Test func aPageIsPromisedWithinThirtyMilliseconds() throws {
        let report = report(("kitty", 12), ("sixel", 31))
        #expect(report.terminals.map(report.holds) == [true, false])
        let page = try #require(report.lines.first { $0.hasPrefix("last letter to page in order") })
        #expect(page.contains("12.0 ") && page.contains("31.0!") && page.hasSuffix("30"))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(JSON.text(report).utf8)) as? [String: Any])
        let limits = try #require(json["limits"] as? [[String: Any]])
        #expect(limits.map { $0["holds"] as? Bool } == [true, false] && limits.map { $0["limit"] as? Double } == [30, 30])
        #expect((json["order"] as? [String: Double])?["median"] == 1 && (json["terminals"] as? [Any])?.count == 2)
    }

    @Test func nothingIsPromisedOfMoreItems() {
        let report = report(items: 20_000, ("kitty", 100))
        #expect(report.limit == nil && report.holds(report.terminals[0]) && !report.lines.contains { $0.contains("!") })
    }
}
