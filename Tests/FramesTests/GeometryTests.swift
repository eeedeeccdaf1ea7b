import Testing

@testable import Frames

@Suite struct GeometryTests {
    let rect = Rect(column: 2, row: 1, columns: 3, rows: 2)

    @Test func aRectangleContainsItsCellsAndNoOthers() {
        let inside = (0..<8).flatMap { column in (0..<6).map { (column, $0) } }.filter { rect.contains(column: $0.0, row: $0.1) }
        #expect(inside.count == 6)
        #expect(inside.allSatisfy { (2...4).contains($0.0) && (1...2).contains($0.1) })
    }

    @Test func rectanglesThatOnlyTouchDoNotIntersect() {
        #expect(rect.intersects(Rect(column: 4, row: 2, columns: 5, rows: 5)))
        #expect(!rect.intersects(Rect(column: 5, row: 1, columns: 2, rows: 2)))
        #expect(!rect.intersects(Rect(column: 2, row: 3, columns: 3, rows: 1)))
        #expect(!rect.intersects(Rect(column: 2, row: 1, columns: 0, rows: 0)))
    }

    @Test func framesDifferByTheirCursor() {
        var frame = Frame(size: Size(columns: 4, rows: 2))
        let hidden = frame
        frame.cursor = Cell(column: 1, row: 1)
        #expect(frame != hidden)
    }
}
