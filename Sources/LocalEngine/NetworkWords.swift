import Basics
import Encoders
import Foundation
import Synchronization

/// Vectors of phrases by an image-text network, seen from the mean of usual ones. Thread-safe; what was made is kept for a while.
package final class NetworkWords: Sendable {
    private let make: @Sendable (String) throws -> [Float]
    private let mean: [Float]
    private let kept = Mutex(RecentCache<ExactText, [Float]>())

    /// Phrases whose vectors are kept.
    private static let keptPhrases = 1000

    /// - Parameters:
    ///   - mean: of usual phrases' directions.
    ///   - make: a text's direction; takes its time.
    package init(mean: [Float], _ make: @escaping @Sendable (String) throws -> [Float]) { (self.mean, self.make) = (mean, make) }

    convenience init(_ encoder: TextEncoder) throws { self.init(mean: try encoder.usualMean()) { try encoder.direction(of: $0) } }

    /// What tells a phrase from others. Cost: the network's time, for a phrase that is not kept.
    func direction(of phrase: String) throws -> [Float] {
        if let known = kept.withLock({ $0.use(ExactText(phrase)) }) { return known }
        let direction = zip(try make(phrase), mean).map { $0 - $1 }
        kept.withLock { kept in
            kept.insert(direction, for: ExactText(phrase), cost: 1)
            if kept.cost > Self.keptPhrases { kept.evict(to: Self.keptPhrases / 2) }
        }
        return direction
    }
}
