import Basics
import Engine

/// How words were understood that were typed or are wished for, by each encoder.
struct WordReadings: Sendable {
    private struct Question: Hashable {
        let words: ExactText
        let encoder: ExactText?

        init(_ words: String, _ encoder: String?) { (self.words, self.encoder) = (ExactText(words), encoder.map(ExactText.init)) }
    }

    /// Each letter of what is typed makes one.
    private static let memory = 1000

    /// Nil where the encoder could not read the words.
    private var answers: [Question: WordReading?] = [:]
    private var awaited: Set<Question> = []
    /// What came last, which shows until there is an answer to what was typed since.
    var latest: WordReading?
    /// Words that were entered, and whose unknown ones the shopper is to hear of.
    var toTell: String?

    subscript(words: String, encoder: String?) -> WordReading? { answers[Question(words, encoder)] ?? nil }

    /// Whether some are on their way.
    var isWaiting: Bool { !awaited.isEmpty }

    /// Whether words are to be asked for; they count as asked for from now on.
    mutating func ask(for words: String, _ encoder: String?) -> Bool {
        let question = Question(words, encoder)
        guard answers[question] == nil else { return false }
        return awaited.insert(question).inserted
    }

    mutating func take(_ reading: WordReading?, of words: String, _ encoder: String?) {
        if answers.count >= Self.memory { answers = [:] }
        answers[Question(words, encoder)] = .some(reading)
        awaited.remove(Question(words, encoder))
        latest = reading ?? latest
    }
}

extension State {
    /// The encoder that words are asked of, as questions name it: nil for the first.
    private var wordEncoder: String? { encoder == catalog.encoders.first ? nil : encoder?.name }

    /// How words are understood by the encoder that the shopper has chosen; nil while that is not known.
    func reading(of words: String) -> WordReading? { readings[words, wordEncoder] }

    mutating func askForReading(of words: String) {
        guard encoder?.knowsWords == true, readings.ask(for: words, wordEncoder) else { return }
        requests.send(.readWords(words, encoder: wordEncoder))
    }

    /// Asks how the words are understood that the listing is ordered by, and those in the basket.
    mutating func askForReadings() {
        if case .words(let words) = shop.listing.order { askForReading(of: words) }
        for entry in basket.entries { if let words = known[entry.item]?.words { askForReading(of: words) } }
    }

    mutating func takeReading(_ reading: WordReading?, of words: String, _ encoder: String?) {
        readings.take(reading, of: words, encoder)
        tellUnknownWords()
    }

    /// Says which of the words that were entered are not known, once that is known.
    mutating func tellUnknownWords() {
        guard prompt == nil, let words = readings.toTell, let reading = reading(of: words) else { return }
        readings.toTell = nil
        // Words of which none is known are refused with a line of their own.
        guard reading.isUnderstood, let line = reading.unknownLine else { return }
        say(line, attention: true)
    }
}

extension WordReading {
    /// "“wibble” is not known; near are ribbon, bubble": nil where all is known.
    var unknownLine: String? {
        guard !unknown.isEmpty else { return nil }
        let near = unknown.flatMap { $0.nearest.prefix(2) }.unique.prefix(3).joined(separator: ", ")
        let names = unknown.map { "“\($0.word)”" }.joined(separator: ", ")
        return "\(names) \(unknown.count == 1 ? "is" : "are") not known" + (near.isEmpty ? "" : "; near to that: \(near)")
    }

    /// "sailing boat, less stripe", and for what is not known what may be meant: "“sai”? sail, say".
    var pieces: [Piece] {
        let known = self.known.joined(separator: ", ")
        let guesses = unknown.map { "“\($0.word)”? " + ($0.nearest.isEmpty ? "not known" : $0.nearest.joined(separator: ", ")) }
        return (known.isEmpty ? [] : [Piece("nearest in words:", .dim), Piece(known)]) + guesses.map { Piece($0, .dim, space: 2) }
    }
}
