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
        /// The words that have an effect, as the vocabulary spells them.
        public let known: [String]
        /// What was not, as it was written, in lower case.
        public let unknown: [String]
    }

    private static let partNames = ["print", "garment"]

    let list: WordList
    let parts: [WordPart]

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
                throw .file(
                    path: tensors.path, reason: "the tensors of the part \(name) are missing, do not fit each other, or hold what is no number")
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
        let reading = list.reading(of: phrase), known = reading.known.filter(\.hasEffect)
        var vector = [Float](repeating: 0, count: dimensions)
        for entry in known {
            for (part, row) in zip(parts, entry.rows) { if let row { part.add(row, to: &vector) } }
        }
        return Query(vector: vector.contains { $0 != 0 } ? vector : nil, known: known.map(\.word), unknown: reading.unknown)
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
}
