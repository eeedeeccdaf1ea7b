import Basics
import Foundation
import Heads

/// The English words that an encoder knows, each with a direction in the parts of its vectors: words find pictures, and say what pictures
/// have in common. Made by `assets/encoder/words.py`, which describes the two files.
///
/// Memory: four bytes a number of the directions; 12 MB for the built-in encoder.
public struct WordVocabulary: Sendable {
    /// What a phrase stands for.
    public struct Query: Sendable {
        /// To be multiplied with pictures' vectors: the more, the more alike. Nil where no word of the phrase has an effect.
        public let vector: [Float]?
        /// The words that were understood, as the vocabulary spells them.
        public let known: [String]
        /// What was not, as it was written, in lower case.
        public let unknown: [String]
    }

    private static let partNames = ["print", "garment"]

    private let list: WordList
    private let parts: [WordPart]

    /// Whether an encoder's folder has words.
    static func isIn(_ folder: URL) -> Bool { FileManager.default.fileExists(atPath: directions(in: folder).path) }

    private static func directions(in folder: URL) -> URL { folder.appendingPathComponent("words.safetensors") }

    /// - Parameter folder: the encoder's, with `words.txt` and `words.safetensors`.
    /// - Returns: nil for an encoder without words.
    /// - Throws: `EncoderError.file` for words that cannot be read or do not fit each other or the encoder.
    public init?(folder: URL, dimensions: Int) throws(EncoderError) {
        guard Self.isIn(folder) else { return nil }
        let (text, tensors) = (folder.appendingPathComponent("words.txt"), Self.directions(in: folder))
        let file: Safetensors
        do { file = try Safetensors(contentsOf: tensors) } catch { throw .file(path: error.path, reason: error.reason) }
        var parts: [WordPart] = []
        for name in Self.partNames {
            guard let part = WordPart(file.tensors, name: name, from: parts.last?.range.upperBound ?? 0) else {
                throw .file(path: tensors.path, reason: "the tensors of the part \(name) are missing or do not fit each other")
            }
            parts.append(part)
        }
        guard parts.last?.range.upperBound == dimensions else {
            throw .file(
                path: tensors.path,
                reason: "its words are for vectors of \(parts.last?.range.upperBound ?? 0) numbers; the encoder's have \(dimensions)")
        }
        guard let data = try? Data(contentsOf: text), let list = WordList(String(decoding: data, as: UTF8.self), rows: parts.map(\.rows)) else {
            throw .file(path: text.path, reason: "it cannot be read, or does not fit words.safetensors")
        }
        (self.list, self.parts) = (list, parts)
    }

    /// Length of a vector.
    public var dimensions: Int { parts.last?.range.upperBound ?? 0 }

    /// What a phrase asks for: the sum of its words' directions.
    public func query(_ phrase: String) -> Query {
        let reading = list.reading(of: phrase)
        var vector = [Float](repeating: 0, count: dimensions)
        for entry in reading.known {
            for (part, row) in zip(parts, entry.rows) { if let row { part.add(row, to: &vector) } }
        }
        return Query(vector: vector.contains { $0 != 0 } ? vector : nil, known: reading.known.map(\.word), unknown: reading.unknown)
    }

    /// Up to three known words that an unknown one may have been meant for, nearest first. Cost: a look at every word.
    public func nearest(to word: String) -> [String] {
        var nearest = NearestNames(to: word)
        for entry in list.entries { nearest.consider(entry.word) }
        return nearest.names
    }

    /// The standard deviation of the products of a vector with the pictures of a usual shop: divided by it, words and the mean of liked
    /// pictures, seen from the catalog's, weigh alike.
    public func spread(of vector: [Float]) -> Float { parts.reduce(0) { $0 + $1.variance(of: vector) }.squareRoot() }

    /// The words that tell pictures from the rest of a catalog: of the largest mean scores, in standard deviations, words of many drawings
    /// a little before others. Nothing under two standard errors, nothing much like what is said already.
    ///
    /// - Parameters:
    ///   - mean: of the vectors of `likes` pictures.
    ///   - centre: of the vectors of the whole catalog.
    /// - Returns: at most `count` words, the most telling first. Cost: a product with every direction, a few milliseconds.
    public func words(telling mean: [Float], of likes: Int, from centre: [Float], count: Int = 3) -> [String] {
        let difference = zip(mean, centre).map { $0 - $1 }
        let least = 2 / Float(max(1, likes)).squareRoot()
        var candidates: [(score: Float, word: String, part: Int, row: Int)] = []
        for (index, part) in parts.enumerated() {
            let scores = part.scores(of: difference)
            for (row, name) in names[index] where scores[row] >= least {
                candidates.append((scores[row] + name.bonus, name.word, index, row))
            }
        }
        candidates.sort { ($0.score, $1.word) > ($1.score, $0.word) }
        var said: [(word: String, part: Int, row: Int)] = []
        for candidate in candidates where said.count < count {
            let isNew = said.allSatisfy { $0.part != candidate.part || parts[$0.part].cosine($0.row, candidate.row) < Self.alike }
            if isNew { said.append((candidate.word, candidate.part, candidate.row)) }
        }
        return said.map(\.word)
    }

    /// Words whose directions' cosine is more are not said together.
    private static let alike: Float = 0.7
    /// Standard deviations that a word gains when e times as many drawings have it.
    private static let common: Float = 0.25
    /// Words of fewer drawings are not said.
    private static let fewestDrawings = 3

    /// What the rows of each part are called when they are said: in the print part by the word of most drawings, in the garment part by any.
    private var names: [[Int: (word: String, bonus: Float)]] {
        var names = [[Int: (word: String, bonus: Float)]](repeating: [:], count: parts.count)
        for entry in list.entries {
            if let row = entry.rows[0], entry.drawings >= Self.fewestDrawings {
                let bonus = Self.common * log(Float(entry.drawings))
                if names[0][row].map({ $0.bonus < bonus }) ?? true { names[0][row] = (entry.word, bonus) }
            }
            if let row = entry.rows[1], names[1][row] == nil { names[1][row] = (entry.word, 0) }
        }
        return names
    }
}
