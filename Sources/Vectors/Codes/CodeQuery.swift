import CDistance

/// A query in the forms in which it meets codes: whole weights for products, 16 bits for whole codes and 8 for coarse ones; 8-bit
/// levels for differences. Owns its buffers, which serve one query after another.
final class CodeQuery: @unchecked Sendable {
    private let weights: UnsafeMutablePointer<Int16>
    private let high, low, coarseWeights: UnsafeMutablePointer<Int8>
    private let levels, coarseLevels: UnsafeMutablePointer<UInt8>
    private(set) var fine = Form(), coarse = Form()
    /// |q|.
    private(set) var queryLength = 0.0
    /// What one level counts.
    var step: Double { quantizer.step }
    private let half: Int
    private let quantizer: Quantizer

    /// A query as it meets whole codes, or coarse ones: as its weights stand for it, and as its levels do; both are called q'.
    struct Form {
        /// What one product counts, and what all offsets together add: x'·q' = constant + unit · dot.
        private(set) var unit = 0.0, constant = 0.0
        /// |q'|² and |q'|.
        private(set) var norm = 0.0, length = 0.0
        /// |q − q'|, of the weights, and Σ|q − q'|, of the levels.
        private(set) var euclidean = 0.0, manhattan = 0.0

        init() {}

        /// Rounds numbers to multiples of `scale` and to levels that are `lowest` at least, and tells each.
        ///
        /// - Parameter coarse: whether codes are 16h + 8 and products those with h.
        init(
            _ numbers: UnsafeBufferPointer<Double>, scale: Double, lowest: UInt8, _ quantizer: Quantizer, coarse: Bool,
            _ each: (Int, _ weight: Double, _ level: UInt8) -> Void
        ) {
            var (sum, norm, squaredError, absoluteError) = (0.0, 0.0, 0.0, 0.0)
            for (i, number) in numbers.enumerated() {
                let weight = (number / scale).toNearest, level = max(lowest, quantizer.code(number))
                each(i, weight, level)
                sum += weight
                norm += weight * scale * weight * scale
                squaredError += (number - weight * scale) * (number - weight * scale)
                absoluteError += abs(number - quantizer.value(level))
            }
            unit = quantizer.step * scale * (coarse ? 16 : 1)
            constant = (quantizer.offset + (coarse ? quantizer.step * 8 : 0)) * scale * sum
            self.norm = norm
            length = norm.squareRoot()
            euclidean = squaredError.squareRoot() * (1 + 0x1p-40)
            manhattan = absoluteError * (1 + 0x1p-40)
        }
    }

    /// Room for queries to these codes.
    init(_ codes: CompactCodes) {
        (half, quantizer) = (codes.layout.half, codes.quantizer)
        weights = .zeros(2 * half)
        (high, low, coarseWeights) = (.zeros(2 * half), .zeros(2 * half), .zeros(2 * half))
        (levels, coarseLevels) = (.zeros(2 * half), .zeros(2 * half))
        levels.update(repeating: 8, count: 2 * half)
    }

    /// Becomes this query. False for queries with a balance: the fits are of whole rows.
    func take(_ query: PreparedQuery) -> Bool {
        guard query.partCount == 1, query.parts[0].weight == 1 else { return false }
        let numbers = UnsafeBufferPointer(start: query.exact, count: query.dimensions)
        let largest = numbers.reduce(0) { max($0, abs($1)) }
        let (weights, high, low, coarseWeights, levels, coarseLevels) = (weights, high, low, coarseWeights, levels, coarseLevels)
        let (fineScale, coarseScale) = (
            largest > 0 ? largest / Self.largestWeight(half) : 1, largest > 0 ? largest / Self.largestCoarseWeight(half) : 1
        )
        fine = Form(numbers, scale: fineScale, lowest: 0, quantizer, coarse: false) { i, weight, level in
            weights[i] = Int16(weight)
            low[i] = Int8(truncatingIfNeeded: weights[i])
            high[i] = Int8((Int(weights[i]) - Int(low[i])) / 256)
            levels[i] = level
        }
        coarse = Form(numbers, scale: coarseScale, lowest: 8, quantizer, coarse: true) { i, weight, level in
            coarseWeights[i] = Int8(weight)
            coarseLevels[i] = level - 8
        }
        queryLength = query.norm.squareRoot() * (1 + 0x1p-40)
        return true
    }

    deinit {
        weights.deallocate()
        high.deallocate()
        low.deallocate()
        coarseWeights.deallocate()
        levels.deallocate()
        coarseLevels.deallocate()
    }

    /// As the kernels take it.
    var arrays: vd_code_query {
        vd_code_query(weights: weights, high: high, low: low, coarse: coarseWeights, levels: levels, coarse_levels: coarseLevels)
    }

    func form(_ depth: CodeBlock.Depth) -> Form { depth == .coarse ? coarse : fine }

    /// The largest weights with which a kernel's sums fit 32 bits; 32639 is the largest number that two signed bytes make.
    static func largestWeight(_ half: Int) -> Double { min(32639, (Double(Int32.max / 255) / Double(half / 8 + 8)).rounded(.down)) }
    static func largestCoarseWeight(_ half: Int) -> Double { min(127, (Double(Int32.max / 15) / Double(2 * half)).rounded(.down)) }
}

extension UnsafeMutablePointer where Pointee: FixedWidthInteger {
    fileprivate static func zeros(_ count: Int) -> Self {
        let numbers = allocate(capacity: count)
        numbers.initialize(repeating: 0, count: count)
        return numbers
    }
}
