import Basics

/// What a conversation tells of itself.
extension State {
    /// In a few lines what can be typed; all of it for "all", else what is known of the words.
    func conversationHelp(on words: String) -> [String] {
        if words.isEmpty {
            return ["Type a command, or its first letters, and Enter. An empty line goes on to the next one."]
                + Verb.groups.map { "\($0.title): \($0.verbs.map(\.name).joined(separator: ", "))." }
                + ["help like tells of like, and help all of everything."]
        }
        let wanted = words.folded == "all" ? "" : words.folded
        func matches(_ text: String) -> Bool { wanted.isEmpty || text.folded.contains(wanted) }
        let verbs = Verb.spoken.map { verb in
            "\(verb.usage)\(verb.aliases.isEmpty ? "" : ", or \(verb.aliases.joined(separator: ", "))"): \(verb.help)."
        }
        let said = Set(Verb.spoken.map { ExactText($0.name) })
        let here = keymap.bindings.filter {
            $0.section == .screen(screen) && !Self.forScreens.contains($0.command) && !said.contains(ExactText($0.command.rawValue))
        }
        let commands = here.map { "\($0.command.rawValue): \($0.help)." }
        let terms = Glossary.entries(parts: parts, encoders: catalog.encoders.count).map { "\($0.keys): \($0.text)." }
        let lines = (verbs + commands + terms).filter(matches).map { inWords($0).replacing(" ↔ ", with: " or ") }
        return lines.isEmpty ? ["Nothing about “\(words)”."] : lines
    }
}

extension Verb {
    /// All words, as help names them in a few lines.
    fileprivate static let groups: [(title: String, verbs: [Verb])] = {
        let named: [(String, [Verb])] = [("To go", moving), ("To hear of", looking), ("To choose", marking)]
        let own = Set(named.flatMap { $0.1 }.map { ExactText($0.name) })
        return named + [("Further", spoken.filter { !own.contains(ExactText($0.name)) && $0.name != "export!" })]
    }()
}
