import Frames

/// The help screen: where it is scrolled to, and what is looked for.
struct HelpScreen: Sendable {
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

    /// Lines of help that show at once, in as many columns as the width allows.
    var helpCapacity: Int { lines.body.rows * helpColumns }
    var helpColumns: Int { max(1, size.columns / 64) }
}
