import Basics
import Encoders
import Engine
import Foundation
import Vectors

/// Vectors of words, in the region of a catalog's pictures.
struct WordVectors: Sendable {
    private let source: WordSource
    private let sample: PictureSample

    /// How much more words count than one liked picture: what a single one has of its kind is less than what a word has
    /// (`assets/encoder/README.md`).
    private static let weight: Float = 1.5
    /// The same for a network, with which both sides find about as much of one mean (`NetworkWordsTests`).
    private static let networkWeight: Float = 1.2
    /// Texts that hardly tell this catalog's pictures apart would have to be very far from the mean to weigh as much: no farther than so many
    /// times as a picture.
    private static let longest: Float = 3

    /// - Returns: nil where the catalog's encoder knows no words.
    init?(_ search: NeighborSearch, _ sources: WordSources) throws {
        guard let source = try sources.source(for: search.encoder) else { return nil }
        guard let sample = PictureSample(search, source) else { return nil }
        (self.source, self.sample) = (source, sample)
    }

    /// Makes ready what some words need, until nobody asks for them any more.
    func prepare(_ words: String, for inquiry: Inquiry) {
        guard case .network(let network) = source else { return }
        for phrase in WordWish(parsing: words).phrases where !inquiry.isCancelled { _ = try? network.direction(of: phrase.text) }
    }

    /// A vector that counts in a ghost as a liked picture does: its length is such that words and pictures, each seen from their mean, weigh
    /// alike. Nil where no word has an effect.
    ///
    /// - Throws: an error in one line for words that cannot be computed.
    func vector(of words: String) throws -> [Float]? {
        guard let vector = try unchecked(words) else { return nil }
        guard vector.allSatisfy(\.isFinite) else { throw PlainError("what the encoder makes of the words “\(words)” is too large a number") }
        return vector
    }

    private func unchecked(_ words: String) throws -> [Float]? {
        let wish = WordWish(parsing: words)
        switch source {
        case .vocabulary(let vocabulary):
            guard let vector = vocabulary.query(wish).vector else { return nil }
            let own = vocabulary.spread(of: vector), length = sample.spread > 0 ? sample.spread : 1
            return own > 0 ? vector.map { $0 * Self.weight * length / own } : vector
        case .network(let network):
            var sum = [Float](repeating: 0, count: sample.mean.count)
            for phrase in wish.phrases {
                for (index, value) in try network.direction(of: phrase.text).enumerated() { sum[index] += phrase.weight * value }
            }
            let length = euclidean(sum)
            if length == 0 { return nil }
            let own = sample.spread(of: sum)
            let alike = own > 0 ? Self.networkWeight * sample.spread / own : .infinity
            let factor = min(alike, Self.longest * sample.distance / length)
            // Pictures lie around their own mean, not around zero.
            return zip(sample.mean, sum).map { $0 + factor * $1 }
        }
    }

    /// Unknown words whose nearest ones are looked for; more are only named.
    private static let explained = 3

    /// How words are understood. Cost: for each of the first words that a vocabulary does not know, a look at all that it does, 10 ms.
    func reading(of words: String) -> WordReading {
        let wish = WordWish(parsing: words)
        switch source {
        case .vocabulary(let vocabulary):
            let query = vocabulary.query(wish)
            let known = wish.phrases.flatMap { phrase in vocabulary.query(phrase.text).known.map { Self.spoken($0, phrase.weight) } }
            return WordReading(
                known: known,
                unknown: query.unknown.unique.enumerated().map {
                    WordReading.Unknown(word: $1, nearest: $0 < Self.explained ? vocabulary.nearest(to: $1) : [])
                },
                isUnderstood: query.vector != nil)
        case .network:
            // A network makes something of every text; only what is asked for and refused at once leaves nothing.
            let weights = ExactDictionary(wish.phrases.map { ($0.text, $0.weight) }) { $0 + $1 }
            return WordReading(
                known: wish.phrases.map { Self.spoken($0.text, $0.weight) }, unknown: [],
                isUnderstood: wish.phrases.contains { weights[$0.text] != 0 })
        }
    }

    /// "less of stripe", "navy ×2".
    private static func spoken(_ word: String, _ weight: Float) -> String {
        let size = abs(weight)
        return (weight < 0 ? "less of " : "") + word + (size == 1 ? "" : " ×" + fixed(Double(size), decimals: size == size.rounded() ? 0 : 1))
    }
}
