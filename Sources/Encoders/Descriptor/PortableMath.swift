/// Roots from IEEE basic operations only, so that every machine and C library gives the same bits.
enum PortableMath {
    /// Cube root of a value from 0 to about 2, to float precision: Newton's method from a quadratic guess.
    static func cubeRoot(_ value: Double) -> Double {
        guard value > 1e-9 else { return 0 }
        var root = value < 0.1 ? 0.1 + 4 * value : 0.4 + 0.6 * value
        for _ in 0..<7 { root -= (root - value / (root * root)) / 3 }
        return root
    }

    /// Fifth root of a value from 0 to about 2.
    static func fifthRoot(_ value: Double) -> Double {
        guard value > 1e-12 else { return 0 }
        var root = 1.0
        for _ in 0..<40 {
            let square = root * root
            root -= (root - value / (square * square)) / 5
        }
        return root
    }
}
