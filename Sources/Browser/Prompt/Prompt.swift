/// A line that the shopper types.
struct Prompt: Sendable {
    let kind: PromptKind
    var characters: [Character] = []
    /// Insertion point, in characters.
    var caret = 0
    /// Which completion Tab has chosen, if any.
    var candidate: Int?
    /// What was typed before Tab began to choose.
    var typed: String?

    init(_ kind: PromptKind, text: String = "") {
        self.kind = kind
        self.text = text
    }

    var text: String {
        get { String(characters) }
        set {
            characters = Array(newValue)
            caret = characters.count
        }
    }

    /// What Tab goes round.
    func completions(in state: State) -> [Completion] { kind.completions(state, typed ?? text) }
}

/// What a prompt asks for, and what becomes of it. Each is declared by the screen that asks.
struct PromptKind: Sendable {
    /// What stands before the text.
    let label: String
    /// After each key, with the text.
    var edited: @Sendable (inout State, String) -> Void = { _, _ in }
    /// When it is left without Enter.
    var cancelled: @Sendable (inout State) -> Void = { _ in }
    /// On Enter, with the text without spaces at either end.
    let finished: @Sendable (inout State, String) -> Void
    /// What a text may become.
    var completions: @Sendable (State, String) -> [Completion] = { _, _ in [] }
    /// What is said above the prompt where there are no completions, of the text.
    var aside: @Sendable (State, String) -> [Piece] = { _, _ in [] }
    /// Whether completions may cover the details of the cursor's item where they have no other line.
    var coversDetails = false
}

/// A text that a prompt's may become, with the word that stands for it.
struct Completion: Hashable {
    let word: String
    let text: String
}
