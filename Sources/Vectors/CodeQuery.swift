import CDistance

/// A query in the forms in which it meets codes: whole weights for products, 16 bits for whole codes and 8 for coarse ones; 8-bit
/// levels for differences. Owns its buffers.
final class CodeQuery: @unchecked Sendable {
    private let weights: UnsafeMutablePointer<Int16>
    private let high, low, coarseWeights: UnsafeMutablePointer<Int8>
    private let levels: UnsafeMutablePointer<UInt8>
    let fine, coarse: Form
    /// |q|, and how far levels are from the query (manhattan).
    let queryLength, manhattan: Double
    /// What one level counts.
    let step: Double

    /// A query as its weights stand for it, q'.
    struct Form {
        /// What one product counts, and what all offsets together add: x'·q' = constant + unit · Σcode·weight.
        let unit, constant: Double
        /// |q'|² and |q'|.
        let norm, length: Double
        /// |q − q'|.
        let euclidean: Double

        /// Rounds numbers to multiples of `scale`, and tells each multiple.
        init(_ numbers: UnsafeBufferPointer<Double>, scale: Double, _ quantizer: Quantizer, _ each: (Int, Double) -> Void) {
            var (sum, norm, apart) = (0.0, 0.0, 0.0)
            for (i, number) in numbers.enumerated() {
                let weight = (number / scale).rounded()
                each(i, weight)
                sum += weight
                norm += weight * scale * weight * scale
                apart += (number - weight * scale) * (number - weight * scale)
            }
            unit = quantizer.step * scale
            constant = quantizer.offset * scale * sum
            self.norm = norm
            length = norm.squareRoot()
            euclidean = apart.squareRoot() * (1 + 0x1p-40)
        }
    }

    /// Only for queries without a balance: the fits are of whole rows.
    init?(_ query: PreparedQuery, _ codes: CompactCodes) {
        guard query.partCount == 1, query.parts[0].weight == 1 else { return nil }
        let half = codes.layout.half, quantizer = codes.quantizer
        weights = .zeros(2 * half)
        (high, low, coarseWeights) = (.zeros(2 * half), .zeros(2 * half), .zeros(2 * half))
        levels = .zeros(2 * half)
        levels.update(repeating: 8, count: 2 * half)
        let numbers = UnsafeBufferPointer(start: query.exact, count: query.dimensions)
        let largest = numbers.reduce(0) { max($0, abs($1)) }
        let (weights, high, low, coarseWeights, levels) = (weights, high, low, coarseWeights, levels)
        let (fineScale, coarseScale) = (
            largest > 0 ? largest / Self.largestWeight(half) : 1, largest > 0 ? largest / Self.largestCoarseWeight(half) : 1
        )
        fine = Form(numbers, scale: fineScale, quantizer) { i, weight in
            weights[i] = Int16(weight)
            low[i] = Int8(truncatingIfNeeded: weights[i])
            high[i] = Int8((Int(weights[i]) - Int(low[i])) / 256)
        }
        coarse = Form(numbers, scale: coarseScale, quantizer) { i, weight in coarseWeights[i] = Int8(weight) }
        var apart = 0.0
        for (i, number) in numbers.enumerated() {
            levels[i] = quantizer.code(number)
            apart += abs(number - quantizer.value(levels[i]))
        }
        queryLength = query.norm.squareRoot() * (1 + 0x1p-40)
        manhattan = apart * (1 + 0x1p-40)
        step = quantizer.step
    }

    deinit {
        weights.deallocate()
        high.deallocate()
        low.deallocate()
        coarseWeights.deallocate()
        levels.deallocate()
    }

    /// As the kernels take it.
    var arrays: vd_code_query { vd_code_query(weights: weights, high: high, low: low, coarse: coarseWeights, levels: levels) }

    func form(_ depth: CodeBlock.Depth) -> Form { depth == .coarse ? coarse : fine }

    /// The largest weights with which a kernel's sums fit 32 bits; 32639 is the largest number that two signed bytes make.
    static func largestWeight(_ half: Int) -> Double { min(32639, (Double(Int32.max / 255) / Double(half / 8 + 8)).rounded(.down)) }
    static func largestCoarseWeight(_ half: Int) -> Double { min(127, (Double(Int32.max / 15) / Double(half / 4 + 8)).rounded(.down)) }
}

extension UnsafeMutablePointer where Pointee: FixedWidthInteger {
    fileprivate static func zeros(_ count: Int) -> Self {
        let numbers = allocate(capacity: count)
        numbers.initialize(repeating: 0, count: count)
        return numbers
    }
}
