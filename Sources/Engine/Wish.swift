import Basics

/// Words in a basket. They go by an ID as items do, so that whatever holds a basket holds them too; an item of that very ID comes first.
public enum Wish {
    private static let start = "words: "

    /// The ID of a wish for some words.
    public static func id(of words: String) -> String { start + words }

    /// The words that an ID wishes for; nil for any other ID.
    public static func words(of id: String) -> String? {
        guard id.utf8.starts(with: start.utf8) else { return nil }
        return String(Substring(id.utf8.dropFirst(start.utf8.count)))
    }

    /// What a wish is called: its words in quotation marks.
    public static func name(of id: String) -> String? { words(of: id).map { "“\($0)”" } }
}

/// How words were understood.
public struct WordReading: Hashable, Sendable {
    /// As the encoder knows them.
    public var known: [String]
    /// Words that it does not know, each with the nearest that it does.
    public var unknown: [Unknown]
    /// Whether anything is near to them: not where no word says how a picture looks, or all say the contrary of each other.
    public var isUnderstood: Bool

    /// A word that an encoder does not know.
    public struct Unknown: Hashable, Sendable {
        /// As it was written, in lower case.
        public var word: String
        /// Known ones, the nearest first; none where nothing is near, or it is one of many.
        public var nearest: [String]

        /// - Parameter nearest: known words, the nearest first.
        public init(word: String, nearest: [String]) { (self.word, self.nearest) = (word, nearest) }
    }

    /// - Parameter isUnderstood: whether anything is near to the words.
    public init(known: [String], unknown: [Unknown], isUnderstood: Bool = true) {
        (self.known, self.unknown, self.isUnderstood) = (known, unknown, isUnderstood)
    }

    /// Why nothing can be near to the words, in a line, with the nearest words that are known.
    public func complaint(about words: String) -> String {
        let near = unknown.flatMap(\.nearest).unique.prefix(3).joined(separator: ", ")
        return "none of the words “\(words)” describes a picture" + (near.isEmpty ? "" : "; did you mean \(near)?")
    }
}
