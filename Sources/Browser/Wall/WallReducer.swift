import Engine
import Frames

extension WallScreen: Screen {
    static let kind = ScreenKind.wall
    static let title = "Wall"
    static let opener: Command? = .wall
    static let leavesRoomForPair = true
    static let terms = [
        (keys: "♥  ✕", text: "What you like and passed, on its place"),
        (keys: "◉", text: "The nearest to your ghost: where that belongs"),
        (keys: "•", text: "The nearest after it"),
    ]

    /// Begins at the item that was looked at.
    static func open(in state: inout State) {
        let item = state.currentItem
        state.show(kind)
        guard let item, state.wallScreen.wall != nil else { return }
        if let place = state.wallScreen.places[item.id] {
            state.wallScreen.cursor = place
            settle(&state)
        } else {
            // Asked for anew: the wall that stands says where it is.
            state.wallScreen.asked = nil
            state.wallScreen.wantedItem = item.id
        }
    }

    static func move(_ movement: Movement, in state: inout State) {
        guard let wall = state.wallScreen.wall, wall.count > 0 else { return }
        let layout = state.wallLayout, cursor = state.wallScreen.cursor, columns = wall.columns
        func go(_ place: Int, scrolling rows: Int = 0) {
            state.wallScreen.cursor = max(0, min(place, wall.count - 1))
            state.wallScreen.first.row += rows
            settle(&state)
        }
        /// So many rows on, in the same column.
        func rows(_ step: Int) -> Int {
            let row = max(0, min(cursor / columns + step, wall.rows - 1))
            return row * columns + min(cursor % columns, wall.width(ofRow: row) - 1)
        }
        switch movement {
        case .left: go(cursor - 1)
        case .right: go(cursor + 1)
        case .up: go(rows(-1))
        case .down: go(rows(1))
        case .pageUp: go(rows(-layout.rows), scrolling: -layout.rows)
        case .pageDown: go(rows(layout.rows), scrolling: layout.rows)
        case .first: go(0)
        case .last: go(wall.count - 1)
        }
    }

    static func perform(_ command: Command, in state: inout State) -> Bool {
        switch command {
        case .larger: zoom(by: 1, in: &state)
        case .smaller: zoom(by: -1, in: &state)
        case .wall: if !stepBack(in: &state) { state.leaveScreen() }
        case .find: state.prompt = Prompt(.find(from: state.shop.visit))
        case .random:
            guard let wall = state.wallScreen.wall, wall.count > 0 else { return true }
            state.wallScreen.cursor = Int.random(in: 0..<wall.count, using: &state.shop.random)
            settle(&state)
        default: return false
        }
        return true
    }

    /// The item under the cursor stays under it, as nearly as the edges allow.
    private static func zoom(by step: Int, in state: inout State) {
        let before = state.wallLayout, wall = before.wall
        guard let index = before.zooms.firstIndex(of: before.zoom), let zoom = before.zooms.at(index + step) else { return }
        let slot = Cell(
            column: state.wallScreen.cursor % wall.columns - state.wallScreen.first.column,
            row: state.wallScreen.cursor / wall.columns - state.wallScreen.first.row)
        let cell = before.rect(column: slot.column, row: slot.row)
        state.wallScreen.zoom = zoom
        let after = state.wallLayout, pitch = after.pitch, start = after.rect(column: 0, row: 0)
        func slots(_ cells: Int, _ pitch: Int, _ most: Int) -> Int { max(0, min(most - 1, (cells + pitch / 2) / max(1, pitch))) }
        state.wallScreen.first = Cell(
            column: state.wallScreen.cursor % wall.columns
                - slots(cell.column + cell.columns / 2 - start.column - start.columns / 2, pitch.columns, after.columns),
            row: state.wallScreen.cursor / wall.columns - slots(cell.row + cell.rows / 2 - start.row - start.rows / 2, pitch.rows, after.rows))
        settle(&state)
    }

    /// Back to the pages, to the item that was looked at last.
    static func stepBack(in state: inout State) -> Bool {
        guard let item = state.wallItem, state.path.dropLast().last == .shop, state.shopItem?.id.isExactly(item.id) != true else { return false }
        state.leaveScreen()
        state.locate(.id(item.id))
        return true
    }

    static func choose(at cell: Cell, in state: inout State) -> Bool {
        let layout = state.wallLayout, first = state.wallScreen.first
        guard let slot = layout.slot(at: cell), first.column + slot.column < layout.wall.width(ofRow: first.row + slot.row) else { return false }
        state.wallScreen.cursor = (first.row + slot.row) * layout.wall.columns + first.column + slot.column
        settle(&state)
        return true
    }

    /// The part that shows moves, and the cursor with it where it would go out of sight.
    static func scroll(rows: Int, at cell: Cell, in state: inout State) {
        guard let wall = state.wallScreen.wall, wall.count > 0 else { return }
        let layout = state.wallLayout, step = layout.grid == nil ? 2 : 1
        let first = max(0, min(state.wallScreen.first.row + rows * step, max(0, wall.rows - layout.rows)))
        state.wallScreen.first.row = first
        let row = max(first, min(state.wallScreen.cursor / wall.columns, min(first + layout.rows, wall.rows) - 1))
        state.wallScreen.cursor = row * wall.columns + min(state.wallScreen.cursor % wall.columns, wall.width(ofRow: row) - 1)
        settle(&state)
    }

    static func selection(in state: State) -> Selection? {
        guard let item = state.wallItem else { return nil }
        if !state.basket.liked.isEmpty, let match = state.panelMatches.first(where: { $0.item.id.isExactly(item.id) }) { return Selection(match) }
        return Selection(item)
    }

    static func likeness(in state: State) -> Likeness? { state.wallLayout.grid == nil ? nil : state.likenessToGhost(besideIn: nil) }

    static func settle(_ state: inout State) {
        guard let wall = state.wallScreen.wall, wall.count > 0 else { return }
        state.wallScreen.cursor = max(0, min(state.wallScreen.cursor, wall.count - 1))
        state.wallScreen.first = state.wallLayout.settled(state.wallScreen.first, cursor: state.wallScreen.cursor)
    }

    static func ask(in state: inout State) { state.askForWall() }

    static func draw(_ state: State, on canvas: inout Canvas) { WallView(state).draw(on: &canvas) }
}
