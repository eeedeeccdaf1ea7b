import Engine
import Frames
import Testing

@testable import Browser

/// The wall: what it asks for, how one moves over it, what is to be seen on it, and the way back.
@Suite struct WallTests {
    private func shopper(_ columns: Int = 190, _ rows: Int = 54, items: Int = 11_556) -> Shopper {
        var shopper = Shopper(columns, rows, items: items)
        shopper.press(.character("L"))
        return shopper
    }

    private func strips(_ frame: Frame) -> [WallStrip] {
        frame.placements.compactMap { if case .wall(let strip) = $0.picture { strip } else { nil } }
    }

    @Test func showsMoreThanAThousandInFewPictures() {
        let shown = strips(shopper().frame)
        #expect(shown.reduce(0) { $0 + $1.count } > 1000)
        #expect(shown.count < 250)
        #expect(Set(shown.flatMap { $0.first..<$0.first + $0.count }).count == shown.reduce(0) { $0 + $1.count }, "no place twice")
    }

    @Test func beginsAtTheShopsItemAndLeadsBackToAnother() {
        var shopper = Shopper(190, 54)
        shopper.press(.right, times: 3)
        let item = shopper.cursor
        shopper.press(.character("L"))
        #expect(shopper.cursor == item)
        shopper.press(.down, .right)
        let other = shopper.cursor
        #expect(other != item)
        shopper.press(.escape)
        #expect(shopper.state.screen == .shop)
        #expect(shopper.cursor == other)
    }

    @Test func keepsTheItemUnderTheCursorAtEveryZoom() {
        var shopper = shopper()
        shopper.press(.pageDown, .right, .right, .down)
        let item = shopper.cursor
        var zooms: Set<Int> = []
        for key in [Key.character("+"), .character("-")] {
            for _ in 0..<14 {
                shopper.press(key)
                zooms.insert(shopper.state.wallLayout.zoom)
                #expect(shopper.cursor == item)
                expectInvariants(shopper.state, "zoom \(shopper.state.wallLayout.zoom)")
            }
        }
        #expect(zooms.count > 5)
        shopper.press(.character("+"))
        #expect(shopper.state.session.wallZoom == shopper.state.wallLayout.zoom)
    }

    @Test func likesAndWhatIsNearToThemAreMarkedAtOnce() {
        var shopper = shopper()
        shopper.press(.right, .space)
        let marks = strips(shopper.frame).flatMap(\.marks)
        #expect(marks.filter { $0.sign == .liked }.count == 1)
        #expect(marks.contains { $0.sign == .ghost })
        #expect(marks.contains { $0.sign == .near })
        shopper.press(.space)
        #expect(strips(shopper.frame).flatMap(\.marks).allSatisfy { $0.sign == nil })
    }

    @Test func movingByARowChangesTwoRowsOfPictures() {
        var shopper = shopper()
        let before = Set(strips(shopper.frame))
        shopper.press(.down)
        #expect(Set(strips(shopper.frame)).subtracting(before).count <= 2)
    }

    @Test func staysWhileItIsArrangedAnew() {
        var shopper = shopper()
        let before = strips(shopper.frame)
        shopper.answers = { if case .arrange = $0 { false } else { true } }
        shopper.press(.character("/"))
        shopper.type("fox")
        #expect(strips(shopper.frame).map(\.unmarked) == before.map(\.unmarked))
        shopper.press(.enter, .down)
        shopper.answerPending()
        #expect(shopper.cursor != nil)
    }

    @Test func tellsHowFarArrangingIs() {
        var shopper = Shopper(80, 24)
        shopper.answers = { if case .arrange = $0 { false } else { true } }
        shopper.press(.character("L"))
        shopper.take(.wall(shopper.state.wallScreen.generation, .arranging(done: 64, total: 100)))
        #expect(shopper.screen.contains("64%"))
        shopper.press(.escape)
        #expect(shopper.state.screen == .shop)
    }

    @Test func saysWhatIsAround() {
        var state = State(catalog: PlainShop(count: 500).summary, size: Size(columns: 80, rows: 24), isPlain: true)
        let shop = PlainShop(count: 500)
        var said: [String] = []
        func type(_ line: String) {
            var actions: [Action] = [.input(.line(line))]
            while !actions.isEmpty {
                for effect in reduce(into: &state, action: actions.removeFirst()) {
                    if case .say(let lines) = effect { said = lines }
                    actions += shop.answer(effect)
                }
            }
        }
        type("status")
        type("wall")
        #expect(said.first?.hasPrefix("Wall: 500 T-shirts by likeness") == true)
        #expect(said.last?.contains("Right: ") == true)
        type("below")
        #expect(said.first?.hasPrefix("row 2, column 1") == true)
    }

    @Test(arguments: GoldenTests.sizes) func looks(_ size: Size) {
        var shopper = Shopper(size.columns, size.rows)
        shopper.press(.space, .right, .space, .character("L"), .right, .down)
        expectGolden(shopper.screen, "wall-\(size.columns)x\(size.rows)")
        expectInvariants(shopper.state, "wall at \(size)")
        shopper.press(.character("+"), .character("+"), .character("+"))
        expectGolden(shopper.screen, "wall-closer-\(size.columns)x\(size.rows)")
        expectInvariants(shopper.state, "closer wall at \(size)")
    }
}
