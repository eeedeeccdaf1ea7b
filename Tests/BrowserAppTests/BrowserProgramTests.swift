import BrowserApp
import Dispatch
import Engine
import typealias Engine.Reply
import Frames
import Testing

@Suite struct BrowserProgramTests {
    private func run(
        _ engine: PretendedEngine, _ steps: [(String, [Key])], visitor: (any ShopVisiting)? = nil
    ) throws -> PretendedDisplay {
        let display = PretendedDisplay(steps)
        try BrowserProgram(engine, start: BrowserStart(), visitor: visitor) { display }.run()
        #expect(display.isClosed)
        return display
    }

    @Test func neighborsAppearWithTheLike() throws {
        let engine = PretendedEngine(neighbors: { _, query, reply in reply(.whole(PretendedEngine.ranking(query, 0.101, 0.102))) })
        let display = try run(engine, [("tee-0", [.character(" ")]), ("0.101", [])])
        #expect(display.missing == nil, "\(display.text)")
    }

    @Test func nobodyLooksForChangesWhileTheTerminalIsOutOfFocus() throws {
        let engine = PretendedEngine()
        let display = UnfocusedDisplay(engine)
        try BrowserProgram(engine, start: BrowserStart()) { display }.run()
        #expect(display.checksBefore != nil, "it went on waking up")
        #expect(display.hasChecked, "it did not look when the focus came back")
    }

    @Test func aPartShowsUntilTheWholeComes() throws {
        let engine = PretendedEngine(neighbors: { _, query, reply in
            reply(.part(PretendedEngine.ranking(query, 0.201)))
            DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) { reply(.whole(PretendedEngine.ranking(query, 0.202))) }
        })
        let display = try run(engine, [("tee-0", [.character(" ")]), ("0.201", []), ("0.202", [])])
        #expect(display.missing == nil, "\(display.text)")
    }

    @Test func anAnswerThatComesTooLateIsDropped() throws {
        let engine = PretendedEngine(neighbors: { number, query, reply in
            let pause = number == 0 ? 0.6 : 0.1
            DispatchQueue.global().asyncAfter(deadline: .now() + pause) { reply(.whole(PretendedEngine.ranking(query, number == 0 ? 0.300 : 0.301))) }
        })
        let display = try run(engine, [("tee-0", [.character(" "), .right, .character(" ")]), ("0.301", []), ("0.301", [])])
        #expect(display.missing == nil && !display.text.contains("0.300"), "\(display.text)")
        #expect(engine.inquiries.first == true, "the question that was overtaken is cancelled")
    }

    @Test func anErrorIsSaidAndNothingStops() throws {
        let engine = PretendedEngine(neighbors: { number, query, reply in
            reply(
                number == 0
                    ? .failure(PretendedEngine.Refusal(description: "the server is away")) : .whole(PretendedEngine.ranking(query, 0.401)))
        })
        let display = try run(engine, [("tee-0", [.character(" ")]), ("the server is away", [.right, .character(" ")]), ("0.401", [])])
        #expect(display.missing == nil, "\(display.text)")
    }

    @Test func itemsThatAreLateLeaveTheirPlaces() throws {
        let engine = PretendedEngine(items: { range, reply in
            DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) { reply(.whole(PretendedEngine.page(range))) }
        })
        let display = try run(engine, [("pretended", [.right]), ("tee-1", [])])
        #expect(display.missing == nil, "\(display.text)")
    }

    private func typed(_ line: String) -> [Key] { line.map(Key.character) + [.enter] }

    @Test func aVisitIsFollowedAndStoppedAtTheEnd() throws {
        let visitor = PretendedVisitor()
        let display = try run(
            PretendedEngine(), [("tee-0", typed(":fetch tees.example")), ("fetching 30%", typed(":fetch other.example")), ("one at a time", [])],
            visitor: visitor)
        #expect(display.missing == nil, "\(display.text)")
        #expect(visitor.asked == ["tees.example"] && visitor.isStopped)
        let without = try run(PretendedEngine(), [("tee-0", typed(":fetch")), ("No shop can be visited", [])])
        #expect(without.missing == nil, "\(without.text)")
    }

    @Test func newsAreSaidWhenTheCatalogIsOpened() throws {
        let part = CatalogNews.Part(.cheaper, count: 6, entries: [CatalogNews.Entry(PretendedEngine.item("tee-7"))])
        let engine = PretendedEngine(news: CatalogNews(parts: [part], since: "yesterday"))
        let display = try run(engine, [("6 cheaper since yesterday", typed(":news")), ("tee-7", [])])
        #expect(display.missing == nil, "\(display.text)")
    }

    @Test func whoNeverAnswersKeepsNobodyFromQuitting() throws {
        let engine = PretendedEngine(items: { _, _ in }, neighbors: { _, _, _ in })
        let display = try run(engine, [("pretended", [.character("q")])])
        #expect(display.missing == nil)
    }
}
