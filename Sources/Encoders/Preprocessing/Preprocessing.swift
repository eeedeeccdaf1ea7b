import Pictures

/// How a picture becomes the numbers that a network was trained on.
///
/// In this order: transparent pixels on white; resize; scale to 0...1 or leave 0...255; `(value − mean) / deviation`
/// per channel. `means` and `deviations` are in the network's channel order and on the scaled values.
public struct Preprocessing: Codable, Hashable, Sendable {
    /// How pictures become square.
    public enum Resize: String, Codable, CaseIterable, Hashable, Sendable {
        /// Both sides to `size`, whatever the picture's proportions.
        case stretch
        /// The shorter side to `shorterSide`, then the middle `size` x `size`.
        case crop
        /// The longer side to `size`, the rest white.
        case pad
    }

    /// The order of a pixel's numbers.
    public enum Channels: String, Codable, CaseIterable, Hashable, Sendable { case rgb, bgr }

    /// What black and white become before means and deviations.
    public enum ValueRange: String, Codable, CaseIterable, Hashable, Sendable {
        case unit = "0-1"
        case bytes = "0-255"
    }

    /// Side of the square that the network sees, in pixels.
    public var size: Int
    /// How pictures become square.
    public var resize: Resize
    /// For `crop`: the shorter side before the middle is cut out.
    public var shorterSide: Int
    /// How they are made smaller.
    public var filter: ResampleFilter
    /// The order of a pixel's numbers.
    public var channels: Channels
    /// What black and white become, before the next two.
    public var range: ValueRange
    /// What is subtracted, a number for each channel, in their order.
    public var means: [Float]
    /// What is divided by afterwards, likewise.
    public var deviations: [Float]

    public init(
        size: Int = 224, resize: Resize = .stretch, shorterSide: Int? = nil, filter: ResampleFilter = .bilinear,
        channels: Channels = .rgb, range: ValueRange = .unit, means: [Float] = [0, 0, 0], deviations: [Float] = [1, 1, 1]
    ) {
        self.size = size
        self.resize = resize
        self.shorterSide = shorterSide ?? size
        self.filter = filter
        self.channels = channels
        self.range = range
        self.means = means
        self.deviations = deviations
    }

    /// Changes the size and, in proportion, the side before cropping.
    public mutating func setSize(_ side: Int) {
        shorterSide = max(side, Int((Double(shorterSide) * Double(side) / Double(size)).rounded()))
        size = side
    }

    /// - Throws: `EncoderError.badPreprocessing` for what no network can have meant.
    public func validate() throws(EncoderError) {
        guard (1...4096).contains(size) else { throw .badPreprocessing("size \(size) is not in 1...4096") }
        guard (size...8192).contains(shorterSide) else {
            throw .badPreprocessing("the shorter side \(shorterSide) is not in \(size)...8192")
        }
        guard means.count == 3, means.allSatisfy({ $0.isFinite }) else { throw .badPreprocessing("3 finite means are needed") }
        guard deviations.count == 3, deviations.allSatisfy({ $0.isFinite && $0 > 0 }) else {
            throw .badPreprocessing("3 standard deviations above 0 are needed")
        }
    }

    /// How channel values lie in memory: all reds, then all greens, then all blues; or pixel by pixel.
    public enum Layout: Sendable { case planar, interleaved }

    /// The numbers of some pictures, `3 * size * size` each: what a network is given. For checks against other tools.
    public func tensor(of pictures: [Raster], layout: Layout = .planar) -> [Float] {
        let count = 3 * size * size
        return [Float](unsafeUninitializedCapacity: count * pictures.count) { buffer, initialized in
            for (index, picture) in pictures.enumerated() {
                write(picture, to: buffer.baseAddress! + index * count, layout: layout)
            }
            initialized = count * pictures.count
        }
    }

    /// Writes one picture's `3 * size * size` numbers.
    ///
    /// Cost: well under a millisecond for a 250x250 picture to 224x224.
    func write(_ picture: Raster, to output: UnsafeMutablePointer<Float>, layout: Layout) {
        let scale: Float = range == .unit ? 1 / 255 : 1
        let factor = SIMD3(scale / deviations[0], scale / deviations[1], scale / deviations[2])
        let offset = SIMD3(-means[0] / deviations[0], -means[1] / deviations[1], -means[2] / deviations[2])
        let placed = placement(of: picture)
        if resize == .pad { fill(output, with: factor * 255 + offset, layout: layout) }
        let swap = channels == .bgr
        let plane = layout == .planar ? size * size : 1
        let step = layout == .planar ? 1 : 3
        placed.resampler.forEachRow(of: picture) { row, line in
            var target = output + step * ((row + placed.top) * size + placed.left)
            for pixel in line {
                let color = swap ? SIMD3(pixel.z, pixel.y, pixel.x) : SIMD3(pixel.x, pixel.y, pixel.z)
                let value = color * factor + offset
                target[0] = value.x
                target[plane] = value.y
                target[2 * plane] = value.z
                target += step
            }
        }
    }

    private func fill(_ output: UnsafeMutablePointer<Float>, with value: SIMD3<Float>, layout: Layout) {
        let count = size * size
        for channel in 0..<3 {
            for index in 0..<count { output[layout == .planar ? channel * count + index : 3 * index + channel] = value[channel] }
        }
    }

    /// The part of a picture that the network sees, in shares of its sides; larger than the picture where that is padded.
    public func window(ofWidth width: Int, height: Int) -> Window {
        let (width, height) = (Double(width), Double(height))
        let scale: Double
        switch resize {
        case .stretch: return .all
        case .crop: scale = Double(shorterSide) / min(width, height)
        case .pad: scale = Double(size) / max(width, height)
        }
        let seen = (width: Double(size) / (scale * width), height: Double(size) / (scale * height))
        return Window(x: (1 - seen.width) / 2, y: (1 - seen.height) / 2, width: seen.width, height: seen.height)
    }

    private func placement(of picture: Raster) -> (resampler: Resampler, left: Int, top: Int) {
        let (width, height) = (picture.width, picture.height)
        let (shorter, longer) = (min(width, height), max(width, height))
        switch resize {
        case .stretch:
            return (Resampler(width: size, height: size, filter: filter), 0, 0)
        case .crop:
            // torchvision's rule: the longer side rounds down, the margin to even.
            let long = shorterSide * longer / shorter
            let (w, h) = width <= height ? (shorterSide, long) : (long, shorterSide)
            let left = Int((Double(w - size) / 2).rounded(.toNearestOrEven))
            let top = Int((Double(h - size) / 2).rounded(.toNearestOrEven))
            return (Resampler(width: w, height: h, columns: left..<left + size, rows: top..<top + size, filter: filter), 0, 0)
        case .pad:
            let short = max(1, Int((Double(size) * Double(shorter) / Double(longer)).rounded()))
            let (w, h) = width <= height ? (short, size) : (size, short)
            return (Resampler(width: w, height: h, filter: filter), (size - w) / 2, (size - h) / 2)
        }
    }
}
