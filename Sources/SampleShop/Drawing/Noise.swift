/// Smooth random values over the plane: a lattice of hashed numbers, blended. Integer hash and IEEE-basic arithmetic.
struct Noise {
    let seed: UInt32

    init(_ random: inout Random) {
        seed = UInt32(truncatingIfNeeded: random.next())
    }

    /// A hash of whole coordinates in 0..<1, without any smoothness.
    @inline(__always)
    func grain(_ x: Int, _ y: Int) -> Float {
        var h = UInt32(truncatingIfNeeded: x) &* 0x9e37_79b1 ^ UInt32(truncatingIfNeeded: y) &* 0x85eb_ca77 ^ seed
        h = (h ^ (h >> 15)) &* 0x2c1b_3c6d
        h = (h ^ (h >> 12)) &* 0x297a_2d39
        return Float((h ^ (h >> 15)) >> 8) * 0x1p-24
    }

    /// Smooth in 0...1, one bump a unit.
    @inline(__always)
    func smooth(_ x: Float, _ y: Float) -> Float {
        let (fx, fy) = (x.rounded(.down), y.rounded(.down))
        let (ix, iy) = (Int(fx), Int(fy))
        let (u, v) = (ease(x - fx), ease(y - fy))
        let top = grain(ix, iy) + (grain(ix + 1, iy) - grain(ix, iy)) * u
        let bottom = grain(ix, iy + 1) + (grain(ix + 1, iy + 1) - grain(ix, iy + 1)) * u
        return top + (bottom - top) * v
    }

    /// Two octaves.
    @inline(__always)
    func rough(_ x: Float, _ y: Float) -> Float {
        smooth(x, y) * 0.65 + smooth(x * 2.1 + 17, y * 2.1 + 31) * 0.35
    }

    @inline(__always)
    private func ease(_ t: Float) -> Float {
        t * t * (3 - 2 * t)
    }
}
