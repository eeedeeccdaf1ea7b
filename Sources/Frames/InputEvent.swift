/// A key as the shopper pressed it.
public enum Key: Hashable, Sendable {
    case character(Character)
    /// Ctrl with a lower-case letter.
    case control(Character)
    case up, down, left, right
    case pageUp, pageDown, home, end
    case enter, escape, tab, backTab, backspace, delete, insert
    case function(Int)

    /// The keys for which most terminals send the same byte as for this one, so that there they cannot be told apart.
    public var twins: [Key] {
        switch self {
        case .tab: [.control("i")]
        case .enter: [.control("m"), .control("j")]
        case .backspace: [.control("h")]
        case .control("i"): [.tab]
        case .control("m"), .control("j"): [.enter]
        case .control("h"): [.backspace]
        default: []
        }
    }
}

/// What the mouse did at a cell.
public enum MouseAction: Hashable, Sendable {
    /// `drag` is a move with the button held.
    case press, doubleClick, drag, wheelUp, wheelDown, controlWheelUp, controlWheelDown
}

/// What the terminal tells the program.
public enum InputEvent: Hashable, Sendable {
    case key(Key)
    case mouse(MouseAction, column: Int, row: Int)
    case resize(Size)
    /// One line of text without control characters, which nobody typed: no key of it is pressed.
    case paste(String)
    /// A line that was typed whole, where there is no screen: a question in words.
    case line(String)
    /// Whether keys go to the terminal from now on: it has come into focus, or gone out of it.
    case focus(Bool)
    /// The terminal has to be drawn anew (after a suspension, say).
    case refresh
}
