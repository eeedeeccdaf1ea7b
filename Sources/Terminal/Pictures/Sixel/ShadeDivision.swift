/// Shades divided into groups whose members can hardly be told apart, as Wu's quantizer does it: again and again the group that errs
/// most is divided at the mean of the channel that varies most.
struct ShadeDivision {
    /// Each group's mean colour.
    private(set) var means: [SIMD4<Float>] = []
    /// Each shade's group.
    private(set) var groups: [UInt8]

    private struct Group {
        /// Which of the ordered shades.
        let range: Range<Int>
        var mean = SIMD4<Double>.zero
        /// The sum of squared distances from the mean, by channel.
        var error = SIMD4<Double>.zero

        init(_ range: Range<Int>, _ order: [(sum: SIMD4<Double>, place: Int)]) {
            self.range = range
            var sum = SIMD4<Double>.zero
            var squares = SIMD4<Double>.zero
            for member in order[range] {
                sum += member.sum
                squares += member.sum * member.sum / member.sum.w
            }
            mean = sum / sum.w
            error = squares - sum * mean
            error.w = 0
        }
    }

    /// - Parameter most: how many groups there may be.
    init(_ shades: Shades, most: Int) {
        groups = [UInt8](repeating: 0, count: shades.sums.count)
        var order = shades.sums.enumerated().map { (sum: SIMD4<Double>($0.element), place: $0.offset) }
        guard !order.isEmpty else { return }
        var parts = [Group(0..<order.count, order)]
        while parts.count < most {
            let widest = parts.indices.max { parts[$0].error.sum() < parts[$1].error.sum() }!
            let part = parts[widest]
            let channel = (0..<3).max { part.error[$0] < part.error[$1] }!
            var middle = part.range.lowerBound
            for place in part.range where order[place].sum[channel] < part.mean[channel] * order[place].sum.w {
                order.swapAt(place, middle)
                middle += 1
            }
            // Nothing left to divide.
            guard middle > part.range.lowerBound, middle < part.range.upperBound else { break }
            parts[widest] = Group(part.range.lowerBound..<middle, order)
            parts.append(Group(middle..<part.range.upperBound, order))
        }
        means = parts.map { part in
            var mean = SIMD4<Float>(part.mean)
            mean.w = 0
            return mean
        }
        for (group, part) in parts.enumerated() {
            for place in part.range { groups[order[place].place] = UInt8(group) }
        }
    }
}
