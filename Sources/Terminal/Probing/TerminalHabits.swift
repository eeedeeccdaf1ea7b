/// What may be sent to a terminal beside text and pictures: nothing of which shows, rings or costs much where it means nothing.
struct TerminalHabits: Hashable, Sendable {
    /// Whether updates are synchronised: tmux draws its whole pane anew at the end of each, so a few changed cells would cost a screenful.
    var synchronizes = true
    /// Whether it takes control sequences that it does not know for nothing. Consoles print parts of some.
    var ignoresUnknown = true
    /// Whether links reach whoever looks: GNU screen keeps them to itself, or prints them.
    var hasLinks = true
    /// Whether texts that are read from right to left want isolates, for the terminal turns them round.
    var isolates = false
    /// Whether it can tell keys apart for which others send the same bytes (kitty's keyboard protocol); an Escape is one from its first byte on.
    var tellsKeysApart = true

    /// - Parameters:
    ///   - name: the terminal's own, where it says one; so tmux is known at the other end of an ssh that was started in it.
    ///   - isolates: whether it asks for isolates where nothing lies between.
    ///   - tellsKeysApart: whether it answers that it can.
    init(type: String, name: String, isInTmux: Bool, isolates: Bool = false, tellsKeysApart: Bool = false) {
        let isTmux = isInTmux || name.lowercased().hasPrefix("tmux")
        synchronizes = !isTmux
        ignoresUnknown = !CapabilityProbe.isPointless(type: type)
        self.isolates = isolates && !isTmux
        self.tellsKeysApart = tellsKeysApart
        hasLinks = ignoresUnknown && (isTmux || !type.hasPrefix("screen"))
    }

    /// Those of a terminal that knows all of it.
    init() {}
}
