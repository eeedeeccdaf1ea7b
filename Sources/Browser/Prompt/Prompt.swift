/// A line that the shopper types.
struct Prompt: Sendable {
    /// In characters.
    static let longest = 400

    let kind: PromptKind
    var characters: [Character] = []
    /// Insertion point, in characters.
    var caret = 0
    /// Which completion shows, if any.
    private(set) var candidate: Int?
    /// Which of the earlier lines shows, if any; 0 is the newest of those that begin with what was typed.
    private(set) var recalled: Int?
    /// What was typed before a completion or an earlier line took its place.
    private(set) var typed: String?
    /// Whether the next character takes the place of the whole text, which was there before anything was typed.
    private(set) var isSelected = false

    init(_ kind: PromptKind, text: String = "", isSelected: Bool = false) {
        self.kind = kind
        self.text = text
        self.isSelected = isSelected && !text.isEmpty
    }

    var text: String {
        get { String(characters) }
        set {
            characters = Array(newValue)
            caret = characters.count
            isSelected = false
        }
    }

    /// What Tab goes round.
    func completions(in state: State) -> [Completion] { kind.completions(state, candidate == nil ? text : typed ?? text) }

    /// Shows another of the completions, the last one before the first.
    mutating func complete(by step: Int, in state: State) {
        let completions = completions(in: state), count = completions.count
        guard count > 0 else { return }
        let next = candidate.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
        if candidate == nil { typed = text }
        (text, candidate, recalled) = (completions[next].text, next, nil)
    }

    /// Shows an older one of the lines that begin with what was typed (1), or a newer one (-1); before the newest stands what was typed.
    mutating func recall(by step: Int, in state: State) {
        let beginning = recalled == nil ? text : typed ?? text
        let lines = kind.earlier(state).filter { $0.text.utf8.starts(with: beginning.utf8) }
        let next = (recalled ?? -1) + step
        guard next < lines.count else { return }
        guard next >= 0 else { return restoreTyped() }
        (text, recalled, candidate, typed) = (lines[next].text, next, nil, beginning)
        caret = lines[next].fault.map { max(0, min($0, characters.count)) } ?? caret
    }

    mutating func restoreTyped() {
        text = typed ?? text
        keepText()
    }

    /// What shows counts as typed from now on.
    mutating func keepText() { (candidate, recalled, typed, isSelected) = (nil, nil, nil, false) }

    /// Takes the text away if it is selected.
    mutating func removeSelected() { if isSelected { text = "" } }
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
    /// Lines that were entered before, the newest first.
    var earlier: @Sendable (State) -> [EarlierLine] = { _ in [] }
    /// What a text may become.
    var completions: @Sendable (State, String) -> [Completion] = { _, _ in [] }
    /// What is said above the prompt where there are no completions, of the text.
    var aside: @Sendable (State, String) -> [Piece] = { _, _ in [] }
    /// What is said at the right end of the prompt's own line, of the text.
    var note: @Sendable (State, String) -> [Piece] = { _, _ in [] }
    /// Whether completions may cover the details of the cursor's item where they have no other line.
    var coversDetails = false
    /// Whether it asks for words that an encoder understands.
    var readsWords = false
}

/// A text that a prompt's may become, with the word that stands for it.
struct Completion: Hashable {
    let word: String
    let text: String
}
