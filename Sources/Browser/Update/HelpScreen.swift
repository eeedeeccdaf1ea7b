import Basics
import Frames

/// The help screen, made from the keymap and the table of commands.
extension State {
    enum HelpLine: Hashable {
        case heading(String)
        case entry(keys: String, text: String)
        case blank
    }

    /// All lines that match what is searched for.
    var helpLines: [HelpLine] {
        let words = help.search.folded
        func matches(_ keys: String, _ text: String) -> Bool {
            words.isEmpty || (keys + " " + text).folded.contains(words)
        }
        var lines: [HelpLine] = []
        func add(_ heading: String, _ entries: [(keys: String, text: String)]) {
            let entries = entries.filter { matches($0.keys, $0.text) }
            guard !entries.isEmpty else { return }
            if !lines.isEmpty { lines.append(.blank) }
            lines.append(.heading(heading))
            lines += entries.map { .entry(keys: $0.keys, text: $0.text) }
        }
        for section in Keymap.Section.allCases {
            add(
                section.rawValue,
                keymap.bindings.filter { $0.section == section && !$0.keys.isEmpty }
                    .map { ($0.keys.map(\.name).joined(separator: "  "), $0.help) })
        }
        add(
            "Mouse",
            [("click", "Choose"), ("double click", "Look at it closely"), ("wheel", "Scroll"), ("Ctrl-wheel", "Picture size")])
        add("Command line", Verb.all.map { (":" + $0.usage, $0.help) })
        return lines
    }

    /// Lines that show at once, in as many columns as the width allows.
    var helpCapacity: Int { lines.body.rows * helpColumns }
    var helpColumns: Int { max(1, size.columns / 64) }

    mutating func moveInHelp(_ movement: Movement) {
        let page = max(1, helpCapacity - 2)
        switch movement {
        case .up, .left: help.top -= 1
        case .down, .right: help.top += 1
        case .pageUp: help.top -= page
        case .pageDown: help.top += page
        case .first: help.top = 0
        case .last: help.top = .max / 2
        }
        settleScreens()
    }
}

extension Keymap {
    /// The parts that help is divided into.
    enum Section: String, CaseIterable {
        case everywhere = "Everywhere"
        case shop = "Shop"
        case compare = "Compare"
        case basket = "Basket"
        case help = "Help"
    }
}

extension Keymap.Binding {
    var section: Keymap.Section {
        if screens.count > 2 { return .everywhere }
        if screens.contains(.shop) { return .shop }
        if screens.contains(.compare) { return .compare }
        return screens.contains(.basket) ? .basket : .help
    }
}
