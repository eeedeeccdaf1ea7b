import Basics

/// The generator of the tests: the same numbers on every machine.
public typealias SeededGenerator = SplitMix

extension SplitMix {
    public init(seed: UInt64) { self.init(seed) }
}
