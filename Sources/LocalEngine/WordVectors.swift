import Basics
import Encoders
import Engine
import Foundation
import Vectors

/// Vectors of words, in the region of a catalog's pictures.
struct WordVectors: Sendable {
    private let vocabulary: WordVocabulary
    /// How much a liked picture of this catalog usually differs from the mean of them, as the vocabulary measures it.
    private let spread: Float

    /// How much more words count than one liked picture: what a single one has of its kind is less than what a word has
    /// (`assets/encoder/README.md`).
    private static let weight: Float = 1.5
    private static let samples = 256

    /// - Returns: nil where the catalog's encoder knows no words.
    init?(_ search: NeighborSearch) throws {
        guard let vocabulary = try Vocabularies.vocabulary(of: search.encoder) else { return nil }
        let table = search.table, step = max(1, table.rows / Self.samples)
        let vectors = stride(from: 0, to: table.rows, by: step).compactMap(search.vector(ofRow:)).filter { $0.allSatisfy(\.isFinite) }
        guard !vectors.isEmpty else { return nil }
        var mean = [Float](repeating: 0, count: table.dimensions)
        for vector in vectors { for index in mean.indices { mean[index] += vector[index] / Float(vectors.count) } }
        let sum = vectors.reduce(Float(0)) { sum, vector in sum + vocabulary.spread(of: zip(vector, mean).map { $0 - $1 }) }
        (self.vocabulary, spread) = (vocabulary, sum / Float(vectors.count))
    }

    /// A vector that counts in a ghost as a liked picture does: its length is such that words and pictures, each seen from their mean, weigh
    /// alike. Nil where no word has an effect.
    func vector(of words: String) -> [Float]? {
        guard let vector = vocabulary.query(WordWish(parsing: words)).vector else { return nil }
        let own = vocabulary.spread(of: vector), length = spread > 0 ? spread : 1
        return own > 0 ? vector.map { $0 * Self.weight * length / own } : vector
    }

    /// "less stripe", "navy ×2".
    private static func spoken(_ word: String, _ weight: Float) -> String {
        let size = abs(weight)
        return (weight < 0 ? "less " : "") + word + (size == 1 ? "" : " ×" + fixed(Double(size), decimals: size == size.rounded() ? 0 : 1))
    }

    func reading(of words: String) -> WordReading {
        let wish = WordWish(parsing: words), query = vocabulary.query(wish)
        let known = wish.phrases.flatMap { phrase in vocabulary.query(phrase.text).known.map { Self.spoken($0, phrase.weight) } }
        return WordReading(
            known: known, unknown: query.unknown.unique.map { WordReading.Unknown(word: $0, nearest: vocabulary.nearest(to: $0)) },
            isUnderstood: query.vector != nil)
    }
}
