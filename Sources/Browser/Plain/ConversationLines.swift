import Basics
import Frames

/// What a line means that was typed whole.
extension State {
    /// Takes a line as a question.
    mutating func takeLine(_ text: String) {
        guard conversation != nil else { return }
        ask()
        let line = sanitized(text).trimmed
        if prompt != nil { return answerPrompt(line) }
        guard !line.isEmpty else { return perform(Verb.conversation[0], "") }
        if line.hasPrefix("/") { return find(String(line.dropFirst()).trimmed) }
        let typed = line.hasPrefix(":") ? String(line.dropFirst()).trimmed : line
        let parts = typed.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true).map(String.init)
        guard let word = parts.first else { return perform(Verb.conversation[0], "") }
        let argument = parts.count > 1 ? parts[1].trimmed : ""
        if argument.isEmpty, Int(word) != nil { return go(word) }
        if let verb = Verb.spoken.first(where: { ([$0.name] + $0.aliases).contains { $0.isExactly(word) } }) { return perform(verb, argument) }
        if argument.isEmpty, let command = command(named: word) { return perform(command) }
        let likely = Verb.spoken.filter { $0.name.hasPrefix(word) }
        guard let verb = likely.first, likely.allSatisfy({ $0.name.hasPrefix(verb.name) }) else { return refuse(word, likely.map(\.name)) }
        perform(verb, argument)
    }

    /// An empty line leaves a prompt.
    private mutating func answerPrompt(_ line: String) {
        guard var prompt else { return }
        if !line.isEmpty {
            // What stands there already is a beginning only where the command line asks.
            prompt.text = prompt.kind.label == PromptKind.command.label ? prompt.text + line : line
            self.prompt = prompt
        }
        takeInPrompt(line.isEmpty ? .escape : .enter)
    }

    /// A command by its key or its name on the screen that shows, unless it is for pictures and screens.
    private func command(named word: String) -> Command? {
        let key = word.count == 1 ? word.first.flatMap { keymap.command(for: .character($0), on: screen) } : nil
        let named = Command(rawValue: word).flatMap { keymap.offers($0, on: screen) ? $0 : nil }
        return (key ?? named).flatMap { Self.forScreens.contains($0) ? nil : $0 }
    }

    private mutating func refuse(_ word: String, _ likely: [String]) {
        let near = likely.isEmpty ? nearestNames(to: word, among: Verb.spoken.map(\.name)) : likely
        let meant = near.isEmpty ? "" : " It may be \(near.joined(separator: ", "))."
        say("No command “\(word)”.\(meant) help tells what there is.", attention: true)
        answer { _ in [] }
    }

    static let forScreens: Set<Command> = [
        .panel, .larger, .smaller, .zoom, .copy, .redraw, .suspend, .commandLine, .find, .pageUp, .pageDown, .help, .nextPicture, .previousPicture,
    ]
}

extension Verb {
    /// All that can be said, each word once: what is meant for a conversation comes before the command line's own.
    static let spoken: [Verb] = {
        let own = Set(conversation.map(\.name))
        return conversation + all.filter { !own.contains($0.name) }
    }()
}
