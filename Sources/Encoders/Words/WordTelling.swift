import Basics
import Foundation

/// Pictures that are to be told from others.
public struct PictureGroup: Sendable {
    /// The mean of their vectors.
    public let mean: [Float]
    /// The mean of the vectors of what is nearest to each of them, themselves among these.
    public let around: [Float]
    /// How many they are, in pictures of one weight.
    public let count: Float

    public init(mean: [Float], around: [Float], count: Float) { (self.mean, self.around, self.count) = (mean, around, count) }
}

/// Says what pictures have in common: the words of a vocabulary that are much more theirs than a whole catalog's.
///
/// A word's score is its product with a mean, seen from the catalog's, in standard errors. Prints are told by the pictures and those around
/// them, which makes the score twice as sure: what is accidental in one picture is not in its neighbours. Garments, which neighbours do
/// not share, are told by the pictures alone. `vitrine evaluate --words` measures it.
///
/// Memory: 1 MB for the built-in encoder.
public struct WordTelling: Sendable {
    private struct Part {
        let range: Range<Int>
        /// Row after row.
        let directions: [Float]
        let names: [String]
        /// What is added to the scores of the words.
        let bonuses: [Float]
    }

    private struct Candidate {
        let score: Float
        let part: Int
        let row: Int
    }

    /// Words of fewer drawings are not said of prints.
    private static let fewestDrawings = 3
    /// Standard errors that a word gains when e times as many drawings have it: what is drawn often is meant more often.
    private static let common: Float = 0.6
    /// How many times as sure the pictures around make a score.
    private static let surer: Float = 2
    /// Standard errors that a word of prints needs; one picture needs `leastOfOne` more, for what is true of it by chance is true of all of it.
    private static let least: Float = 2
    private static let leastOfOne: Float = 3
    /// The same of words of garments, any of which may be common to a few pictures by chance.
    private static let leastOfGarments: Float = 3.5
    /// What words of one group among several are behind those of all pictures.
    private static let behind: Float = 1
    /// Words whose directions' cosine is more are not said together.
    private static let alike: Float = 0.7

    private let parts: [Part]

    public init(_ vocabulary: WordVocabulary) {
        parts = vocabulary.parts.indices.map { index in
            let isPrint = index == 0, least = isPrint ? Self.fewestDrawings : 1
            var entries: [Int: WordList.Entry] = [:]
            for entry in vocabulary.list.entries where entry.drawings >= least {
                guard let row = entry.rows[index] else { continue }
                // Of words with one direction, the one of most drawings is said.
                if entries[row].map({ $0.drawings < entry.drawings }) ?? true { entries[row] = entry }
            }
            let rows = entries.keys.sorted(), words = rows.map { entries[$0]! }
            return Part(
                range: vocabulary.parts[index].range, directions: vocabulary.parts[index].directions(of: rows), names: words.map(\.word),
                bonuses: words.map { isPrint ? Self.common * log(Float($0.drawings)) : 0 })
        }
    }

    /// The words that tell pictures from the rest of a catalog, the most telling first; none where nothing does.
    ///
    /// - Parameters:
    ///   - groups: all the pictures, then such of them as are more like each other.
    ///   - centre: the mean of the catalog's vectors.
    /// - Returns: at most `count` words, one of them of garments. Cost: a product with a thousand directions for each group, a tenth of a
    ///   millisecond.
    public func words(of groups: [PictureGroup], from centre: [Float], count: Int = 3) -> [String] {
        var best: [[Float]] = parts.map { [Float](repeating: -.infinity, count: $0.names.count) }
        for (place, group) in groups.enumerated() {
            for index in parts.indices { raise(&best[index], part: index, of: group, from: centre, by: place == 0 ? 0 : -Self.behind) }
        }
        var candidates = best.enumerated().flatMap { index, scores in
            scores.enumerated().compactMap { $1 > -.infinity ? Candidate(score: $1, part: index, row: $0) : nil }
        }
        candidates.sort { ($0.score, name($0)) > ($1.score, name($1)) }
        var said: [Candidate] = []
        for candidate in candidates where said.count < count {
            let isNew = said.allSatisfy { before in
                before.part == candidate.part
                    ? candidate.part == 0 && cosine(before, candidate) < Self.alike : !name(before).isExactly(name(candidate))
            }
            if isNew { said.append(candidate) }
        }
        return said.map(name)
    }

    /// Raises the scores of the words that a group has far more of than the catalog.
    private func raise(_ best: inout [Float], part index: Int, of group: PictureGroup, from centre: [Float], by offset: Float) {
        let part = parts[index], isPrint = index == 0, mean = isPrint ? group.around : group.mean
        let difference = part.range.map { mean[$0] - centre[$0] }
        let sureness = (group.count * (isPrint ? Self.surer : 1)).squareRoot()
        let least = isPrint ? Self.least + Self.leastOfOne / (group.count * group.count) : Self.leastOfGarments
        for (row, product) in WordPart.product(part.directions, difference[...]).enumerated() {
            let score = product * sureness
            if score >= least { best[row] = max(best[row], score + part.bonuses[row] + offset) }
        }
    }

    private func name(_ candidate: Candidate) -> String { parts[candidate.part].names[candidate.row] }

    /// The cosine of two words' directions in one part.
    private func cosine(_ a: Candidate, _ b: Candidate) -> Float {
        let part = parts[a.part], size = part.range.count
        let (first, second) = (part.directions[a.row * size..<(a.row + 1) * size], part.directions[b.row * size..<(b.row + 1) * size])
        let inner = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
        let lengths = first.reduce(0) { $0 + $1 * $1 } * second.reduce(0) { $0 + $1 * $1 }
        return lengths > 0 ? inner / lengths.squareRoot() : 0
    }
}
