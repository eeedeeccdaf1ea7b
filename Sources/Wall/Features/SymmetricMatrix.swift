/// A small symmetric matrix.
struct SymmetricMatrix {
    private var numbers: [Double]
    private let size: Int

    init(_ numbers: [Float], size: Int) {
        (self.numbers, self.size) = (numbers.map(Double.init), size)
    }

    /// Its eigenvectors as the columns of a matrix, that of the largest eigenvalue first, by Jacobi's rotations. Cost: some size³.
    func eigenvectors() -> [Float] {
        var a = numbers
        var vectors = [Double](repeating: 0, count: size * size)
        for at in 0..<size { vectors[at * size + at] = 1 }
        for _ in 0..<30 {
            var off = 0.0, all = 0.0
            for row in 0..<size {
                for column in 0..<size {
                    (row == column
                        ? all += a[row * size + column] * a[row * size + column] : (off += a[row * size + column] * a[row * size + column]))
                }
            }
            if !(off > 1e-18 * all) { break }
            for p in 0..<size { for q in p + 1..<max(p + 1, size) { rotate(&a, &vectors, p, q) } }
        }
        let order = (0..<size).sorted { (a[$1 * size + $1], $0) < (a[$0 * size + $0], $1) }
        return (0..<size * size).map { at in Float(vectors[at / size * size + order[at % size]]) }
    }

    /// Makes the number at p, q zero.
    private func rotate(_ a: inout [Double], _ vectors: inout [Double], _ p: Int, _ q: Int) {
        let off = a[p * size + q]
        guard off != 0 else { return }
        let theta = (a[q * size + q] - a[p * size + p]) / (2 * off)
        let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot(), s = t * c
        for k in 0..<size {
            let (kp, kq) = (a[k * size + p], a[k * size + q])
            (a[k * size + p], a[k * size + q]) = (c * kp - s * kq, s * kp + c * kq)
        }
        for k in 0..<size {
            let (pk, qk) = (a[p * size + k], a[q * size + k])
            (a[p * size + k], a[q * size + k]) = (c * pk - s * qk, s * pk + c * qk)
            let (kp, kq) = (vectors[k * size + p], vectors[k * size + q])
            (vectors[k * size + p], vectors[k * size + q]) = (c * kp - s * kq, s * kp + c * kq)
        }
    }
}
