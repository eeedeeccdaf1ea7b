/// A small, fast random number generator (SplitMix64, Steele et al. 2014), the same everywhere.
public struct SplitMix: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(_ seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Nearly normal, mean 0, variance 1: four 16-bit numbers added up (Irwin-Hall).
    mutating func normal() -> Float {
        let bits = next()
        let sum = Int32(bits & 0xFFFF) + Int32(bits >> 16 & 0xFFFF) + Int32(bits >> 32 & 0xFFFF) + Int32(bits >> 48)
        return Float(sum - 2 * 0xFFFF) * (1.7320508 / 65536)
    }
}
