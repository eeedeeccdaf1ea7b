import Basics
import Frames

/// Keys by name, as help shows them and a configuration writes them: `Space`, `Ctrl-R`, `PgDn`, `F1`, `x`.
extension Key {
    /// How help shows the key.
    public var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "Ctrl-" + character.uppercased()
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .home: "Home"
        case .end: "End"
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .function(let number): "F\(number)"
        }
    }

    /// The names of the keys that are no single characters, as a configuration writes them.
    public static let names =
        ["Space", "Up", "Down", "Left", "Right", "PgUp", "PgDn", "Home", "End", "Enter", "Esc", "Tab", "Shift-Tab", "Backspace", "Del", "Ins"]
        + "abcdefghijklmnopqrstuvwxyz".map { "Ctrl-" + $0.uppercased() } + (1...24).map { "F\($0)" }

    /// The name of the key as a configuration writes it: as `name`, with words for the arrows.
    public var configurationName: String {
        switch self {
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        default: name
        }
    }

    /// The key with a name as in `name`, or nil; case does not matter except for single characters. Arrows are Up, Down, Left, Right.
    public init?(name: String) {
        if name.count == 1, let character = name.first {
            // What no keyboard sends as one character is no key.
            guard let known = Key.named[name] ?? (sanitized(name) == name ? .character(character) : nil) else { return nil }
            self = known
            return
        }
        let lower = name.lowercased()
        if lower.hasPrefix("ctrl-"), lower.count == 6, let letter = lower.last, letter.isASCII, letter.isLetter {
            self = .control(letter)
        } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...24).contains(number) {
            self = .function(number)
        } else if let key = Key.named[lower] {
            self = key
        } else {
            return nil
        }
    }

    private static let named: [String: Key] = [
        "space": .character(" "), "up": .up, "down": .down, "left": .left, "right": .right, "↑": .up, "↓": .down, "←": .left,
        "→": .right, "pgup": .pageUp, "pgdn": .pageDown, "pageup": .pageUp, "pagedown": .pageDown, "home": .home, "end": .end,
        "enter": .enter, "esc": .escape, "escape": .escape, "tab": .tab, "shift-tab": .backTab, "backspace": .backspace,
        "del": .delete, "delete": .delete, "ins": .insert, "insert": .insert,
    ]
}
