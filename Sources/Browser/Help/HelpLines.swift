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
        for section in Keymap.Section.all {
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
                ("an option", "(--metric, --mode, --picture-rows) beats all else"),
                ("the last session", "of this catalog: metric, mode, picture size, place"),
                ("config.toml", "keys and colours; metric, mode and size where a catalog is new to you"),
                ("vitrine config", "shows every setting"),
            ])
        add("Words", Glossary.entries(parts: catalog.parts))
        return lines
    }
}
