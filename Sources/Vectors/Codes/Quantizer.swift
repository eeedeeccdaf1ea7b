import CDistance

/// Maps numbers to 8-bit codes: code c stands for offset + c·step, and what lies outside is cut off at either end.
struct Quantizer: Equatable {
    let offset: Double
    let step: Double

    init(offset: Double, step: Double) {
        self.offset = offset
        self.step = step
    }

    /// The one that fits a table best: of several ranges, from all numbers to those without the rarest 2%, the one with the
    /// least squared error on an evenly spaced sample of rows.
    init(fitting table: VectorTable) throws(SearchError) {
        let count = min(table.rows, max(64, (1 << 20) / table.dimensions))
        try table.bring((0..<count).lazy.map { $0 * table.rows / count })
        var sample: [Float] = []
        for i in 0..<count {
            sample += table.buffer(i * table.rows / count).lazy.filter(\.isFinite)
        }
        sample.sort()
        guard let least = sample.first, let most = sample.last, least < most else {
            self.init(offset: Double(sample.first ?? 0), step: 1)
            return
        }
        let candidates = [0, 1e-5, 1e-4, 1e-3, 1e-2].map { cut in
            let skipped = Int(Double(sample.count - 1) * cut)
            let low = Double(sample[skipped])
            let high = Double(sample[sample.count - 1 - skipped])
            return Quantizer(offset: low, step: high > low ? (high - low) / 255 : (Double(most) - Double(least)) / 255)
        }
        let stride = max(1, sample.count / 65536)
        self = candidates.min { $0.squaredError(sample, every: stride) < $1.squaredError(sample, every: stride) }!
    }

    func code(_ number: Double) -> UInt8 {
        UInt8(max(0, min(255, (number - offset) / step)).toNearest)
    }

    func value(_ code: UInt8) -> Double { offset + step * Double(code) }

    private func squaredError(_ sample: [Float], every stride: Int) -> Double {
        var sum = 0.0
        for i in Swift.stride(from: 0, to: sample.count, by: stride) {
            let error = Double(sample[i]) - value(code(Double(sample[i])))
            sum += error * error
        }
        return sum
    }
}

extension Double {
    /// The nearest whole number, of two the even one, for numbers below 2⁵¹: what lies behind the point falls off. No call, where
    /// `rounded()` makes one on processors of the oldest kind, for which we compile.
    var toNearest: Double { (self + 0x1.8p52) - 0x1.8p52 }
}

/// How well a row's codes fit the row: x is the row, x' what its codes stand for. Σ|x − x'| and |x − x'|, rounded up; x' in the
/// direction of x, and across it (rounded up). A zero row, which has no direction, counts as turned round. All NaN for a row
/// that holds NaN or infinity.
struct CodeFit {
    let manhattan, euclidean, along, across: Float

    /// So many rows' fits lie together, one kind after another.
    static let group = 64

    static let unusable = CodeFit(manhattan: .nan, euclidean: .nan, along: .nan, across: .nan)

    init(manhattan: Float, euclidean: Float, along: Float, across: Float) {
        (self.manhattan, self.euclidean, self.along, self.across) = (manhattan, euclidean, along, across)
    }

    /// The fit at a place of a group.
    init(_ group: UnsafePointer<Float>, _ place: Int) {
        self.init(
            manhattan: group[place], euclidean: group[Self.group + place], along: group[2 * Self.group + place],
            across: group[3 * Self.group + place])
    }

    /// Writes the fit to a place of a group.
    func store(_ group: UnsafeMutablePointer<Float>, _ place: Int) {
        group[place] = manhattan
        group[Self.group + place] = euclidean
        group[2 * Self.group + place] = along
        group[3 * Self.group + place] = across
    }

    /// From the sums over a row of `dimensions` numbers, and Σxx.
    init(_ sums: vd_code_sum, norm: Double, dimensions: Int) {
        let (product, own) = (sums.product, sums.own)
        if own > 0 && own < 1e-60 {
            // Too small for float32 to say anything about it.
            self = .unusable
            return
        }
        let (along, across): (Float, Float)
        if norm > 0 && own > 0 {
            let exactAlong = product / norm.squareRoot()
            along = Float(exactAlong)
            let slack = own * Double(dimensions + 8) * 0x1p-50
            across = Float((max(0, own - exactAlong * exactAlong) + slack).squareRoot()).nextUp
        } else {
            along = Float(-own.squareRoot())
            across = 0
        }
        self.init(
            manhattan: Float(sums.absolutes).nextUp, euclidean: Float(sums.squares.squareRoot()).nextUp, along: along, across: across)
    }
}
