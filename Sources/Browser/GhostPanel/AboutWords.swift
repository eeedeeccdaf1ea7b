import Basics

/// Words that say what pictures are about, as a screen shows them. They come from a file.
struct AboutWords: Hashable {
    private let words: [String]

    /// Nil where nothing can be told.
    init?(_ words: [String]?) {
        let words = (words ?? []).map(sanitized).filter { !$0.isEmpty }
        guard !words.isEmpty else { return nil }
        self.words = words
    }

    /// "cat · tree · stripes", of which as many whole words as fit; empty where not even the first does.
    func text(columns: Int) -> String {
        var text = ""
        for word in words {
            let longer = text.isEmpty ? word : text + " · " + word
            guard displayWidth(longer) <= columns else { break }
            text = longer
        }
        return text
    }

    /// The words that have room, each on a line of its own.
    func words(columns: Int) -> [String] { words.filter { displayWidth($0) <= columns } }

    /// Whether it is the name of a colour, such as "sky blue".
    static func isColor(_ word: String) -> Bool { word.folded.split(separator: " ").last.map { colors.contains(String($0)) } ?? false }

    private static let colors: Set<String> = [
        "beige", "black", "blue", "brown", "burgundy", "charcoal", "cream", "cyan", "gold", "gray", "green", "grey", "indigo", "khaki", "lavender",
        "lilac", "lime", "magenta", "maroon", "mauve", "mint", "mustard", "navy", "olive", "orange", "pink", "purple", "red", "silver", "tan", "teal",
        "turquoise", "violet", "white", "yellow",
    ]

    /// "cat, tree, stripes": to be read out.
    var spoken: String { words.joined(separator: ", ") }
}

extension State {
    /// What the one ghost of the panel is about.
    var aboutGhost: AboutWords? { basket.liked.isEmpty ? nil : AboutWords(searches[.panel]?.first?.about) }

    /// What the item that is shown large is about; no colours where an attribute says its own.
    var aboutItem: AboutWords? {
        let words = searches[.filmstrip]?.first?.about
        let saysColor = shownItem?.attributes.contains { ["color", "colour"].contains($0.name.folded) } ?? false
        return AboutWords(saysColor ? words?.filter { !AboutWords.isColor($0) } : words)
    }
}
