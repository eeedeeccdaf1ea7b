import Encoders
import Engine
import Taste

/// What a ghost is about, in words.
struct GhostWords: Sendable {
    var whole: [String] = []
    /// Of each interest, where there are several.
    var interests: [[String]] = []
}

extension NeighborSearch {
    /// What the pictures of a ghost have in common that the catalog has not. Wishes say nothing of themselves. Nothing where the encoder
    /// has no vocabulary, or nothing is liked.
    ///
    /// - Parameter groups: its interests.
    func words(telling ghost: Ghost, groups: [Interests.Group]) -> GhostWords {
        guard !ghost.liked.isEmpty, let known = telling.known(self) else { return GhostWords() }
        func pictures(_ places: some Sequence<Int>) -> [Example] {
            places.map { ghost.liked[$0] }.filter { !$0.isWords }
        }
        func words(_ groups: [PictureGroup?]) -> [String] {
            let groups = groups.compactMap(\.self)
            return groups.isEmpty ? [] : known.telling.words(of: groups, from: known.centre)
        }
        let parts = groups.count > 1 ? groups.map { pictures($0.members) } : []
        do {
            let passed = try sum(of: ghost.passed.filter { !$0.isWords })
            let whole = try group(of: pictures(ghost.liked.indices), awayFrom: passed)
            let several = try parts.map { try group(of: $0, awayFrom: passed) }
            return GhostWords(whole: words([whole] + several), interests: several.map { words([$0]) })
        } catch {
            // A vector that is not finite tells nothing.
            return GhostWords()
        }
    }

    /// Examples as a group that the passed ones push away, as far as they push the ghost; nil where there are none.
    private func group(of examples: [Example], awayFrom passed: Sum?) throws -> PictureGroup? {
        guard let sum = try sum(of: examples) else { return nil }
        guard let passed else { return PictureGroup(mean: sum.mean, around: sum.around, count: sum.count) }
        let push = Float(Ghost.push)
        func pushed(_ mean: [Float], _ other: [Float]) -> [Float] { zip(mean, other).map { (1 + push) * $0 - push * $1 } }
        return PictureGroup(mean: pushed(sum.mean, passed.mean), around: pushed(sum.around, passed.around), count: sum.count)
    }

    private struct Sum {
        let mean: [Float]
        let around: [Float]
        let count: Float
    }

    private func sum(of examples: [Example]) throws -> Sum? {
        guard !examples.isEmpty else { return nil }
        let weights = examples.map(\.weight), total = weights.reduce(0, +)
        func mean(_ vectors: [[Float]]) -> [Float] { centroid(of: vectors, weights: weights).map { Float($0) } }
        return Sum(
            mean: mean(examples.map(\.vector)), around: mean(try telling.surroundings(of: examples.map(\.vector), in: self)),
            count: total * total / weights.reduce(0) { $0 + $1 * $1 })
    }
}
