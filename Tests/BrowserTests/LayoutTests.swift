import Frames
import Testing
import Vectors

@testable import Browser

/// What screens make of the room they have, at every kind of size.
@Suite struct LayoutTests {
    static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 100, rows: 30), Size(columns: 120, rows: 40), Size(columns: 160, rows: 45),
        Size(columns: 250, rows: 70),
    ]

    private func shopper(_ size: Size, likes: Int = 3) -> Shopper {
        var shopper = Shopper(size.columns, size.rows)
        for _ in 0..<likes { shopper.press(.space, .right) }
        return shopper
    }

    /// The share of an area that a grid's pictures cover.
    private func covered(_ grid: GridLayout) -> Double {
        Double(grid.capacity * grid.picture.columns * grid.picture.rows) / Double(grid.area.columns * grid.area.rows)
    }

    @Test(arguments: sizes, [CellSize(width: 8, height: 16), CellSize(width: 8, height: 17), CellSize(width: 10, height: 20)])
    func theShopUsesItsHeight(_ size: Size, _ cell: CellSize) {
        let layout = GalleryLayout(size: size, cell: cell, pictureRows: nil, panel: nil, focusOnPanel: false)
        #expect(covered(layout.grid) > 0.5, "\(layout.grid.picture) in \(layout.grid.area)")
        #expect(layout.grid.picture.rows >= 7)
        let used = layout.grid.rows * (layout.grid.picture.rows + GridLayout.extraRows)
        #expect(layout.grid.area.rows - used < layout.grid.picture.rows, "there is no room for another row of tiles")
        let chosen = GalleryLayout(size: size, cell: cell, pictureRows: 5, panel: nil, focusOnPanel: false)
        #expect(abs(chosen.grid.picture.rows - 5) <= 1, "what the shopper chooses is kept")
    }

    // MARK: Compare

    @Test(arguments: sizes) func fiveMetricsAreComparedWhole(_ size: Size) {
        var shopper = shopper(size)
        shopper.type("cDH")
        let layout = shopper.state.compareLayout
        #expect(shopper.state.comparedMetrics.count == 5 && layout.visibleColumns >= 5)
        var seen: Set<String> = []
        for _ in 0..<5 {
            let lines = shopper.screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            #expect(lines[0].contains("all agree") && lines[0].contains("one alone"))
            #expect(lines[0].contains("more row") == (layout.visibleRows < 5))
            let labels = lines.map { String($0.prefix(layout.labelWidth + 1)) }
            for (row, label) in labels.enumerated() {
                guard let metric = Metric.allCases.first(where: { [$0.rawValue, $0.rawValue + " score"].contains(label.trimmingSpaces) }),
                    labels.at(row + 1)?.contains("in common") == true
                else { continue }
                seen.insert(metric.rawValue)
                let text = labels.dropFirst(row + 2).prefix(layout.picture.rows - 1).joined(separator: " ")
                for other in Metric.allCases where other != metric {
                    #expect(text.contains(other.rawValue.prefix(3)), "\(metric) has nothing in common with \(other)")
                }
            }
            #expect(shopper.screen.components(separatedBy: " ms").count <= 2, "the time stands once")
            expectInvariants(shopper.state, "compare at \(size)")
            shopper.press(.down)
        }
        #expect(seen == Set(Metric.allCases.map(\.rawValue)))
    }

    @Test func compareAnnouncesWhatDoesNotFit() {
        var shopper = shopper(Size(columns: 80, rows: 24))
        shopper.type("cDH")
        #expect(shopper.screen.contains("1 more row ↓"))
        shopper.press(.down, times: 4)
        #expect(shopper.screen.contains("1 more row ↑"))
        #expect(shopper.state.compareLayout.firstRow(cursor: 4) == 1, "the screen stays full")
        var wide = self.shopper(Size(columns: 120, rows: 40))
        wide.type("cDH")
        wide.press(.character("+"), times: 20)
        #expect(wide.screen.contains("· 1–13 of 28 nearest"))
    }

    @Test func comparedColumnsSayTheirTaste() {
        for size in [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 160, rows: 45)] {
            var shopper = Shopper(size.columns, size.rows)
            shopper.press(.space, .right, .right, .space)
            shopper.type("c")
            #expect(shopper.state.panelInterests.count == 2 && shopper.screen.contains("some agree"))
            let names = (0..<2).map { shopper.state.interestName($0) }
            let heading = shopper.screen.split(separator: "\n", omittingEmptySubsequences: false)[1]
            let columns = shopper.state.compareLayout.picture.columns
            for name in names { #expect(heading.contains(name.text(columns: columns)), "\(heading) at \(size)") }
            #expect(shopper.screen.contains("like " + names[0].text(columns: 28)), "the line below tells it of the cursor's")
            shopper.press(.tab)
            #expect(!shopper.screen.contains("like " + names[0].text(columns: 28)))
        }
    }

    @Test(arguments: sizes) func comparedCaptionsHaveTheirDistance(_ size: Size) {
        var shopper = shopper(size)
        shopper.type("cDH")
        let first = shopper.state.compared(0, 0)!
        #expect(shopper.screen.components(separatedBy: "0.1").count > 5, "\(first.distance)")
        let layout = shopper.state.compareLayout
        let last = layout.rect(row: layout.visibleRows - 1, column: layout.visibleColumns - 1)
        #expect(last.column + last.columns + layout.picture.columns + 2 >= size.columns, "no column stays empty")
        #expect(last.row + 2 * last.rows + 3 >= shopper.state.lines.body.row + shopper.state.lines.body.rows, "no row stays empty")
    }

    // MARK: Basket, item

    @Test func theBasketSaysHowManyMore() {
        var shopper = shopper(Size(columns: 80, rows: 24), likes: 20)
        shopper.type("b")
        let capacity = shopper.state.basketLayout.grid.capacity
        #expect(capacity < 20 && shopper.screen.contains("\(20 - capacity) more ↓"))
        shopper.press(.end)
        #expect(shopper.screen.contains("more ↑"))
        #expect(moreText(before: 0, after: 0) == nil && moreText(before: -3, after: 1, one: "row", many: "rows") == "1 more row ↓")
        #expect(moreText(before: 2, after: 3, one: "row", many: "rows") == "5 more rows ↑↓")
    }

    @Test(arguments: sizes) func theBasketLeavesMoreRoomToTheNeighbors(_ size: Size) {
        let state = shopper(size).state
        let besides = state.basketLayout.panel?.sections[0].grid.capacity ?? 0
        let least = state.shopLayout.panel?.sections[0].grid.capacity ?? 0
        #expect(size.columns < 120 ? besides == least : besides > least)
    }

    @Test func aTallItemScreenHasTwoRowsOfNeighbors() throws {
        var shopper = shopper(Size(columns: 160, rows: 45))
        shopper.press(.enter, .down)
        let strip = try #require(shopper.state.itemLayout.strip)
        #expect(strip.rows == 2)
        shopper.press(.right, .down)
        #expect(shopper.state.itemScreen.neighbor == strip.columns + 1)
        shopper.press(.down)
        #expect(shopper.state.itemScreen.neighbor == strip.columns + 1, "there is no third row")
        shopper.press(.up)
        #expect(shopper.state.itemScreen.neighbor == 1)
        shopper.press(.up)
        #expect(shopper.state.itemScreen.neighbor == nil)
        #expect(ItemLayout(size: Size(columns: 80, rows: 24), cell: CellSize()).strip?.rows == 1)
    }

    // MARK: Help

    @Test(arguments: sizes + [Size(columns: 40, rows: 12), Size(columns: 25, rows: 5), Size(columns: 30, rows: 4)])
    func helpIsSaidWhole(_ size: Size) {
        let state = Shopper(size.columns, size.rows, items: 30).state
        let layout = HelpLayout(state.helpLines, size: size)
        var top = 0
        var said = ""
        while top < layout.count {
            let page = layout.page(from: top)
            #expect(page.next > top)
            for column in page.columns {
                #expect(column.count <= layout.body.rows)
                if layout.body.rows > 2, case .heading = column.first {} else { #expect(layout.body.rows <= 2, "\(column) has no heading") }
                if case .heading = column.last { Issue.record("a heading is alone at the end of a column") }
                for case .entry(let keys, let text) in column {
                    let room = layout.pitch - 4 - (text.isEmpty ? 0 : layout.keysWidth)
                    if size.columns >= 40 { #expect(keys.count <= layout.pitch - 4 && text.count <= room, "\(keys) \(text) would be cut") }
                    said += " " + text
                }
            }
            top = page.next
        }
        let words = said.split(separator: " ").joined(separator: " ")
        for case .entry(_, let text) in state.helpLines { #expect(words.contains(text.split(separator: " ").joined(separator: " "))) }
    }

    @Test func helpTurnsPagesBothWays() {
        var shopper = Shopper(80, 24, items: 30)
        shopper.type("?")
        let layout = shopper.state.helpLayout
        shopper.press(.pageDown)
        #expect(shopper.state.help.top == layout.page(from: 0).next)
        shopper.press(.pageUp)
        #expect(shopper.state.help.top == 0)
        shopper.press(.end)
        #expect(!shopper.screen.contains("more line"))
    }
}

extension String {
    fileprivate var trimmingSpaces: String { split(separator: " ").joined(separator: " ") }
}
