import CDistance

/// A query in the form in which it meets codes: 16-bit weights for products, 8-bit levels for differences. Owns its buffers.
final class CodeQuery: @unchecked Sendable {
    let codes: CompactCodes
    private let weights: UnsafeMutablePointer<Int16>
    private let high, low: UnsafeMutablePointer<Int8>
    private let levels: UnsafeMutablePointer<UInt8>
    /// What one product counts, and what all offsets together add: x'·q' = constant + unit · Σcode·weight.
    let unit, constant: Double
    /// |q'|² and |q'|, of what the weights stand for.
    let norm, length: Double
    /// |q|, and how far weights (euclidean) and levels (manhattan) are from the query.
    let queryLength, euclidean, manhattan: Double

    /// Only for queries without a balance: the fits are of whole rows.
    init?(_ query: PreparedQuery, _ codes: CompactCodes) {
        guard query.partCount == 1, query.parts[0].weight == 1 else { return nil }
        self.codes = codes
        let stride = codes.layout.stride
        weights = .allocate(capacity: stride)
        levels = .allocate(capacity: stride)
        high = .allocate(capacity: stride)
        low = .allocate(capacity: stride)
        weights.initialize(repeating: 0, count: stride)
        high.initialize(repeating: 0, count: stride)
        low.initialize(repeating: 0, count: stride)
        levels.initialize(repeating: 0, count: stride)
        let numbers = UnsafeBufferPointer(start: query.exact, count: query.dimensions)
        let largest = numbers.reduce(0) { max($0, abs($1)) }
        // 16 sums of 32 bits share a row's products with 255.
        let limit = min(Self.largestWeight, Double(Int32.max / 255) / Double(stride / 16 + 1))
        let scale = largest > 0 ? largest / limit.rounded(.down) : 1
        var (weightSum, norm, apart, levelsApart) = (0.0, 0.0, 0.0, 0.0)
        for (i, number) in numbers.enumerated() {
            let weight = (number / scale).rounded()
            weights[i] = Int16(weight)
            low[i] = Int8(truncatingIfNeeded: weights[i])
            high[i] = Int8((Int(weights[i]) - Int(low[i])) / 256)
            weightSum += weight
            norm += weight * scale * weight * scale
            apart += (number - weight * scale) * (number - weight * scale)
            levels[i] = codes.quantizer.code(number)
            levelsApart += abs(number - codes.quantizer.value(levels[i]))
        }
        unit = codes.quantizer.step * scale
        constant = codes.quantizer.offset * scale * weightSum
        self.norm = norm
        length = norm.squareRoot()
        queryLength = query.norm.squareRoot() * (1 + 0x1p-40)
        euclidean = apart.squareRoot() * (1 + 0x1p-40)
        manhattan = levelsApart * (1 + 0x1p-40)
    }

    /// The largest number that two signed bytes make.
    static let largestWeight = 32639.0

    /// Puts the sums with a table's rows into a block.
    func fill(_ block: CodeBlock, _ rows: UnsafeBufferPointer<UInt32>, level: Int32 = vd_code_level()) {
        var query = vd_code_query(weights: weights, high: high, low: low, levels: levels)
        vd_code_sums(level, codes.codes, codes.layout.stride, rows.baseAddress!, rows.count, &query, block.dots, block.apart)
    }

    deinit {
        weights.deallocate()
        high.deallocate()
        low.deallocate()
        levels.deallocate()
    }
}
