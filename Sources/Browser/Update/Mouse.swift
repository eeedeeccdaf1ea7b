import Frames

/// The mouse: a click chooses, a double click opens, sliders are dragged, the wheel scrolls, and with Ctrl changes the pictures' size wherever
/// keys do.
extension State {
    mutating func takeMouse(_ action: MouseAction, at cell: Cell) {
        guard prompt == nil else { return }
        let shown = Screens[screen]
        switch action {
        case .press: _ = shown.choose(at: cell, in: &self)
        case .doubleClick: if shown.choose(at: cell, in: &self) { ItemScreen.open(in: &self) }
        case .drag: shown.drag(to: cell, in: &self)
        case .wheelUp: shown.scroll(rows: -1, at: cell, in: &self)
        case .wheelDown: shown.scroll(rows: 1, at: cell, in: &self)
        case .controlWheelUp: if keymap.offers(.larger, on: screen) { perform(.larger) }
        case .controlWheelDown: if keymap.offers(.smaller, on: screen) { perform(.smaller) }
        }
    }
}
