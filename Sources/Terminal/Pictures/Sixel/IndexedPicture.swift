import Pictures

/// A picture in a few colours of its own, as sixels draw it and small PNGs hold it.
///
/// Nothing is dithered: what is flat stays flat. A pixel takes its left or upper neighbour's colour where that is hardly farther from
/// its own than the nearest is, so that noise makes no speckles and areas take few bytes.
struct IndexedPicture: Hashable, Sendable {
    let width: Int
    let height: Int
    /// Red, green and blue of each colour, 255 of them at most.
    let palette: [SIMD4<UInt8>]
    /// A place in the palette for each pixel; `clear` where it is more than half transparent.
    let indices: [UInt8]

    static let clear = UInt8.max
    /// By how much farther, squared, a neighbour's colour may be: five or six levels in one channel.
    private static let slack: Float = 30

    private init(width: Int, height: Int, palette: [SIMD4<UInt8>], indices: [UInt8]) {
        (self.width, self.height, self.palette, self.indices) = (width, height, palette, indices)
    }

    /// Some of its rows, in the same colours.
    func rows(_ range: Range<Int>) -> IndexedPicture {
        IndexedPicture(
            width: width, height: range.count, palette: palette, indices: Array(indices[range.lowerBound * width..<range.upperBound * width]))
    }

    /// With each pixel `factor` times as long and high, cut to `box`: the terminal does not enlarge sixels.
    func enlarged(by factor: Int, to box: PixelSize) -> IndexedPicture {
        guard factor > 1 else { return self }
        let indices = (0..<box.height).flatMap { y in
            (0..<box.width).map { x in self.indices[y / factor * width + x / factor] }
        }
        return IndexedPicture(width: box.width, height: box.height, palette: palette, indices: indices)
    }

    /// Cost: about 30 ns a pixel.
    /// - Parameter colors: how many at most, 1 to 255.
    init(_ raster: Raster, colors: Int) {
        let shades = Shades(of: raster)
        let division = ShadeDivision(shades, most: colors)
        let means = division.means
        (width, height) = (raster.width, raster.height)
        palette = means.map { SIMD4<UInt8>(clamping: SIMD4<Int32>($0.rounded(.toNearestOrAwayFromZero))) }
        let colors = shades.sums.map(ShadeSum.mean)
        var indices = [UInt8](repeating: Self.clear, count: raster.width * raster.height)
        indices.withUnsafeMutableBufferPointer { indices in
            shades.places.withUnsafeBufferPointer { places in
                Self.choose(indices, places, colors, division.groups, means, width: raster.width)
            }
        }
        self.indices = indices
    }

    /// Writes each pixel's index.
    private static func choose(
        _ indices: UnsafeMutableBufferPointer<UInt8>, _ places: UnsafeBufferPointer<Int32>, _ colors: [SIMD4<Float>], _ groups: [UInt8],
        _ means: [SIMD4<Float>], width: Int
    ) {
        for start in stride(from: 0, to: places.count, by: width) {
            var left = clear
            for pixel in start..<start + width {
                guard places[pixel] >= 0 else {
                    left = clear
                    continue
                }
                let shade = Int(places[pixel])
                let up = start > 0 ? indices[pixel - width] : clear
                var choice = groups[shade]
                if choice != left, choice != up || left != clear {
                    let limit = squaredDistance(colors[shade], means[Int(choice)]) + slack
                    if left != clear, squaredDistance(colors[shade], means[Int(left)]) <= limit {
                        choice = left
                    } else if up != clear, squaredDistance(colors[shade], means[Int(up)]) <= limit {
                        choice = up
                    }
                }
                indices[pixel] = choice
                left = choice
            }
        }
    }
}

@inline(__always)
private func squaredDistance(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> Float {
    let difference = a - b
    return (difference * difference).sum()
}
