import Vectors

extension SplitMix {
    /// A number below `bound` (above 0); its bias is below bound / 2⁶⁴.
    mutating func place(below bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    /// The numbers below `count` in random order (Fisher and Yates), the same on every machine and with every version of Swift.
    mutating func order(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, place(below: last + 1)) }
        return order
    }
}
