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
    /// The questions that have an answer, the oldest first.
    private var answered: [Question] = []
    private var asked: Set<Question> = []
    private var awaited: Set<Question> = []
    /// What was last told of what is being typed, which shows until there is an answer to what was typed since.
    var latest: WordReading?
    /// Words that were entered of which none describes a picture; they stand in the prompt still.
    var refused: String?
    /// Words that were entered, and whose unknown ones the shopper is to hear of.
    var toTell: String?

    subscript(words: String, encoder: String?) -> WordReading? { answers[Question(words, encoder)] ?? nil }

    /// Whether some are on their way.
    var isWaiting: Bool { !awaited.isEmpty }

    /// Whether words are to be asked for; they count as asked for from now on.
    mutating func ask(for words: String, _ encoder: String?) -> Bool {
        let question = Question(words, encoder)
        guard asked.insert(question).inserted else { return false }
        awaited.insert(question)
        return true
    }

    mutating func take(_ reading: WordReading?, of words: String, _ encoder: String?) {
        let question = Question(words, encoder)
        if answers.updateValue(reading, forKey: question) == nil { answered.append(question) }
        awaited.remove(question)
        guard answered.count > Self.memory else { return }
        let oldest = answered.removeFirst()
        answers.removeValue(forKey: oldest)
        asked.remove(oldest)
    }

    /// Encoders may know other words by now: all are asked for again, and what was answered stays until there is something newer.
    mutating func invalidate() { (asked, awaited) = ([], []) }
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

    /// Asks how the words are understood that are typed, that the listing is ordered by, and that show in the basket. What the encoder knows
    /// is read before the first letter is there.
    mutating func askForReadings() {
        if let typedWords { askForReading(of: typedWords) }
        if case .words(let words) = shop.listing.order { askForReading(of: words) }
        for id in shownBasketIDs { if let words = known[id]?.words { askForReading(of: words) } }
    }

    /// Fewer than are kept, however large the basket is: else some would be asked for without end.
    private var shownBasketIDs: some Sequence<String> {
        guard screen == .basket else { return [String]().prefix(0) }
        if conversation != nil { return basketIDs.prefix(500) }
        return basketIDs.dropFirst(basketScreen.scroller.first).prefix(basketLayout.grid.capacity)
    }

    mutating func takeReading(_ reading: WordReading?, of words: String, _ encoder: String?) {
        readings.take(reading, of: words, encoder)
        keepReadingOfTyped()
        tellUnknownWords()
    }

    /// The words that are being typed for an encoder to understand; nil where nothing is typed, or something else.
    var typedWords: String? { prompt.flatMap { $0.kind.readsWords ? $0.text.trimmed : nil } }

    /// Whether what is typed describes no picture, so that it orders nothing.
    var typesNothingUnderstood: Bool {
        guard let typedWords, !typedWords.isEmpty else { return false }
        return readings.refused == typedWords || reading(of: typedWords)?.isUnderstood == false
    }

    /// Keeps how the words that are being typed were understood.
    mutating func keepReadingOfTyped() {
        if let typedWords, let reading = reading(of: typedWords) { readings.latest = reading }
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
    /// "“wibble” is not known: did you mean ribbon, bubble?"; nil where all is known.
    var unknownLine: String? {
        guard !unknown.isEmpty else { return nil }
        let near = unknown.flatMap { $0.nearest.prefix(2) }.unique.prefix(3)
        let names = unknown.map { "“\($0.word)”" }.joined(separator: ", ")
        return "\(names) \(unknown.count == 1 ? "is" : "are") not known" + Self.guess(near)
    }

    /// "looking for: sailing boat, less of stripes", and of what is not known what may be meant.
    var pieces: [Piece] {
        let words = known.enumerated().map { Piece($0.element + ($0.offset < known.count - 1 ? "," : "")) }
        let guesses = unknown.map { unknown in
            Piece("“\(unknown.word)”" + (unknown.nearest.isEmpty ? " is not known" : Self.guess(unknown.nearest.prefix(3))), .dim, space: 2)
        }
        return (words.isEmpty ? [] : [Piece("looking for:", .dim)] + words) + guesses
    }

    private static func guess(_ words: some Collection<String>) -> String {
        words.isEmpty ? "" : ": did you mean \(words.joined(separator: ", "))?"
    }
}
