import Pictures

/// Where a picture lies in a box of pixels: as large as fits with its aspect kept, centred.
struct Fit: Hashable, Sendable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    /// Precondition: all four are positive.
    init(x: Int, y: Int, width: Int, height: Int) { (self.x, self.y, self.width, self.height) = (x, y, width, height) }

    /// The same place where each pixel has become `factor` times as long and high.
    func scaled(by factor: Int) -> Fit {
        Fit(x: x * factor, y: y * factor, width: width * factor, height: height * factor)
    }

    init(of picture: PixelSize, in box: PixelSize) {
        if picture.width * box.height >= box.width * picture.height {
            width = box.width
            height = max(1, min(box.height, (picture.height * box.width + picture.width / 2) / picture.width))
        } else {
            height = box.height
            width = max(1, min(box.width, (picture.width * box.height + picture.height / 2) / picture.height))
        }
        x = (box.width - width) / 2
        y = (box.height - height) / 2
    }
}

extension Raster {
    /// This picture scaled to fit `box` with its aspect kept, centred on transparent pixels.
    ///
    /// A triangle filter as wide as the scale asks for: smooth when it enlarges, without aliasing when it reduces.
    /// Cost: about 4 (taps a pixel) x 2 (passes) multiplications a channel.
    func fitted(in box: PixelSize) -> (raster: Raster, fit: Fit) {
        let fit = Fit(of: PixelSize(width: width, height: height), in: box)
        if fit.width == width, fit.height == height, fit.width == box.width, fit.height == box.height { return (self, fit) }
        let across = TriangleFilter(from: width, to: fit.width)
        let down = TriangleFilter(from: height, to: fit.height)

        // Colours are weighted by alpha, so that transparent pixels lend no colour to their neighbours.
        var wide = [SIMD4<Float>](repeating: .zero, count: fit.width * height)
        var line = [SIMD4<Float>](repeating: .zero, count: width)
        for y in 0..<height {
            for x in 0..<width {
                let at = 4 * (y * width + x)
                let alpha = Float(pixels[at + 3])
                let weight = alpha / 255
                line[x] = SIMD4(
                    Float(pixels[at]) * weight, Float(pixels[at + 1]) * weight, Float(pixels[at + 2]) * weight, alpha)
            }
            for x in 0..<fit.width {
                var sum = SIMD4<Float>.zero
                for tap in 0..<across.taps { sum += line[across.first[x] + tap] * across.weights[x * across.taps + tap] }
                wide[y * fit.width + x] = sum
            }
        }
        var result = [UInt8](repeating: 0, count: 4 * box.width * box.height)
        for y in 0..<fit.height {
            for x in 0..<fit.width {
                var sum = SIMD4<Float>.zero
                for tap in 0..<down.taps {
                    sum += wide[(down.first[y] + tap) * fit.width + x] * down.weights[y * down.taps + tap]
                }
                guard sum.w > 0.5 else { continue }
                let at = 4 * ((fit.y + y) * box.width + fit.x + x)
                let scale = 255 / sum.w
                // Rounded: no number is below 0, and none is above 255 by more than what cutting off takes away.
                let color = sum * SIMD4(scale, scale, scale, 1) + 0.5
                result[at] = UInt8(color.x)
                result[at + 1] = UInt8(color.y)
                result[at + 2] = UInt8(color.z)
                result[at + 3] = UInt8(color.w)
            }
        }
        return (Raster(width: box.width, height: box.height, pixels: result), fit)
    }
}

/// The weights with which samples on one axis make up the samples of a longer or shorter one.
struct TriangleFilter {
    /// How many source samples each result is made of.
    let taps: Int
    /// The first source sample of each result.
    let first: [Int]
    /// `taps` weights for each result; they sum to 1.
    let weights: [Float]

    init(from source: Int, to target: Int) {
        let scale = Double(source) / Double(target)
        let radius = max(1, scale)
        let taps = min(source, 2 * Int(radius.rounded(.up)) + 1)
        var first: [Int] = []
        var weights: [Float] = []
        for index in 0..<target {
            let center = (Double(index) + 0.5) * scale - 0.5
            let start = min(max(0, Int((center - radius).rounded(.up))), source - taps)
            let raw = (0..<taps).map { max(0, 1 - abs(Double(start + $0) - center) / radius) }
            let sum = raw.reduce(0, +)
            first.append(start)
            weights += raw.map { Float($0 / sum) }
        }
        self.taps = taps
        self.first = first
        self.weights = weights
    }
}
