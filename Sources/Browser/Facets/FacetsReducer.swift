import Engine
import Frames

extension FacetsScreen: Screen {
    static let kind = ScreenKind.facets
    static let title = "Filter"
    static let opener: Command? = .filter
    static let terms = [
        (keys: "[x] navy 212", text: "Ticked, and how many there are with what is ticked in the other columns"),
        (keys: "●━━━●", text: "The range that is let through; ← and → move the limit that the cursor is on"),
    ]

    static func open(in state: inout State) {
        // The most frequent values come first anew.
        (state.facetsScreen.facets, state.facetsScreen.asked, state.facetsScreen.isChanged) = (nil, nil, false)
        state.show(kind)
    }

    /// Left and right move a limit where the cursor is on one, and to the next attribute everywhere else.
    static func move(_ movement: Movement, in state: inout State) {
        guard let facet = state.facets.at(state.facetsScreen.facet) else { return }
        var line = state.facetLine(facet)
        let page = max(1, state.facetsLayout.valueRows - 1)
        switch movement {
        case .left, .right:
            if case .numbers(let histogram) = facet.content { return moveLimit(of: histogram, line, by: movement == .left ? -1 : 1, &state) }
            return go(by: movement == .left ? -1 : 1, &state)
        case .up: line -= 1
        case .down: line += 1
        case .pageUp: line -= page
        case .pageDown: line += page
        case .first: line = 0
        case .last: line = facet.lines - 1
        }
        state.facetsScreen.lines[facet.name] = max(0, min(line, facet.lines - 1))
    }

    private static func go(by step: Int, _ state: inout State) {
        let count = state.facets.count
        guard count > 0 else { return }
        state.facetsScreen.facet = (state.facetsScreen.facet + step + count) % count
    }

    private static func moveLimit(of histogram: Facet.Histogram, _ line: Int, by step: Int, _ state: inout State) {
        let limits = histogram.limits
        if line == 0 { set(max(0, min(limits.lowerBound + step, limits.upperBound - 1)), limits.upperBound, histogram, &state) }
        if line == 1 { set(limits.lowerBound, max(limits.lowerBound + 1, min(limits.upperBound + step, histogram.counts.count)), histogram, &state) }
    }

    /// Lets through what lies between two bins; the ends are no limits.
    private static func set(_ from: Int, _ to: Int, _ histogram: Facet.Histogram, _ state: inout State) {
        guard let facets = state.facetsScreen.facets, histogram.limits != from..<to else { return }
        let range = Facet.Range(
            from: from > 0 ? histogram.edge(from) : nil, below: to < histogram.counts.count ? histogram.edge(to) : nil)
        state.apply(facets.limiting(range, of: state.facetsScreen.facet))
    }

    static func perform(_ command: Command, in state: inout State) -> Bool {
        switch command {
        case .focus: go(by: 1, &state)
        case .focusBack: go(by: -1, &state)
        case .tick: tick(in: &state)
        case .clear: clear(in: &state)
        case .clearAll: clearAll(in: &state)
        case .open: state.leaveScreen()
        default: return false
        }
        return true
    }

    private static func tick(in state: inout State) {
        let place = state.facetsScreen.facet
        guard let facets = state.facetsScreen.facets, let facet = facets.facets.at(place) else { return }
        if case .numbers = facet.content { return }
        guard facet.lines > 0 else { return }
        state.apply(facets.ticking(state.facetLine(facet), of: place))
    }

    /// Whatever cannot be counted is let go of, too.
    private static func clearAll(in state: inout State) {
        if let facets = state.facetsScreen.facets { return state.apply(facets.cleared) }
        var wanted = state.shop.wantedListing
        guard state.facetsScreen.hasFailed, wanted.filter != nil else { return }
        wanted.filter = nil
        state.open(wanted, keep: state.shopItem?.id)
    }

    private static func clear(in state: inout State) {
        guard let facets = state.facetsScreen.facets, state.facets.indices.contains(state.facetsScreen.facet) else { return }
        state.apply(facets.clearing(state.facetsScreen.facet))
    }

    /// A click ticks a value, or moves the nearer limit.
    static func choose(at cell: Cell, in state: inout State) -> Bool {
        let layout = state.facetsLayout
        guard let place = layout.place(at: cell), let facet = state.facets.at(place.facet) else { return false }
        state.facetsScreen.facet = place.facet
        switch facet.content {
        case .values:
            let line = layout.firstLine(cursor: state.facetLine(facet), count: facet.lines) + place.row - 1
            guard place.row > 0, line < facet.lines else { return false }
            state.facetsScreen.lines[facet.name] = line
            tick(in: &state)
        case .numbers(let histogram):
            let bin = place.column, limits = histogram.limits
            guard place.row > 0, (0...histogram.counts.count).contains(bin) else { return false }
            let isLower = abs(bin - limits.lowerBound) < abs(bin + 1 - limits.upperBound)
            state.facetsScreen.lines[facet.name] = isLower ? 0 : 1
            if isLower {
                set(min(bin, limits.upperBound - 1), limits.upperBound, histogram, &state)
            } else {
                set(limits.lowerBound, max(limits.lowerBound + 1, min(bin + 1, histogram.counts.count)), histogram, &state)
            }
        }
        return false
    }

    static func settle(_ state: inout State) {
        state.facetsScreen.facet = max(0, min(state.facetsScreen.facet, state.facets.count - 1))
    }

    static func ask(in state: inout State) { state.askForFacets() }

    /// The first of what is let through.
    static func pictures(in state: State) -> [PictureRequest] {
        guard let grid = state.facetsLayout.strip else { return [] }
        return (0..<grid.capacity).compactMap { slot in
            state.shop.window[state.shop.scroller.first + slot].map { PictureRequest(key: state.key($0), size: grid.picture) }
        }
    }

    static func draw(_ state: State, on canvas: inout Canvas) { FacetsView(state).draw(on: &canvas) }
}

extension Facet.Histogram {
    /// The bins that are let through.
    var limits: Range<Int> {
        func bin(_ number: Double) -> Int {
            guard step > 0, number.isFinite else { return 0 }
            return Int(max(0, min(Double(counts.count), ((number - start) / step).rounded())))
        }
        let from = min(range.from.map(bin) ?? 0, counts.count - 1)
        return max(0, from)..<max(from + 1, range.below.map(bin) ?? counts.count)
    }
}
