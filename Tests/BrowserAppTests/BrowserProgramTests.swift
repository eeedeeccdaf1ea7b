import BrowserApp
import Dispatch
import Engine
import typealias Engine.Reply
import Foundation
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

    /// What is answered to lines that come through a pipe.
    private func answers(_ engine: PretendedEngine, to lines: String) throws -> String {
        let input = Pipe(), output = Pipe()
        try input.fileHandleForWriting.write(contentsOf: Data(lines.utf8))
        try input.fileHandleForWriting.close()
        let display = LineDisplay(input: input.fileHandleForReading.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor)
        try BrowserProgram(engine, start: BrowserStart()) { display }.run()
        try output.fileHandleForWriting.close()
        return try String(decoding: output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test func linesAreAnsweredOneAfterAnotherHoweverLate() throws {
        let engine = PretendedEngine(neighbors: { _, query, reply in
            DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { reply(.whole(PretendedEngine.ranking(query, 0.101, 0.102))) }
        })
        let told = try answers(engine, to: "like\r\nnext\n\n again")
        let places = [
            "1 of 40: tee-0, tee-0.\n", "Liked: tee-0.\n1 liked, 0 passed.\nNearest to your likes: near-0.101 0.101; near-0.102 0.102.\n",
            "2 of 40: tee-1, tee-1.\n", "3 of 40: tee-2, tee-2.\n", "3 of 40: tee-2, tee-2.\n",
        ]
        var rest = told[...]
        for place in places {
            guard let range = rest.firstRange(of: place) else {
                #expect(Bool(false), "\(place) is missing in \(told)")
                return
            }
            rest = rest[range.upperBound...]
        }
        #expect(!told.contains("\u{1B}") && !told.contains("> "))
        #expect(try answers(engine, to: "quit\nnext\n").hasSuffix("1 of 40: tee-0, tee-0.\n"))
        #expect(try !answers(engine, to: "").isEmpty)
    }

    @Test func whoNeverAnswersKeepsNobodyFromQuitting() throws {
        let engine = PretendedEngine(items: { _, _ in }, neighbors: { _, _, _ in })
        let display = try run(engine, [("pretended", [.character("q")])])
        #expect(display.missing == nil)
    }
}
