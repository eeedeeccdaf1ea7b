/// From screen to screen and back.
extension State {
    public var screen: ScreenKind { path.last ?? .shop }

    mutating func show(_ screen: ScreenKind) {
        path.removeAll { $0 == screen }
        path.append(screen)
        settleCursors()
    }

    mutating func leaveScreen() {
        guard path.count > 1 else { return }
        path.removeLast()
        settleCursors()
    }

    /// A step back within the screen, or out of it.
    mutating func back() {
        if !Screens[screen].stepBack(in: &self) { leaveScreen() }
    }

    /// Keeps every cursor on something that exists, and on the screen, after the screen or the items have changed.
    mutating func settleCursors() {
        for screen in Screens.all { screen.settle(&self) }
    }
}
