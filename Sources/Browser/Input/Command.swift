/// Everything a shopper can do by a key. The raw value names the command in a configuration.
public enum Command: String, CaseIterable, Hashable, Sendable {
    case up, down, left, right
    case pageUp = "page-up"
    case pageDown = "page-down"
    case first, last, random, surprise
    case jumpBack = "jump-back"
    case like, pass, undo, redo
    case variants, stacks
    case focus, panel, metric, mode, encoder
    case larger, smaller, zoom, tint, pin, sort, filter, within, tick, clear
    case clearAll = "clear-all"
    case focusBack = "focus-back"
    case find
    case words, wish
    case findNext = "find-next"
    case findPrevious = "find-previous"
    case open, compare, basket, news, wall, help, back
    case nextPicture = "next-picture"
    case previousPicture = "previous-picture"
    case commandLine = "command-line"
    case copy
    case openURL = "open-url"
    case dot, hamming, more, fewer, fold
    case compareBasket = "compare-basket"
    case compareEncoder = "compare-encoder"
    case remove, heavier, lighter
    case nextBasket = "next-basket"
    case previousBasket = "previous-basket"
    case newBasket = "new-basket"
    case renameBasket = "rename-basket"
    case duplicateBasket = "duplicate-basket"
    case shareBasket = "share-basket"
    case deleteBasket = "delete-basket"
    case moreDiverse = "more-diverse"
    case lessDiverse = "less-diverse"
    case towardsPrint = "towards-print"
    case towardsGarment = "towards-garment"
    case redraw, suspend, quit

    /// Whether `:` reaches it too, so that another command may have its only key.
    var isTypedToo: Bool {
        [.filter, .within, .words, .wish, .tint, .pin, .variants, .stacks, .fold, .wall, .surprise, .compareBasket, .compareEncoder].contains(self)
    }
}
