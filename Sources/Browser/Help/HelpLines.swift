import Basics
import Frames

/// What help says, made from the keymap and the table of commands.
extension State {
    enum HelpLine: Hashable {
        case heading(String)
        case entry(keys: String, text: String)
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
            lines.append(.heading(heading))
            lines += entries.map { .entry(keys: $0.keys, text: $0.text) }
        }
        // What is sought first is what the keys mean where one was; the shop's stand beside those that mean the same everywhere.
        let origin = Keymap.Section.screen(path.last { $0 != .help } ?? .shop)
        let first = origin == .screen(.shop) ? [] : Keymap.Section.all.filter { $0 == origin }
        for section in first + Keymap.Section.all.filter({ !first.contains($0) }) {
            let bindings = keymap.bindings.filter { $0.section == section && !$0.keys.isEmpty }
            add(section.title, bindings.map { ($0.keys.map(\.name).joined(separator: "  "), $0.help) } + section.terms)
        }
        add(
            "Mouse",
            [
                ("click", "Choose; in the basket's upper lines: change to a basket, set a slider"), ("double click", "Look at it closely"),
                ("drag", "Move a slider"), ("wheel", "Scroll"), ("Ctrl-wheel", "Picture size"),
            ])
        add(
            "Command line",
            Verb.all.map { (":" + $0.usage, $0.help) } + [("↑  ↓", "Earlier lines that begin with what you typed"), ("Tab", "What may follow")])
        add(
            "What beats what",
            [
                ("1. options", "What the command line says (--metric, --mode, --picture-rows) comes before all else"),
                ("2. last session", "Otherwise a catalog opens as you left it: metric, mode, picture size, place"),
                (
                    "3. config.toml",
                    "A catalog that is new to you takes metric, mode and picture size from there; keys and colours always come from there"
                ),
                ("vitrine config", "Shows every setting and what it means"),
            ])
        add("Words", Glossary.entries(parts: parts, encoders: catalog.encoders.count))
        return lines
    }
}
