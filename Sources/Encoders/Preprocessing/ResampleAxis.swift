/// The shape of the window with which a picture is resampled.
public enum ResampleFilter: String, Codable, CaseIterable, Hashable, Sendable {
    /// Linear interpolation; a triangle over two output pixels when shrinking.
    case bilinear
    /// Keys' cubic convolution with a = −1/2 (1981), stretched likewise when shrinking.
    case bicubic

    /// Half the filter's width in output pixels.
    var support: Double { self == .bilinear ? 1 : 2 }

    func weight(_ distance: Double) -> Double {
        let x = abs(distance)
        switch self {
        case .bilinear:
            return max(0, 1 - x)
        case .bicubic:
            if x < 1 { return (1.5 * x - 2.5) * x * x + 1 }
            if x < 2 { return ((-0.5 * x + 2.5) * x - 4) * x + 2 }
            return 0
        }
    }
}

/// For each output pixel of one axis: which input pixels it mixes, and with what weights.
///
/// When shrinking, the filter widens by the scale, so that every input pixel counts (no aliasing): the convention of
/// Pillow's `resize` and of torchvision's `antialias=True`.
struct ResampleAxis {
    /// First input pixel of each output pixel.
    private(set) var starts: [Int] = []
    /// Number of input pixels of each output pixel.
    private(set) var counts: [Int] = []
    /// `stride` weights for each output pixel, `counts` of them used; they sum to 1.
    private(set) var weights: [Float] = []
    let stride: Int

    /// Weights that resize `input` pixels to `output` pixels, for the output pixels in `window` only.
    ///
    /// Precondition: the window lies inside `0 ..< output`.
    init(input: Int, output: Int, window: Range<Int>, filter: ResampleFilter) {
        precondition(window.lowerBound >= 0 && window.upperBound <= output, "the window lies inside the resized picture")
        let scale = Double(input) / Double(output)
        let stretch = max(1, scale)
        let support = filter.support * stretch
        stride = Int(support.rounded(.up)) * 2 + 1
        weights = [Float](repeating: 0, count: stride * window.count)
        for (index, position) in window.enumerated() {
            let center = (Double(position) + 0.5) * scale
            let start = max(0, Int(center - support + 0.5))
            let end = max(start + 1, min(input, Int(center + support + 0.5)))
            let raw = (start..<end).map { filter.weight((Double($0) + 0.5 - center) / stretch) }
            let sum = raw.reduce(0, +)
            starts.append(start)
            counts.append(end - start)
            for (offset, weight) in raw.enumerated() { weights[index * stride + offset] = Float(weight / sum) }
        }
    }

    /// The input pixels that any output pixel of the window reads.
    var inputRange: Range<Int> {
        let end = zip(starts, counts).map { $0 + $1 }.max() ?? 0
        return (starts.min() ?? 0)..<end
    }
}
