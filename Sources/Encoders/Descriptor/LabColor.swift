/// CIE L*a*b* (1976, D65): colour in which equal distances look about equally different.
enum LabColor {
    /// Linear light (0...1) of each 8-bit sRGB value (IEC 61966-2-1).
    static let linear: [Float] = (0..<256).map { value in
        let level = Double(value) / 255
        guard level > 0.04045 else { return Float(level / 12.92) }
        let base = (level + 0.055) / 1.055
        return Float(base * base * PortableMath.fifthRoot(base * base))
    }

    /// L* in 0...100, a* and b* in about −100...100, of linear red, green, blue in 0...1.
    static func lab(linear color: SIMD3<Float>) -> SIMD3<Float> {
        let (red, green, blue) = (Double(color.x), Double(color.y), Double(color.z))
        let x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047)
        let y = curve(0.2126729 * red + 0.7151522 * green + 0.0721750 * blue)
        let z = curve((0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883)
        return SIMD3(Float(116 * y - 16), Float(500 * (x - y)), Float(200 * (y - z)))
    }

    private static func curve(_ value: Double) -> Double {
        value > 216.0 / 24389 ? PortableMath.cubeRoot(value) : (24389.0 / 27 * value + 16) / 116
    }
}
