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
        (keys: "by rank", text: "The same from the front: 100% is all of them in the same order"),
        (keys: "57th manhattan", text: "Where the item stands by that metric, were all items shown"),
        (keys: "→ 57th", text: "The same in the other row, where there is no room for its name"),
        (keys: "│ beside it", text: "The cursor's item in the other rows; up and down keep to it"),
        (keys: "all agree", text: "Captions in the colour of the cursor: every metric finds it"),
        (keys: "some agree", text: "Captions that are neither: several metrics find it, but not all"),
        (keys: "one alone", text: "Captions underlined: only this metric finds it"),
    ]

    /// Compares for the ghost where there is one, else for the item under the cursor; from the item screen for that item.
    static func open(in state: inout State) {
        let item = state.currentItem
        state.compare.item = state.screen == .item || state.basket.liked.isEmpty ? item : nil
        if state.compare.item != nil, state.counterpartBasket != nil { state.compare.counterpart = nil }
        (state.compare.row, state.compare.column, state.compare.followed) = (0, 0, nil)
        state.show(kind)
    }

    static func move(_ movement: Movement, in state: inout State) {
        switch movement {
        case .up: go(toRow: state.compare.row - 1, in: &state)
        case .down: go(toRow: state.compare.row + 1, in: &state)
        case .left: go(toColumn: state.compare.column - 1, in: &state)
        case .right: go(toColumn: state.compare.column + 1, in: &state)
        case .pageUp: go(toRow: 0, in: &state)
        case .pageDown: go(toRow: state.comparedRows.count - 1, in: &state)
        case .first: go(toColumn: 0, in: &state)
        case .last: go(toColumn: state.compareLayout.count - 1, in: &state)
        }
    }

    private static func go(toColumn column: Int, in state: inout State) {
        (state.compare.column, state.compare.followed) = (column, nil)
        settle(&state)
    }

    /// Keeps to the item where the row has it, and where it has it not, to the column in which that was left.
    private static func go(toRow row: Int, in state: inout State) {
        if state.compare.followed == nil {
            state.compare.followed = state.compared(state.compare.row, state.compare.column).map { ($0.item.id, state.compare.column) }
        }
        state.compare.row = row
        settle(&state)
        guard let (id, column) = state.compare.followed else { return }
        let shown = state.comparedRows.at(state.compare.row)?.ranking.matches.prefix(state.compareLayout.count)
        state.compare.column = shown?.firstIndex { $0.item.id.isExactly(id) } ?? column
        settle(&state)
    }

    static func perform(_ command: Command, in state: inout State) -> Bool {
        switch command {
        case .focus: toggleSubject(in: &state)
        case .dot: toggle(.dot, in: &state)
        case .hamming: toggle(.hamming, in: &state)
        case .fold: state.toggleFolding()
        case .compareBasket: state.compareNextBasket()
        case .compareEncoder: state.compareNextEncoder()
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
            if state.counterpartBasket != nil {
                state.compare.counterpart = nil
                state.say("An item's neighbours are the same for every basket: the metrics side by side")
            }
        }
        (state.compare.row, state.compare.column, state.compare.followed) = (0, 0, nil)
    }

    private static func toggle(_ metric: Metric, in state: inout State) {
        guard state.tasting.metrics.contains(metric) else {
            return state.say("This catalog offers no \(metric.rawValue).", attention: true)
        }
        if state.hasCounterpart { state.compare.counterpart = nil }
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
        (state.compare.row, state.compare.column, state.compare.followed) = (row, column, nil)
        return true
    }

    static func selection(in state: State) -> Selection? { state.compared(state.compare.row, state.compare.column).map(Selection.init) }

    static func likeness(in state: State) -> Likeness? {
        if let basket = state.counterpartBasket, state.comparedRows.at(state.compare.row)?.purpose == .counterpart {
            return Likeness(subject: .ghost(basket), beside: nil)
        }
        let size = state.compareLayout.likedPicture(cell: state.cell)
        if let item = state.compare.item { return Likeness(subject: .item(item.id), beside: item, size: size) }
        // What a neighbour owes to is told where there are several likes.
        let like = selection(in: state)?.match?.because.first?.id ?? (state.basket.liked.count == 1 ? state.basket.liked[0].item : nil)
        return state.likenessToGhost(beside: like, size: size)
    }

    static func settle(_ state: inout State) {
        let rows = state.comparedRows
        state.compare.row = max(0, min(state.compare.row, (rows.isEmpty ? state.comparedMetrics.count : rows.count) - 1))
        let matches = rows.at(state.compare.row)?.ranking.matches.count
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
        return state.query(subject, metrics: state.hasCounterpart ? [state.metric] : state.comparedMetrics, count: state.comparedCount)
    }

    static func queries(in state: State) -> [(purpose: SearchPurpose, query: NeighborQuery?)] {
        [(.compare, query(in: state)), (.counterpart, state.counterpartQuery)]
    }

    static func ask(in state: inout State) {
        let missing = state.known.ask(for: state.counterpartBasket?.entries.map(\.item) ?? [])
        if !missing.isEmpty { state.requests.send(.loadKnown(missing)) }
        state.askForRanks()
    }

    /// Pictures column by column: the nearest neighbours of all metrics first.
    static func pictures(in state: State) -> [PictureRequest] {
        let layout = state.compareLayout, rows = state.comparedRows
        return (0..<layout.count).flatMap { column in
            rows.compactMap { row in
                row.ranking.matches.at(column).map { PictureRequest(key: state.key($0.item), size: layout.picture) }
            }
        }
    }

    static func draw(_ state: State, on canvas: inout Canvas) { CompareView(state).draw(on: &canvas) }
}
