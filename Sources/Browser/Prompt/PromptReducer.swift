import Basics
import Frames

/// Typing into a prompt.
extension State {
    mutating func takeInPrompt(_ key: Key) {
        guard var prompt else { return }
        var key = key
        // Here Ctrl-I is Tab, and so on, whether or not the terminal tells them apart.
        if case .control = key { key = key.twins.first ?? key }
        switch key {
        case .escape, .control("c"), .control("g"):
            return cancelPrompt()
        case .enter:
            return finishPrompt()
        case .backspace where prompt.characters.isEmpty:
            return cancelPrompt()
        case .tab: prompt.complete(by: 1, in: self)
        case .backTab: prompt.complete(by: -1, in: self)
        // Among completions the arrows move as Tab does, and up from the first one back to what was typed.
        case .up where prompt.candidate == 0: prompt.restoreTyped()
        case .up where prompt.candidate != nil: prompt.complete(by: -1, in: self)
        case .up: prompt.recall(by: 1, in: self)
        case .down where prompt.recalled != nil: prompt.recall(by: -1, in: self)
        case .down: prompt.complete(by: 1, in: self)
        default: prompt.edit(key)
        }
        self.prompt = prompt
        prompt.kind.edited(&self, prompt.text)
    }

    /// A paste is text, whatever it holds; where nothing is typed it does nothing.
    mutating func pasteIntoPrompt(_ text: String) {
        guard var prompt else { return }
        prompt.insert(text)
        self.prompt = prompt
        prompt.kind.edited(&self, prompt.text)
    }

    private mutating func cancelPrompt() {
        guard let prompt else { return }
        self.prompt = nil
        prompt.kind.cancelled(&self)
    }

    private mutating func finishPrompt() {
        guard let prompt else { return }
        self.prompt = nil
        prompt.kind.finished(&self, prompt.text.trimmed)
    }
}

extension Prompt {
    /// Edits the text as every command line does.
    fileprivate mutating func edit(_ key: Key) {
        switch key {
        case .character(let character): return insert(String(character))
        case .backspace where isSelected, .delete where isSelected: removeSelected()
        case .backspace where caret > 0:
            caret -= 1
            characters.remove(at: caret)
        case .delete where caret < characters.count: characters.remove(at: caret)
        case .left: caret = max(0, caret - 1)
        case .right: caret = min(characters.count, caret + 1)
        case .home, .control("a"): caret = 0
        case .end, .control("e"): caret = characters.count
        case .control("u"):
            characters.removeFirst(caret)
            caret = 0
        case .control("w"):
            while caret > 0, characters[caret - 1] == " " { removeBeforeCaret() }
            while caret > 0, characters[caret - 1] != " " { removeBeforeCaret() }
        default: return
        }
        keepText()
    }

    /// Inserts what of a text is safe to show and has room.
    fileprivate mutating func insert(_ text: String) {
        // Who begins with a space adds a word.
        if text.first != " " { removeSelected() }
        let added = sanitized(text).prefix(max(0, Self.longest - characters.count))
        characters.insert(contentsOf: added, at: caret)
        caret += added.count
        keepText()
    }

    private mutating func removeBeforeCaret() {
        caret -= 1
        characters.remove(at: caret)
    }
}

extension String {
    /// Without spaces at either end.
    var trimmed: String {
        guard let first = firstIndex(where: { $0 != " " }), let last = lastIndex(where: { $0 != " " }) else { return "" }
        return String(self[first...last])
    }
}
