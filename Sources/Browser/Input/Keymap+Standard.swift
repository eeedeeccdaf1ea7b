import Frames

extension Keymap {
    /// The keys as they come: arrows and vi keys, one letter for everything a shopper does often.
    public static let standard: [Binding] = [
        Binding(.tick, ["Space"], .on(.facets), "Tick a value, or take the tick back", hint: "tick"),
        Binding(.open, ["Enter"], .on(.facets), "To what is let through", hint: "show"),
        Binding(.focus, ["Tab"], .on(.facets), "To the next attribute", hint: "next"),
        Binding(.focusBack, ["Shift-Tab"], .on(.facets), "To the attribute before it"),
        Binding(.clear, ["x", "Del"], .on(.facets), "Take all ticks of this attribute back", hint: "clear"),
        Binding(.clearAll, ["X"], .on(.facets), "Take all ticks back", hint: "clear all"),
        Binding(.like, ["Space"], .browsing, "Like it, or take the like back", hint: "like"),
        Binding(.pass, ["x"], .browsing(but: .basket), "Pass: show less like it", hint: "pass"),
        Binding(.remove, ["x", "Del"], .on(.basket), "Take it out of the basket; a neighbour: pass it", hint: "remove"),
        Binding(
            .open, ["Enter"], .browsing(but: .item), "Look at it closely, with its own neighbours; a wish: order the shop by it", hint: "shop by it"),
        Binding(.focus, ["Tab", "Shift-Tab"], .on(.shop), "Go into the ghost's neighbours, and back", hint: "ghost"),
        Binding(.focus, ["Tab"], .on(.compare), "Compare for the ghost, or for the item", hint: "ghost or item"),
        Binding(.focus, ["Tab", "Shift-Tab"], .on(.basket), "Go from likes to passes, to the neighbours, and back", hint: "neighbours"),
        Binding(.focus, ["Tab", "Shift-Tab"], .on(.item), "Go into its neighbours, and back"),
        Binding(.down, ["Down", "j"], .on(.item), "Into its neighbours", hint: "neighbours"),
        Binding(.up, ["Up", "k"], .on(.item), "From the neighbours back to it"),
        Binding(.left, ["Left", "h"], .on(.item), "The one before it in the shop, or among the neighbours"),
        Binding(.right, ["Right", "l"], .on(.item), "The one after it in the shop, or among the neighbours"),
        Binding(.open, ["Enter"], .on(.item), "Look at the neighbour closely; on the item itself: back"),
        Binding(.compare, ["c"], .browsing(but: .compare), "Compare the metrics side by side", hint: "compare"),
        Binding(.basket, ["b"], .browsing(but: .basket), "The basket: likes, passes, other baskets", hint: "basket"),
        Binding(.news, ["i"], .browsing(but: .news), "What the shops have changed: new, cheaper, back in stock, gone", hint: "news"),
        Binding(.wall, ["L"], .browsing, "Likeness wall: all that is listed, neighbours look alike; on it: back to the pages", hint: "wall"),
        Binding(.focus, ["Tab"], .on(.news), "To the next section of the news", hint: "section"),
        Binding(.nextPicture, ["."], .on(.item), "Its next picture, where the shop has several", hint: "pictures"),
        Binding(.previousPicture, [","], .on(.item), "Its previous picture"),
        Binding(.filter, ["f"], .on(.shop, .wall), "Filter: tick colours, sizes, prices and whatever else there is", hint: "filter"),
        Binding(.within, ["d"], .on(.shop), "Distance: only what is nearer to the ghost than that"),
        Binding(
            .variants, ["v"], .on(.shop), "Variants: show the other colours of its design, or pictures that look alike, in place; again: hide them",
            hint: "variants"),
        Binding(.variants, ["v"], .on(.item), "Variants: on to its next colour, or to a picture that looks alike", hint: "next variant"),
        Binding(.stacks, ["V"], .on(.shop, .wall), "One tile for each design, or every item on its own"),
        Binding(.find, ["/"], .on(.shop, .wall), "Find: show only what matches, as you type", hint: "find"),
        Binding(.find, ["/"], .on(.help), "Search this help", hint: "search"),
        Binding(.words, ["w"], .on(.shop), "Words: order by what English words say, as you type", hint: "words"),
        Binding(
            .wish, ["W"], .on(.shop, .basket),
            "Wish: puts the words that order the shop into the basket, or takes them out; with no words set, asks for them",
            hint: "wish"),
        Binding(.findNext, ["n"], .on(.shop), "Next match"),
        Binding(.findPrevious, ["N"], .on(.shop), "Previous match"),
        Binding(
            .sort, ["s"], .on(.shop), "Sort: shop order, likeness to the ghost, to this item, to words, by looks, attributes, shuffled", hint: "sort"),

        Binding(.fold, ["f"], .on(.compare), "Fold metrics that find the same into one row, and open them again", hint: "fold"),
        Binding(.compareBasket, ["B"], .on(.compare), "Another basket beside this one, the next, the metrics again", hint: "other basket"),
        Binding(.compareEncoder, ["E"], .on(.compare), "Another encoder beside this one, the next, the metrics again", hint: "other encoder"),
        Binding(.dot, ["D"], .on(.compare), "Show or hide the dot product", hint: "dot"),
        Binding(.hamming, ["H"], .on(.compare), "Show or hide hamming", hint: "hamming"),
        Binding(.more, ["+", "="], .on(.compare), "More neighbours", hint: "more"),
        Binding(.fewer, ["-"], .on(.compare), "Fewer neighbours", hint: "fewer"),

        Binding(.heavier, ["+", "="], .on(.basket), "Give a like more weight in the ghost", hint: "heavier"),
        Binding(.lighter, ["-"], .on(.basket), "Give it less weight", hint: "lighter"),
        Binding(.nextBasket, ["]"], .on(.basket), "Next basket", hint: "next basket"),
        Binding(.previousBasket, ["["], .on(.basket), "Previous basket"),
        Binding(.newBasket, ["a"], .on(.basket), "Add a new basket", hint: "new"),
        Binding(.renameBasket, ["R"], .on(.basket), "Rename this basket"),
        Binding(.duplicateBasket, ["D"], .on(.basket), "Duplicate this basket", hint: "copy"),
        Binding(.deleteBasket, ["X"], .on(.basket), "Delete this basket"),
        Binding(.shareBasket, ["s"], .on(.basket), "Share this basket with everyone on the server, or stop sharing it", hint: "share"),

        Binding(.metric, ["m"], .browsing, "Next metric: what near means", hint: "metric"),
        Binding(.mode, ["M"], .browsing, "One taste or several: how likes become ghosts (the next mode)"),
        Binding(.encoder, ["e"], .browsing, "Next encoder: whose features are compared, where the catalog has several"),
        Binding(.moreDiverse, [")"], .on(.shop, .basket), "More variety among the neighbours"),
        Binding(.lessDiverse, ["("], .on(.shop, .basket), "Less variety: the nearest"),
        Binding(.towardsPrint, ["<"], .browsing, "The part on the left counts more, such as the print", hint: "print"),
        Binding(.towardsGarment, [">"], .browsing, "The part on the right counts more, such as the garment", hint: "garment"),
        Binding(.panel, ["p"], .on(.shop), "Show or hide the ghost"),
        Binding(.larger, ["+", "="], .on(.wall), "Closer, as far as one large picture", hint: "closer"),
        Binding(.smaller, ["-"], .on(.wall), "Farther, until more than a thousand stand on a large screen", hint: "farther"),
        Binding(.larger, ["+", "="], .on(.shop), "Larger pictures"),
        Binding(.smaller, ["-"], .on(.shop), "Smaller pictures"),
        Binding(.zoom, ["z"], .browsing, "The whole garment, or a close look at its print; at the chest where none is found"),
        Binding(
            .tint, ["t"], .browsing,
            "Tint it where it is like what it was found for; again: by each part", hint: "where alike"),

        Binding(.pin, ["P"], .browsing, "Pin it: whatever the cursor is on then stands beside it; on the pinned one: let it go", hint: "pin"),

        Binding(.undo, ["u"], .browsing, "Undo the last change of a basket", hint: "undo"),
        Binding(.redo, ["Ctrl-R"], .browsing, "Redo what was undone"),
        Binding(.jumpBack, ["'"], .on(.shop), "Back to where you were before the last jump"),
        Binding(.surprise, ["S"], .on(.shop, .wall), "Surprise me: to what would tell most about your taste", hint: "surprise"),
        Binding(.random, ["r"], .on(.shop, .wall), "Somewhere else, at random"),
        Binding(.copy, ["y"], .browsing, "Copy its ID; again: its path; again: its URL"),
        Binding(.openURL, ["o"], .browsing, "Open its page on the web"),
        Binding(.commandLine, [":"], .everywhere, "Command line"),

        Binding(.left, ["Left", "h"], .everywhere(but: .item), "Left"),
        Binding(.right, ["Right", "l"], .everywhere(but: .item), "Right"),
        Binding(.up, ["Up", "k"], .everywhere(but: .item), "Up"),
        Binding(.down, ["Down", "j"], .everywhere(but: .item), "Down"),
        Binding(.pageUp, ["PgUp", "Ctrl-B"], .everywhere, "Previous page"),
        Binding(.pageDown, ["PgDn", "Ctrl-F"], .everywhere, "Next page"),
        Binding(.first, ["Home", "g"], .everywhere, "First"),
        Binding(.last, ["End", "G"], .everywhere, "Last"),

        Binding(.help, ["?", "F1"], .everywhere, "Help", hint: "help"),
        Binding(
            .back, ["Esc"], .on(.shop), "Out of the ghost's neighbours; out of what / or :where shows and of the order by words, the latest first",
            hint: "show all"),
        Binding(.back, ["Esc"], .everywhere(but: .shop), "Back", hint: "back"),
        Binding(.back, ["q"], .everywhere(but: .shop), "Back"),
        Binding(.quit, ["q"], .on(.shop), "Quit", hint: "quit"),
        Binding(.quit, ["Ctrl-C"], .everywhere, "Quit"),
        Binding(.suspend, ["Ctrl-Z"], .everywhere, "To the shell, for a while"),
        Binding(.redraw, ["Ctrl-L"], .everywhere, "Draw the screen anew"),
    ]
}

/// Where keys mean something: on which screens, and in which part of help that stands.
private struct Place {
    let screens: Set<ScreenKind>
    let section: Keymap.Section

    static let everywhere = Place(screens: Set(ScreenKind.allCases), section: .everywhere)
    static let browsing = Place(screens: everywhere.screens.subtracting([.help, .facets]), section: .everywhere)

    static func everywhere(but screen: ScreenKind) -> Place { Place(screens: everywhere.screens.subtracting([screen]), section: .everywhere) }

    static func browsing(but screen: ScreenKind) -> Place { Place(screens: browsing.screens.subtracting([screen]), section: .everywhere) }

    /// On a few screens; help tells of it under the first.
    static func on(_ first: ScreenKind, _ others: ScreenKind...) -> Place { Place(screens: Set([first] + others), section: .screen(first)) }
}

extension Keymap.Binding {
    /// A binding with its keys by name; names that are no key are a programming error.
    fileprivate init(_ command: Command, _ names: [String], _ place: Place, _ help: String, hint: String? = nil) {
        self.init(command, names.map { Key(name: $0)! }, place.screens, place.section, help, hint: hint)
    }
}
