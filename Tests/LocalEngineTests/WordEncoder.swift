import Encoders
import Pictures
import Testing

/// Takes pictures for what words of the built-in encoder say, by how red they are, and has its identity, so that it knows words.
struct WordEncoder: Encoder {
    let identity: EncoderIdentity
    let vocabulary: WordVocabulary
    let preferredSide = 8, batchSize = 4
    private let word: @Sendable (_ red: Int) -> String

    init(_ word: @escaping @Sendable (_ red: Int) -> String) throws {
        identity = try EncoderStore.standard().find(EncoderStore.standardName).identity
        vocabulary = try #require(try EncoderStore.standard().words(of: identity))
        self.word = word
    }

    func encode(_ pictures: [Raster]) throws -> [Float] {
        try pictures.flatMap { picture in
            let red = Int(picture.meanColor().red)
            let vector = try #require(vocabulary.query(word(red)).vector)
            // No two pictures are the same.
            return vector.enumerated().map { $1 + ($0 == red ? 0.05 : 0) }
        }
    }
}
