import Engine
import Frames
import Vectors

extension CompareScreen: Screen {
    static let kind = ScreenKind.compare
    static let title = "Compare"
    static let opener: Command? = .compare
    static let purpose: SearchPurpose? = .compare
    static let leavesRoomForPair = true
    static let terms = [
        (keys: "in common", text: "How many of their nearest two metrics share (overlap@5 for the five nearest)"),
        (keys: "all agree", text: "Captions in the colour of the cursor: every metric finds it"),
        (keys: "some agree", text: "Captions that are neither: several metrics find it, but not all"),
        (keys: "one alone", text: "Captions underlined: only this metric finds it"),
    ]

    /// Compares for the ghost where there is one, else for the item under the cursor; from the item screen for that item.
    static func open(in state: inout State) {
        let item = state.currentItem
        state.compare.item = state.screen == .item || state.basket.liked.isEmpty ? item : nil
        (state.compare.row, state.compare.column) = (0, 0)
        state.show(kind)
    }

    static func move(_ movement: Movement, in state: inout State) {
        switch movement {
        case .up: state.compare.row -= 1
        case .down: state.compare.row += 1
        case .left: state.compare.column -= 1
        case .right: state.compare.column += 1
        case .pageUp: state.compare.row = 0
        case .pageDown: state.compare.row = state.comparedMetrics.count - 1
        case .first: state.compare.column = 0
        case .last: state.compare.column = state.compareLayout.count - 1
        }
        settle(&state)
    }

    static func perform(_ command: Command, in state: inout State) -> Bool {
        switch command {
        case .focus: toggleSubject(in: &state)
        case .dot: toggle(.dot, in: &state)
        case .hamming: toggle(.hamming, in: &state)
        case .more: changeCount(by: 1, in: &state)
        case .fewer: changeCount(by: -1, in: &state)
        default: return false
        }
        return true
    }

    private static func toggleSubject(in state: inout State) {
        if state.compare.item != nil {
            guard !state.basket.liked.isEmpty else { return state.say("No ghost yet: like something first.") }
            state.compare.item = nil
        } else {
            guard let item = state.currentItem ?? state.shopItem else { return }
            state.compare.item = item
        }
        (state.compare.row, state.compare.column) = (0, 0)
    }

    private static func toggle(_ metric: Metric, in state: inout State) {
        guard state.tasting.metrics.contains(metric) else {
            return state.say("This catalog offers no \(metric.rawValue).", attention: true)
        }
        state.compare.hidden.formSymmetricDifference([metric])
        settle(&state)
    }

    private static func changeCount(by step: Int, in state: inout State) {
        state.compare.count = max(CompareLayout.leastCount, min(CompareLayout.mostCount, state.compareLayout.count + step))
        settle(&state)
    }

    static func choose(at cell: Cell, in state: inout State) -> Bool {
        let layout = state.compareLayout
        guard let slot = layout.slot(at: cell) else { return false }
        let row = layout.firstRow(cursor: state.compare.row) + slot.row
        let column = layout.firstColumn(cursor: state.compare.column) + slot.column
        guard state.compared(row, column) != nil, column < layout.count else { return false }
        (state.compare.row, state.compare.column) = (row, column)
        return true
    }

    static func selection(in state: State) -> Selection? { state.compared(state.compare.row, state.compare.column).map(Selection.init) }

    static func likeness(in state: State) -> Likeness? {
        state.compare.item.map { Likeness(subject: .item($0.id), beside: nil) } ?? state.likenessToGhost(besideIn: nil)
    }

    static func settle(_ state: inout State) {
        state.compare.row = max(0, min(state.compare.row, state.comparedMetrics.count - 1))
        let matches = state.searches[.compare]?.at(state.compare.row)?.matches.count
        state.compare.column = max(0, min(state.compare.column, min(matches ?? .max, state.compareLayout.count) - 1))
    }

    static func heldItems(in state: State) -> [ItemSummary] { state.compare.item.map { [$0] } ?? [] }

    static func refresh(_ items: RefreshedItems, in state: inout State) {
        guard let item = state.compare.item else { return }
        // Without a ghost there is nothing else to compare for.
        state.compare.item = items.current(item) ?? (state.basket.liked.isEmpty ? item : nil)
    }

    static func query(in state: State) -> NeighborQuery? {
        guard state.screen == kind else { return nil }
        let subject: NeighborQuery.Subject
        if let item = state.compare.item {
            subject = .item(item.id)
        } else if !state.basket.liked.isEmpty {
            subject = .ghost(state.basket)
        } else {
            return nil
        }
        return state.query(subject, metrics: state.comparedMetrics, count: state.compareLayout.count)
    }

    /// Pictures column by column: the nearest neighbours of all metrics first.
    static func pictures(in state: State) -> [PictureRequest] {
        let layout = state.compareLayout
        guard let rankings = state.searches[.compare] else { return [] }
        return (0..<layout.count).flatMap { column in
            rankings.compactMap { ranking in
                ranking.matches.at(column).map { PictureRequest(key: state.key($0.item), size: layout.picture) }
            }
        }
    }

    static func draw(_ state: State, on canvas: inout Canvas) { CompareView(state).draw(on: &canvas) }
}
