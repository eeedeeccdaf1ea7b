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

    /// "cat, tree, stripes": to be read out.
    var spoken: String { words.joined(separator: ", ") }
}

extension State {
    /// What the one ghost of the panel is about.
    var aboutGhost: AboutWords? { basket.liked.isEmpty ? nil : AboutWords(searches[.panel]?.first?.about) }

    /// What the item that is shown large is about.
    var aboutItem: AboutWords? { AboutWords(searches[.filmstrip]?.first?.about) }
}
