import Basics

/// A word of the command line.
struct Verb: Sendable {
    let name: String
    /// Its arguments, as help shows them; empty for none.
    let arguments: String
    let help: String
    /// Shorter and other words for it, where lines are read.
    var aliases: [String] = []
    /// What may follow, for completion.
    var candidates: @Sendable (State) -> [String] = { _ in [] }
    let run: @Sendable (inout State, String) -> Void

    var usage: String { arguments.isEmpty ? name : name + " " + arguments }
}

extension State {
    /// Runs a line: a verb, a space, its argument.
    mutating func run(command line: String) {
        guard !line.isEmpty else { return }
        commands.add(line)
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true).map(String.init)
        let exact = Verb.all.filter { $0.name == parts[0] }
        let verbs = exact.isEmpty ? Verb.all.filter { $0.name.hasPrefix(parts[0]) } : exact
        guard let verb = verbs.first else {
            commands.refuse(ending: line, at: parts[0].count)
            return say("No command “\(parts[0])”. Tab after : shows what there is.", attention: true)
        }
        // What begins all of them is meant, as “export” is beside “export!”.
        guard verbs.allSatisfy({ $0.name.hasPrefix(verb.name) }) else {
            commands.refuse(ending: line, at: parts[0].count)
            return say("“\(parts[0])” may be \(verbs.map(\.name).joined(separator: ", ")).", attention: true)
        }
        perform(verb, parts.count > 1 ? parts[1].trimmed : "")
    }

    /// Does what a verb says, or says how it is used.
    mutating func perform(_ verb: Verb, _ argument: String) {
        guard !argument.isEmpty || !verb.arguments.hasPrefix("<") else {
            return say("Use :\(verb.usage) · \(choices(of: verb))", attention: true)
        }
        verb.run(&self, argument)
    }

    /// What may follow a verb: the words that there are, or what help says of it.
    private func choices(of verb: Verb) -> String {
        var seen: Set<ExactText> = []
        let words = verb.candidates(self).filter { !$0.hasPrefix("-") && seen.insert(ExactText($0)).inserted }
        return words.isEmpty ? verb.help : words.joined(separator: ", ")
    }

    /// Lines that what was typed may become.
    func completions(of text: String) -> [Completion] {
        guard let space = text.firstIndex(of: " ") else {
            return Verb.all.filter { $0.name.hasPrefix(text) }.map {
                Completion(word: $0.name, text: $0.arguments.isEmpty ? $0.name : $0.name + " ")
            }
        }
        let name = String(text[..<space])
        let typed = String(text[text.index(after: space)...]).folded
        guard let verb = Verb.all.first(where: { $0.name == name }) else { return [] }
        // What is meant the other way round (`-price`) is offered when its sign is there, and each word once.
        var seen: Set<ExactText> = []
        return verb.candidates(self).filter { word in
            word.folded.hasPrefix(typed) && (word.hasPrefix("-") == typed.hasPrefix("-")) && seen.insert(ExactText(word)).inserted
        }.map { Completion(word: $0, text: name + " " + $0) }
    }

    /// The value of a small set that a word names or begins, or nil after saying what there is.
    mutating func value<Value>(named word: String, among values: [(name: String, value: Value)]) -> Value? {
        let word = word.folded
        if let found = values.first(where: { $0.name.folded == word })
            ?? values.first(where: { $0.name.folded.hasPrefix(word) })
        {
            return found.value
        }
        say("Choose from \(values.map(\.name).filter { !$0.hasPrefix("-") }.joined(separator: ", ")).", attention: true)
        return nil
    }
}

extension PromptKind {
    /// `:`: a verb, a space, its argument.
    static let command = PromptKind(
        label: ":",
        finished: { state, line in state.run(command: line) },
        earlier: { $0.commands.lines },
        completions: { state, text in state.completions(of: text) },
        aside: { _, text in
            guard let verb = Verb.all.first(where: { text.hasPrefix($0.name + " ") }) else { return [] }
            return [Piece(verb.usage, .dim), Piece("· " + verb.help, .dim, rank: 1)]
        },
        coversDetails: true)
}
