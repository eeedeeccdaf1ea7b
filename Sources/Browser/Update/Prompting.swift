import Basics
import Frames

/// Typing into a prompt.
extension State {
    mutating func takeInPrompt(_ key: Key) {
        guard var prompt else { return }
        switch key {
        case .escape, .control("c"), .control("g"):
            return cancelPrompt()
        case .enter:
            return finishPrompt()
        case .backspace where prompt.characters.isEmpty:
            return cancelPrompt()
        case .tab, .down: choose(&prompt, by: 1)
        case .backTab, .up: choose(&prompt, by: -1)
        default: prompt.edit(key)
        }
        self.prompt = prompt
        switch prompt.kind {
        case .find: narrow(to: prompt.text)
        case .helpSearch:
            help.search = prompt.text
            help.top = 0
        default: break
        }
    }

    private mutating func cancelPrompt() {
        guard let prompt else { return }
        self.prompt = nil
        switch prompt.kind {
        case .find:
            guard let origin = prompt.origin, (opening?.listing ?? listing) != origin.listing else { return }
            go(to: origin)
        case .helpSearch: help.search = ""
        default: break
        }
    }

    private mutating func finishPrompt() {
        guard let prompt else { return }
        self.prompt = nil
        let text = prompt.text.trimmed
        switch prompt.kind {
        case .command: run(command: text)
        case .find:
            if !text.isEmpty { lastFind = text }
            if let origin = prompt.origin, history.last != origin { history.append(origin) }
        case .helpSearch: break
        case .newBasket: if !text.isEmpty { addBasket(text) }
        case .renameBasket: if !text.isEmpty { renameBasket(text) }
        case .duplicateBasket: if !text.isEmpty { addBasket(text, basket) }
        }
    }

    /// Lets Tab and the arrows go round the candidates.
    private func choose(_ prompt: inout Prompt, by step: Int) {
        guard prompt.kind == .command else { return }
        let typed = prompt.typed ?? prompt.text
        let candidates = completions(of: typed)
        guard !candidates.isEmpty else { return }
        let next =
            prompt.candidate.map { ($0 + step + candidates.count) % candidates.count } ?? (step > 0 ? 0 : candidates.count - 1)
        prompt.text = candidates[next].line
        prompt.candidate = next
        prompt.typed = typed
    }
}

extension Prompt {
    /// Edits the text as every command line does.
    fileprivate mutating func edit(_ key: Key) {
        switch key {
        case .character(let character):
            let clean = sanitized(String(character))
            guard characters.count < 400 else { break }
            for character in clean {
                characters.insert(character, at: caret)
                caret += 1
            }
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
        candidate = nil
        typed = nil
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
