import Frames

/// The state as a frame. Pure; costs what fits on the screen.
public func view(_ state: State) -> Frame {
    var canvas = Canvas(size: state.size, body: StatusLayout(size: state.size).body)
    if Screens[state.screen].leavesRoomForPair, let layout = state.pairLayout, let pinned = state.pair.pinned {
        PairView(state, layout, pinned).draw(on: &canvas)
    }
    Screens[state.screen].draw(state, on: &canvas)
    // Somewhere a screen reader has to begin: at what is said of the chosen item, where nothing else is better.
    if canvas.frame.focus == nil { canvas.focus(min(1, state.size.columns - 1), state.lines.detail) }
    canvas.entitle(state.windowTitle)
    return canvas.frame
}

extension State {
    /// The program, the catalog, and what is looked at.
    fileprivate var windowTitle: String {
        let name = catalog.name.isEmpty ? "Vitrine" : "Vitrine – \(catalog.name)"
        return Screens[screen].subject(in: self).map { "\(name) · \($0)" } ?? name
    }
}
