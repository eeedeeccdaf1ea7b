import Frames

extension Keymap {
    private static let everywhere = Set(ScreenKind.allCases)
    private static let browsing: Set<ScreenKind> = [.shop, .compare, .basket, .item]

    /// The keys as they come: arrows and vi keys, one letter for everything a shopper does often.
    public static let standard: [Binding] = [
        Binding(.like, ["Space"], browsing, "Like it, or take the like back", hint: "like"),
        Binding(.pass, ["x"], [.shop, .compare, .item], "Pass: show less like it", hint: "pass"),
        Binding(.remove, ["x", "Del"], [.basket], "Take it out of the basket", hint: "remove"),
        Binding(.open, ["Enter"], browsing, "Look at it closely, with its own neighbours"),
        Binding(.focus, ["Tab", "Shift-Tab"], [.shop], "Go into the ghost's neighbours, and back", hint: "ghost"),
        Binding(.focus, ["Tab"], [.compare], "Compare for the ghost, or for the item", hint: "ghost or item"),
        Binding(.focus, ["Tab"], [.basket], "Go from likes to passes, and back"),
        Binding(.compare, ["c"], [.shop, .basket, .item], "Compare the metrics side by side", hint: "compare"),
        Binding(.basket, ["b"], [.shop, .compare, .item], "The basket: likes, passes, other baskets", hint: "basket"),
        Binding(.find, ["/"], [.shop], "Find: show only what matches, as you type", hint: "find"),
        Binding(.find, ["/"], [.help], "Search this help", hint: "search"),
        Binding(.findNext, ["n"], [.shop], "Next match"),
        Binding(.findPrevious, ["N"], [.shop], "Previous match"),
        Binding(.sort, ["s"], [.shop], "Sort: shop order, likeness to the ghost, to this item, attributes, shuffled", hint: "sort"),

        Binding(.dot, ["D"], [.compare], "Show or hide the dot product", hint: "dot"),
        Binding(.hamming, ["H"], [.compare], "Show or hide hamming", hint: "hamming"),
        Binding(.more, ["+", "="], [.compare], "More neighbours", hint: "more"),
        Binding(.fewer, ["-"], [.compare], "Fewer neighbours", hint: "fewer"),

        Binding(.heavier, ["+", "="], [.basket], "Let it weigh more in the ghost", hint: "heavier"),
        Binding(.lighter, ["-"], [.basket], "Let it weigh less", hint: "lighter"),
        Binding(.nextBasket, ["]"], [.basket], "Next basket", hint: "next basket"),
        Binding(.previousBasket, ["["], [.basket], "Previous basket"),
        Binding(.newBasket, ["a"], [.basket], "Add a new basket", hint: "new"),
        Binding(.renameBasket, ["R"], [.basket], "Rename this basket"),
        Binding(.duplicateBasket, ["D"], [.basket], "Duplicate this basket"),
        Binding(.deleteBasket, ["X"], [.basket], "Delete this basket"),

        Binding(.metric, ["m"], browsing, "Next metric", hint: "metric"),
        Binding(.mode, ["M"], browsing, "Next mode: how likes become a ghost"),
        Binding(.moreDiverse, [")"], [.shop, .basket], "More diverse neighbours"),
        Binding(.lessDiverse, ["("], [.shop, .basket], "Less diverse neighbours"),
        Binding(.towardsPrint, ["<"], [.shop, .basket, .item, .compare], "The print counts more"),
        Binding(.towardsGarment, [">"], [.shop, .basket, .item, .compare], "The garment counts more"),
        Binding(.panel, ["p"], [.shop], "Show or hide the ghost"),
        Binding(.larger, ["+", "="], [.shop], "Larger pictures"),
        Binding(.smaller, ["-"], [.shop], "Smaller pictures"),
        Binding(.zoom, ["z"], browsing, "The whole garment, or the print alone"),

        Binding(.undo, ["u"], browsing, "Undo the last change of a basket", hint: "undo"),
        Binding(.redo, ["Ctrl-R"], browsing, "Redo it"),
        Binding(.jumpBack, ["'"], [.shop], "Back to where you were before the last jump"),
        Binding(.random, ["r"], [.shop], "Somewhere else, at random"),
        Binding(.copy, ["y"], browsing, "Copy its ID; again: its path; again: its URL"),
        Binding(.openURL, ["o"], browsing, "Open its page on the web"),
        Binding(.commandLine, [":"], everywhere, "Command line"),

        Binding(.left, ["Left", "h"], everywhere, "Left"),
        Binding(.right, ["Right", "l"], everywhere, "Right"),
        Binding(.up, ["Up", "k"], everywhere, "Up"),
        Binding(.down, ["Down", "j"], everywhere, "Down"),
        Binding(.pageUp, ["PgUp", "Ctrl-B"], everywhere, "Previous page"),
        Binding(.pageDown, ["PgDn", "Ctrl-F"], everywhere, "Next page"),
        Binding(.first, ["Home", "g"], everywhere, "First"),
        Binding(.last, ["End", "G"], everywhere, "Last"),

        Binding(.back, ["Esc"], everywhere, "Back"),
        Binding(.help, ["?", "F1"], everywhere, "Help", hint: "help"),
        Binding(.back, ["q"], [.compare, .basket, .item, .help], "Back"),
        Binding(.quit, ["q"], [.shop], "Quit", hint: "quit"),
        Binding(.quit, ["Ctrl-C"], everywhere, "Quit"),
        Binding(.suspend, ["Ctrl-Z"], everywhere, "To the shell, for a while"),
        Binding(.redraw, ["Ctrl-L"], everywhere, "Draw the screen anew"),
    ]
}

extension Keymap.Binding {
    /// A binding with its keys by name; names that are no key are a programming error.
    fileprivate init(_ command: Command, _ names: [String], _ screens: Set<ScreenKind>, _ help: String, hint: String? = nil) {
        self.init(command, names.map { Key(name: $0)! }, screens, help, hint: hint)
    }
}
