import Heads
import Vectors

/// The directions in which vectors of unit length differ most (principal components), found in a sample of them by orthogonal iteration
/// (Halko, Martinsson and Tropp 2011). Distances between projections are at most those between the vectors, and nearly as large where so many
/// directions hold nearly all of the variance.
struct Projection {
    /// Vectors that directions are found in, at most.
    private static let sample = 4096
    private static let iterations = 5
    private static let chunk = 1024

    /// Directions that are found.
    let directions: Int
    private let dimensions: Int
    /// `dimensions` x `directions`, the one along which vectors differ most first.
    private var basis: [Float]
    private var mean: [Float]

    /// - Parameters:
    ///   - rows: of the table, whose vectors are meant.
    ///   - directions: how many are wanted; fewer where vectors have fewer numbers.
    ///   - isKnown: whether a row has a vector.
    init(of table: VectorTable, rows: [Int], directions wanted: Int, isKnown: (Int) -> Bool) {
        dimensions = table.dimensions
        directions = min(wanted, dimensions)
        let step = max(1, (rows.count + Self.sample - 1) / Self.sample)
        let chosen = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
        mean = [Float](repeating: 0, count: dimensions)
        basis = [Float](repeating: 0, count: dimensions * directions)
        var sample = Self.units(of: table, chosen, isKnown)
        center(&sample.numbers, sample.isUsable)
        find(in: sample.numbers, count: chosen.count)
    }

    /// Projects vectors; what is no vector of finite numbers, or has no length, comes to lie in the middle.
    ///
    /// - Returns: nil when it was cancelled.
    func features(of table: VectorTable, rows: [Int], isKnown: (Int) -> Bool, isCancelled: () -> Bool) -> Features? {
        let features = Features(count: rows.count, dimensions: directions)
        for start in stride(from: 0, to: rows.count, by: Self.chunk) {
            if isCancelled() { return nil }
            let part = Array(rows[start..<min(start + Self.chunk, rows.count)])
            var (numbers, isUsable) = Self.units(of: table, part, isKnown)
            for at in part.indices where isUsable[at] { for number in 0..<dimensions { numbers[at * dimensions + number] -= mean[number] } }
            BLAS.multiply(numbers, basis, into: features[start], rows: part.count, inner: dimensions, columns: directions)
        }
        return features
    }

    /// Rows' vectors divided by their lengths, and which of them can be; the others are 0.
    static func units(of table: VectorTable, _ rows: [Int], _ isKnown: (Int) -> Bool = { _ in true }) -> (numbers: [Float], isUsable: [Bool]) {
        let dimensions = table.dimensions
        var numbers = [Float](repeating: 0, count: rows.count * dimensions), isUsable = [Bool](repeating: false, count: rows.count)
        let known = rows.map(isKnown)
        numbers.withUnsafeMutableBufferPointer { table.copy(rows, where: known, to: $0.baseAddress) }
        for at in rows.indices where known[at] {
            let range = at * dimensions..<(at + 1) * dimensions
            var sum = 0.0
            for number in range { sum += Double(numbers[number]) * Double(numbers[number]) }
            isUsable[at] = sum.isFinite && sum > 0
            let scale = isUsable[at] ? 1 / sum.squareRoot() : 0
            for number in range { numbers[number] = isUsable[at] ? Float(Double(numbers[number]) * scale) : 0 }
        }
        return (numbers, isUsable)
    }

    /// Finds the mean, and takes it from what can be used.
    private mutating func center(_ numbers: inout [Float], _ isUsable: [Bool]) {
        var sums = [Double](repeating: 0, count: dimensions)
        for at in isUsable.indices where isUsable[at] { for number in 0..<dimensions { sums[number] += Double(numbers[at * dimensions + number]) } }
        let count = Double(max(1, isUsable.count { $0 }))
        mean = sums.map { Float($0 / count) }
        for at in isUsable.indices where isUsable[at] { for number in 0..<dimensions { numbers[at * dimensions + number] -= mean[number] } }
    }

    private mutating func find(in sample: [Float], count: Int) {
        // The sample's own vectors lie where the directions do.
        for direction in 0..<directions {
            for number in 0..<dimensions {
                let at = (direction * max(1, count / directions)) % max(1, count) * dimensions + number
                basis[number * directions + direction] = (count > 0 ? sample[at] : 0) + (number % directions == direction ? 1e-3 : 0)
            }
        }
        orthonormalize()
        var scores = [Float](repeating: 0, count: max(1, count) * directions)
        func project(_ basis: [Float]) { BLAS.multiply(sample, basis, into: &scores, rows: count, inner: dimensions, columns: directions) }
        guard count > 0 else { return }
        for _ in 0..<Self.iterations {
            project(basis)
            BLAS.multiply(sample, transposingA: true, scores, into: &basis, rows: dimensions, inner: count, columns: directions)
            orthonormalize()
        }
        project(basis)
        var products = [Float](repeating: 0, count: directions * directions)
        BLAS.multiply(scores, transposingA: true, scores, into: &products, rows: directions, inner: count, columns: directions)
        turn(by: SymmetricMatrix(products, size: directions).eigenvectors())
    }

    /// Turns the basis, so that its first direction is the one along which vectors differ most.
    private mutating func turn(by rotation: [Float]) {
        let old = basis
        BLAS.multiply(old, rotation, into: &basis, rows: dimensions, inner: directions, columns: directions)
        for direction in 0..<directions {
            // Of a direction and its opposite, the one whose largest number is above 0.
            let column = (0..<dimensions).map { basis[$0 * directions + direction] }
            guard let largest = column.max(by: { abs($0) < abs($1) }), largest < 0 else { continue }
            for number in 0..<dimensions { basis[number * directions + direction].negate() }
        }
    }

    /// Gram and Schmidt's way, each step twice, so that rounding leaves nothing over; a direction of which nothing is left becomes 0.
    private mutating func orthonormalize() {
        var columns = (0..<directions).map { direction in (0..<dimensions).map { Double(basis[$0 * directions + direction]) } }
        func dot(_ a: [Double], _ b: [Double]) -> Double {
            var sum = 0.0
            for number in a.indices { sum += a[number] * b[number] }
            return sum
        }
        for direction in columns.indices {
            let before = dot(columns[direction], columns[direction])
            for _ in 0..<2 {
                for earlier in 0..<direction {
                    let share = dot(columns[direction], columns[earlier])
                    for number in 0..<dimensions { columns[direction][number] -= share * columns[earlier][number] }
                }
            }
            let length = dot(columns[direction], columns[direction])
            let scale = length > 1e-12 * before && length > 0 ? 1 / length.squareRoot() : 0
            for number in 0..<dimensions {
                columns[direction][number] *= scale
                basis[number * directions + direction] = Float(columns[direction][number])
            }
        }
    }
}
