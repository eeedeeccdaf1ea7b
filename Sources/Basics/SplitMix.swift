/// A small, fast random number generator (SplitMix64; Steele, Lea and Flood, 2014): the same numbers from the same seed on every machine and
/// with every version of Swift.
public struct SplitMix: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    /// Equal seeds give equal numbers.
    @inlinable public init(_ seed: UInt64) { state = seed }

    /// 64 random bits.
    @inlinable public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 up to 1, of 53 random bits.
    @inlinable public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number below `bound` (above 0); its bias is below bound / 2⁶⁴.
    @inlinable public mutating func index(below bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    /// The numbers below `count` in random order (Fisher and Yates).
    public mutating func order(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, index(below: last + 1)) }
        return order
    }

    /// Some of the elements, each at most once, all equally likely, in random order.
    public mutating func sample<Element>(_ count: Int, of elements: [Element]) -> [Element] {
        var elements = elements
        let count = min(count, elements.count)
        for place in 0..<count { elements.swapAt(place, place + index(below: elements.count - place)) }
        return Array(elements.prefix(count))
    }

    /// Nearly normal, mean 0, variance 1: four 16-bit numbers added up (Irwin-Hall).
    @inlinable public mutating func normal() -> Float {
        let bits = next()
        let sum = Int32(bits & 0xFFFF) + Int32(bits >> 16 & 0xFFFF) + Int32(bits >> 32 & 0xFFFF) + Int32(bits >> 48)
        return Float(sum - 2 * 0xFFFF) * (1.7320508 / 65536)
    }
}
