import Basics
import Postgres
import Testing

@testable import Server

@Suite struct TupleTests {
    /// Changes in two places leave no hash as it was, wherever in its words they are.
    @Test func whatHasChangedHasAnotherHash() {
        func hash(_ bytes: [UInt8]) -> Int64 {
            var tuple = CopyTuple()
            bytes.withUnsafeBytes { tuple.add($0) }
            return tuple.hash
        }
        var random = SplitMix(20)
        for first in 0..<8 {
            for _ in 0..<1000 {
                let row = (0..<64).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                var changed = row
                for word in [0, 1 + Int(random.next() % 7)] { changed[8 * word + first] ^= UInt8(1 + random.next() % 255) }
                #expect(hash(changed) != hash(row))
            }
        }
    }
}
