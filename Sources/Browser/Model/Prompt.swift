/// A line that the shopper types.
struct Prompt: Hashable {
    enum Kind: Hashable {
        case command, find, helpSearch, newBasket, renameBasket, duplicateBasket
    }

    var kind: Kind
    var characters: [Character] = []
    /// Insertion point, in characters.
    var caret = 0
    /// Which candidate Tab has chosen, if any.
    var candidate: Int?
    /// What was typed before Tab began to choose.
    var typed: String?
    /// Where the shopper was when typing began; Escape goes back there.
    var origin: Visit?

    init(_ kind: Kind, text: String = "", origin: Visit? = nil) {
        self.kind = kind
        self.origin = origin
        self.text = text
    }

    var text: String {
        get { String(characters) }
        set {
            characters = Array(newValue)
            caret = characters.count
        }
    }

    /// What stands before the text.
    var label: String {
        switch kind {
        case .command: ":"
        case .find, .helpSearch: "/"
        case .newBasket: "New basket: "
        case .renameBasket: "New name: "
        case .duplicateBasket: "Name of the copy: "
        }
    }
}
