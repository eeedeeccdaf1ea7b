import Pictures

extension Raster {
    /// The picture under the colours of a map, over white.
    ///
    /// - Parameter seen: the part of the picture that the map covers; the rest stays as it is.
    package func overlaid(_ heat: HeatMap, seen: Window, opacity: Float = 0.6) -> Raster {
        mixed(with: heat, seen: seen) { below, value in
            value.map { below + (Magma.color($0) - below) * opacity } ?? below
        }
    }

    /// The picture in shades of grey, and over it the warmer colours of magma, the denser the hotter: whatever colours a picture has, those
    /// that are left are the map's, and they differ in lightness too.
    ///
    /// - Parameters:
    ///   - seen: the part of the picture that the map covers; the rest is cold.
    ///   - strength: how dense the hottest place is, 0...1.
    package func tinted(by heat: HeatMap, seen: Window, strength: Float = 1) -> Raster {
        mixed(with: heat, seen: seen) { below, value in
            let luma = (below * SIMD3(0.299, 0.587, 0.114)).sum(), value = value ?? 0
            let grey = SIMD3<Float>(repeating: 70 + luma * 185 / 255)
            return grey + (Magma.color(0.4 + 0.45 * value) - grey) * (0.85 * strength * value * value * (3 - 2 * value))
        }
    }

    /// - Parameter color: of the picture's colour over white and the map's value, nil outside the map.
    private func mixed(with heat: HeatMap, seen: Window, _ color: (SIMD3<Float>, Float?) -> SIMD3<Float>) -> Raster {
        var result = pixels
        for row in 0..<height {
            for column in 0..<width {
                let place = seen.place(ofX: (Double(column) + 0.5) / Double(width), y: (Double(row) + 0.5) / Double(height))
                let isInside = (0...1).contains(place.x) && (0...1).contains(place.y)
                let at = 4 * (row * width + column)
                let alpha = Float(pixels[at + 3]) / 255
                let below = SIMD3(Float(pixels[at]), Float(pixels[at + 1]), Float(pixels[at + 2])) * alpha + 255 * (1 - alpha)
                let mixed = color(below, isInside ? heat.value(atX: place.x, y: place.y) : nil)
                for channel in 0..<3 { result[at + channel] = UInt8(max(0, min(255, mixed[channel].rounded()))) }
                result[at + 3] = 255
            }
        }
        return Raster(width: width, height: height, pixels: result)
    }
}
