extension Raster {
    /// A picture of one colour.
    package static func filled(_ color: [UInt8], width: Int, height: Int) -> Raster {
        Raster(width: width, height: height, pixels: (0..<width * height).flatMap { _ in color + [255] })
    }

    /// The picture over white under a nearly Gaussian blur: the mean over a square of `2 * radius + 1` pixels, as much of it as there is, three
    /// times. Cost: some nanoseconds a pixel, whatever the radius.
    package func blurred(radius: Int) -> Raster {
        var colors: [SIMD4<Float>] = (0..<width * height).map { place in
            let alpha = Float(pixels[4 * place + 3]) / 255
            let color = SIMD4(Float(pixels[4 * place]), Float(pixels[4 * place + 1]), Float(pixels[4 * place + 2]), 255)
            return color * alpha + 255 * (1 - alpha)
        }
        for _ in 0..<3 {
            for row in 0..<height { Self.average(&colors, from: row * width, step: 1, count: width, radius: radius) }
            for column in 0..<width { Self.average(&colors, from: column, step: width, count: height, radius: radius) }
        }
        var result: [UInt8] = []
        result.reserveCapacity(pixels.count)
        for color in colors {
            for channel in 0..<3 { result.append(UInt8(max(0, min(255, color[channel].rounded())))) }
            result.append(255)
        }
        return Raster(width: width, height: height, pixels: result)
    }

    /// Each value of a line becomes the mean of those around it, by one sum that moves along.
    private static func average(_ values: inout [SIMD4<Float>], from start: Int, step: Int, count: Int, radius: Int) {
        let line = stride(from: start, to: start + step * count, by: step).map { values[$0] }
        var sum = line[..<min(radius, count)].reduce(.zero, +)
        for place in 0..<count {
            if place + radius < count { sum += line[place + radius] }
            if place - radius > 0 { sum -= line[place - radius - 1] }
            values[start + step * place] = sum / Float(min(count, place + radius + 1) - max(0, place - radius))
        }
    }
}
