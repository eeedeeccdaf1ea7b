import Engine
import Foundation
import Reports
import Taste
import Testing
import Vectors

@Suite struct ExportTests {
    private let hostile = "<b>\"&'\u{301}</b>\u{1B}[2J"

    private func content(compared: Bool = true) -> ExportContent {
        var basket = Basket(name: "gifts", entries: [.init(item: "a", weight: 2), .init(item: "gone"), .init(item: "b", opinion: .passed)])
        basket.name = "gifts"
        let known = [
            ItemSummary(id: "a", picture: nil, title: hostile, attributes: [Attribute("price", "=1+1")], url: "javascript:alert(1)"),
            ItemSummary(id: "b", picture: nil, url: "https://shop.example/b"),
        ]
        let rankings = [Metric.cosine, .manhattan].map { Ranking(metric: $0, matches: [Match(item: known[1], distance: 0.25)], milliseconds: 1) }
        return ExportContent(basket: basket, rankings: compared ? rankings : [], items: known)
    }

    @Test func aPageRunsNothing() {
        let page = HTMLExport.text(content()) { _ in nil }
        #expect(!page.unicodeScalars.contains("\u{1B}"))
        #expect(!page.contains("<b>") && !page.contains("javascript:"))
        #expect(page.contains("&lt;b&gt;") && page.contains("href=\"https://shop.example/b\""))
    }

    @Test func aPageHasPricesAndTheSumOfTheLikes() {
        func item(_ id: String, _ price: String?) -> ItemSummary {
            let attributes = ["colour", "fit", "motif", "neck"].map { Attribute($0, $0) } + (price.map { [Attribute("price", $0)] } ?? [])
            return ItemSummary(id: id, picture: nil, title: id.uppercased(), attributes: attributes)
        }
        func page(_ prices: [String?]) -> String {
            let items = prices.enumerated().map { item("i\($0)", $1) }
            let basket = Basket(name: "gifts", entries: items.map { .init(item: $0.id) } + [.init(item: "other", opinion: .passed)])
            return HTMLExport.text(ExportContent(basket: basket, rankings: [], items: items + [item("other", "€99")])) { _ in nil }
        }
        let whole = page(["€16.90", "€14.90"])
        #expect(
            whole.contains("<h2>Liked <small>€31.80</small></h2>") && whole.contains("I0<br><span class=\"price\">€16.90</span>")
                && whole.contains("<h2>Passed</h2>"))
        #expect(page(["€16.90", nil]).contains("<small>€16.90 for 1 of 2</small>"))
        #expect(page([nil, nil]).contains("<h2>Liked</h2>"))
        #expect(page(["<5>"]).contains(">&lt;5&gt;</span>"))
    }

    @Test func formulasStayText() {
        let lines = CSVExport.text(content()).split(separator: "\r\n")
        #expect(lines[0] == "section,place,item,weight,distance,score,found_by,title,url,price")
        #expect(lines[1].hasPrefix("liked,1,a,2.0,") && lines[1].hasSuffix("'=1+1"))
        #expect(lines.last?.hasPrefix("manhattan,1,b,,0.25,,2,") == true)
        #expect(CSVExport.text(content(), cells: .raw).contains(",=1+1"))
    }

    @Test func whatIsUnknownKeepsItsID() {
        let sections = content(compared: false).sections
        #expect(sections.map(\.name) == ["liked", "passed"])
        #expect(sections[0].entries.map(\.item.id) == ["a", "gone"])
        #expect(content(compared: false).metrics == 0 && content().metrics == 2)
    }

    @Test func aWishIsExportedByItsWords() throws {
        let words = "=cat <b>\u{1B}"
        let basket = Basket(name: "gifts", entries: [.init(item: "a"), .init(item: Wish.id(of: words), weight: 2)])
        let items = [ItemSummary(id: "a", picture: nil, attributes: [Attribute("price", "€5")]), ItemSummary(wish: words)]
        let content = ExportContent(basket: basket, rankings: [], items: items)
        let page = HTMLExport.text(content) { _ in nil }
        #expect(page.contains("<blockquote>“=cat &lt;b&gt;") && page.contains("wish<br><small>×2.0</small>") && !page.contains("\u{1B}"))
        #expect(page.contains("<h2>Liked <small>€5</small></h2>"), "words cost nothing, and are not counted among what has no price")
        let lines = CSVExport.text(content).split(separator: "\r\n")
        #expect(lines.count == 3 && lines[2].hasPrefix("liked,2,words: =cat <b>") && lines[2].contains(",'=cat <b>") && !lines[2].contains("\u{1B}"))
        let json = try #require(JSONSerialization.jsonObject(with: JSONExport.data(content)) as? [String: Any])
        let entries = try #require((json["sections"] as? [[String: Any]])?.first?["items"] as? [[String: Any]])
        #expect(entries.map { $0["words"] as? String } == [nil, words] && entries.map { $0["value"] as? Double } == [1, 2])
        // What nobody has looked up is a wish still.
        #expect(ExportContent(basket: basket, rankings: [], items: []).sections[0].entries[1].item.words == words)
    }

    @Test func jsonHasEverySection() throws {
        let page = try #require(JSONSerialization.jsonObject(with: JSONExport.data(content())) as? [String: Any])
        #expect((page["sections"] as? [[String: Any]])?.compactMap { $0["name"] as? String } == ["liked", "passed", "cosine", "manhattan"])
        #expect((page["sections"] as? [[String: Any]])?.map { $0["higherIsNearer"] as? Bool } == [nil, nil, false, false])
    }

    @Test func scoresHaveAColumnOfTheirOwn() {
        let item = ItemSummary(id: "a", picture: nil)
        let rankings = [Metric.dot, .cosine].map { Ranking(metric: $0, matches: [Match(item: item, distance: 0.5)], milliseconds: 1) }
        let lines = CSVExport.text(ExportContent(basket: Basket(), rankings: rankings, items: []), separator: "\t").split(separator: "\n")
        #expect(
            lines == [
                "section\tplace\titem\tweight\tdistance\tscore\tfound_by\ttitle\turl", "dot\t1\ta\t\t\t0.5\t2\t\t", "cosine\t1\ta\t\t0.5\t\t2\t\t",
            ])
    }

    @Test func reasonsHaveAColumnWhereTheyAreAskedFor() {
        var match = Match(item: ItemSummary(id: "a", picture: nil), distance: 0.5)
        match.because = [Match.Reason(id: "k", share: 0.6), Match.Reason(id: "l", share: 0.4)]
        let content = ExportContent(
            basket: Basket(), rankings: [Ranking(metric: .cosine, matches: [match], milliseconds: 1)], items: [])
        let lines = CSVExport.text(content, separator: "\t", why: true).split(separator: "\n")
        #expect(
            lines == [
                "section\tplace\titem\tweight\tdistance\tscore\tfound_by\tbecause\ttitle\turl", "cosine\t1\ta\t\t0.5\t\t\tk 60% l 40%\t\t",
            ])
        #expect(!CSVExport.text(content).contains("because"))
    }

    @Test(arguments: [
        ("17.90", "17.9"), ("-3", "-3"), ("0", "0"), ("007", "\"007\""), ("1e5", "\"1e5\""), ("€5", "\"€5\""), ("", "\"\""),
        ("1234567890123456", "\"1234567890123456\""), ("1.", "\"1.\""), ("nan", "\"nan\""),
    ])
    func numbersAreNumbersInJSON(value: String, json: String) throws {
        let item = ItemSummary(id: "a", picture: nil, attributes: [Attribute("x", value)])
        let content = ExportContent(basket: Basket(entries: [.init(item: "a")]), rankings: [], items: [item])
        let text = String(decoding: try JSONExport.data(content), as: UTF8.self)
        #expect(text.contains("\"x\" : \(json)\n"), "\(text)")
    }

    @Test func aChartHoldsOnlyFiniteNumbers() {
        let svg = LineChart(title: "Loss", curves: [LineChart.Curve("a&b", [1, .nan, .infinity, 0.5])]).svg()
        #expect(!svg.contains("nan") && !svg.contains("inf"))
        #expect(svg.contains("<svg"))
    }
}
