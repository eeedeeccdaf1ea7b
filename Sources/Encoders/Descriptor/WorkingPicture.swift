import Pictures

/// The 64x64 pixels on which the descriptor works: the whole picture, stretched to a square.
struct WorkingPicture {
    static let side = 64
    /// sRGB red, green, blue in 0...1 (the fourth value is alpha and not used).
    let pixels: UnsafeMutablePointer<SIMD4<Float>>

    private static let resampler = Resampler(width: side, height: side)

    /// Fills `pixels`, which holds `side * side` values, from a picture of any size.
    init(_ picture: Raster, pixels: UnsafeMutablePointer<SIMD4<Float>>) {
        self.pixels = pixels
        Self.resampler.forEachRow(of: picture) { row, line in
            let output = pixels + row * Self.side
            for column in 0..<Self.side { output[column] = line[column] * (1 / 255) }
        }
    }

    /// Linear light of one pixel.
    @inline(__always)
    func linear(_ x: Int, _ y: Int) -> SIMD3<Float> {
        let pixel = pixels[y * Self.side + x] * 255 + 0.5
        return LabColor.linear.withUnsafeBufferPointer {
            SIMD3($0[min(255, Int(pixel.x))], $0[min(255, Int(pixel.y))], $0[min(255, Int(pixel.z))])
        }
    }

    /// One pixel, the edge repeated outside.
    @inline(__always)
    func clamped(_ x: Int, _ y: Int) -> SIMD4<Float> {
        pixels[min(max(y, 0), Self.side - 1) * Self.side + min(max(x, 0), Self.side - 1)]
    }
}
