import Frames

/// The help screen: where it is scrolled to, and what is looked for.
struct HelpScreen: Sendable {
    /// The first block of lines that shows.
    var top = 0
    var search = ""
}

extension ScreenKind {
    public static let help = ScreenKind("help")
}

extension State {
    var help: HelpScreen {
        get { screens.help }
        set { screens.help = newValue }
    }

    var helpLayout: HelpLayout { HelpLayout(helpLines, size: size) }
}
