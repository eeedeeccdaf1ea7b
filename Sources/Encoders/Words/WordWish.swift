import Basics

/// Words as a person asks for them: `cat glasses`, `-stripes` or `no stripes` for less of that, `2:cat` for twice as much.
public struct WordWish: Hashable, Sendable {
    /// Words that count alike; a compound such as "sailing boat" is found within.
    public struct Phrase: Hashable, Sendable {
        public let weight: Float
        public let text: String
    }

    public let phrases: [Phrase]

    /// Nobody types more; a basket may come from anybody.
    private static let longest = 2000
    /// Each may cost a network its time.
    private static let mostPhrases = 32

    /// The next word is not wanted.
    private static let negations: Set<ExactText> = ["no", "not", "without"]
    /// What may stand between: "without any stripes".
    private static let articles: Set<ExactText> = ["a", "an", "any", "the"]

    /// Reads what was typed. A sign, a weight or a negation is of the word that it stands before; what is no weight is a word, and what
    /// stands before nothing is left out.
    public init(parsing text: String) {
        var phrases: [Phrase] = []
        var sign: Float = 1
        for word in text.unicodeScalars.prefix(Self.longest).split(whereSeparator: \.properties.isWhitespace).map(String.init) {
            let form = ExactText(word.folded)
            if Self.negations.contains(form) {
                sign = -sign
                continue
            }
            if sign < 0, Self.articles.contains(form) { continue }
            let (own, rest) = Self.weighed(word)
            if rest.isEmpty { continue }
            let weight = sign * own
            sign = 1
            if weight == 1, let last = phrases.last, last.weight == 1 {
                phrases[phrases.count - 1] = Phrase(weight: 1, text: last.text + " " + rest)
            } else if phrases.count < Self.mostPhrases {
                phrases.append(Phrase(weight: weight, text: rest))
            }
        }
        self.phrases = phrases
    }

    private static func weighed(_ word: String) -> (weight: Float, rest: String) {
        let isLess = word.utf8.first == UInt8(ascii: "-"), plain = isLess ? String(word.unicodeScalars.dropFirst()) : word
        let sign: Float = isLess ? -1 : 1
        guard let colon = plain.utf8.firstIndex(of: UInt8(ascii: ":")), let weight = Float(plain[..<colon]), weight > 0, weight <= 100 else {
            return (sign, plain)
        }
        return (sign * weight, String(plain[plain.utf8.index(after: colon)...]))
    }
}

extension WordVocabulary {
    /// What words with weights ask for: the weighted sum of what their phrases do.
    public func query(_ wish: WordWish) -> Query {
        let queries = wish.phrases.map { ($0.weight, query($0.text)) }
        var sum = [Float](repeating: 0, count: dimensions)
        for (weight, query) in queries { if let vector = query.vector { for index in sum.indices { sum[index] += weight * vector[index] } } }
        return Query(vector: sum.contains { $0 != 0 } ? sum : nil, known: queries.flatMap(\.1.known), unknown: queries.flatMap(\.1.unknown))
    }
}
