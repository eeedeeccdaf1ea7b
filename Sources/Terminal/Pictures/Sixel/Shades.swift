import Pictures

/// Red, green, blue and number of some pixels, summed up.
typealias ShadeSum = SIMD4<UInt32>

extension ShadeSum {
    /// The pixels' mean colour; the fourth number is 0.
    static func mean(_ sum: ShadeSum) -> SIMD4<Float> {
        var mean = SIMD4<Float>(sum) / Float(sum.w)
        mean.w = 0
        return mean
    }
}

/// A picture's shades: pixels whose colours have the same upper six bits in each channel make one.
struct Shades {
    private(set) var sums: [ShadeSum] = []
    /// Each pixel's shade; -1 where it is more than half transparent.
    private(set) var places: [Int32]

    init(of raster: Raster) {
        places = [Int32](repeating: -1, count: raster.width * raster.height)
        sums.reserveCapacity(4096)
        var known = [Int32](repeating: -1, count: 1 << 18)
        raster.pixels.withUnsafeBufferPointer { pixels in
            places.withUnsafeMutableBufferPointer { places in
                known.withUnsafeMutableBufferPointer { known in Self.collect(pixels, &sums, places, known) }
            }
        }
    }

    private static func collect(
        _ pixels: UnsafeBufferPointer<UInt8>, _ sums: inout [ShadeSum], _ places: UnsafeMutableBufferPointer<Int32>,
        _ known: UnsafeMutableBufferPointer<Int32>
    ) {
        for pixel in places.indices where pixels[4 * pixel + 3] >= 128 {
            let (red, green, blue) = (pixels[4 * pixel], pixels[4 * pixel + 1], pixels[4 * pixel + 2])
            let key = Int(red & 0xFC) << 10 | Int(green & 0xFC) << 4 | Int(blue >> 2)
            if known[key] < 0 {
                known[key] = Int32(sums.count)
                sums.append(.zero)
            }
            places[pixel] = known[key]
            sums[Int(known[key])] &+= ShadeSum(UInt32(red), UInt32(green), UInt32(blue), 1)
        }
    }
}
