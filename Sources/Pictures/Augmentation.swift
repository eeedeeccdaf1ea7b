import Foundation

/// One random change of a picture that leaves what it shows: seen a little from elsewhere, in another light. The kinds and their
/// sizes are those of fastai v1's standard transforms (Howard and Gugger 2020).
public struct Augmentation: Hashable, Sendable {
    /// Whether left and right change places.
    public var flips = false
    /// Counter-clockwise, in radians.
    public var angle = 0.0
    /// From 1 up: how much larger things become.
    public var zoom = 1.0
    /// How much the left against the right, and the top against the bottom, come nearer.
    public var warp = Warp(x: 0, y: 0)
    /// Where a middle grey goes, 0...1.
    public var brightness = 0.5
    /// What contrast is multiplied with.
    public var contrast = 1.0

    /// Shares of the distance, to the right and downwards.
    public struct Warp: Hashable, Sendable {
        /// 0 is none.
        public var x, y: Double
    }

    /// The picture changed, at its own size; what comes in from outside is the picture mirrored at its edges.
    ///
    /// Cost: four reads a pixel.
    public func apply(to picture: Raster) -> Raster {
        let (width, height) = (picture.width, picture.height)
        let (halfWidth, halfHeight) = (Double(width) / 2, Double(height) / 2)
        let (sine, cosine) = (sin(angle) / zoom, cos(angle) / zoom)
        let light = lightTable()
        let pixels = [UInt8](unsafeUninitializedCapacity: 4 * width * height) { target, count in
            picture.pixels.withUnsafeBufferPointer { source in
                var out = 0
                for row in 0..<height {
                    for column in 0..<width {
                        var u = (Double(column) + 0.5) / halfWidth - 1, v = (Double(row) + 0.5) / halfHeight - 1
                        let depth = 1 + warp.x * u + warp.y * v
                        (u, v) = (u / depth * halfWidth, v / depth * halfHeight)
                        var x = cosine * u - sine * v
                        let y = sine * u + cosine * v
                        if flips { x = -x }
                        Self.sample(source, width, height, x: x + halfWidth - 0.5, y: y + halfHeight - 0.5, light: light, into: target, at: out)
                        out += 4
                    }
                }
            }
            count = 4 * width * height
        }
        return Raster(width: width, height: height, pixels: pixels)
    }

    @inline(__always)
    private static func sample(
        _ source: UnsafeBufferPointer<UInt8>, _ width: Int, _ height: Int, x: Double, y: Double, light: [UInt8],
        into target: UnsafeMutableBufferPointer<UInt8>, at out: Int
    ) {
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let (byColumn, byRow) = (x - left, y - top)
        let columns = (reflected(Int(left), width), reflected(Int(left) + 1, width))
        let rows = (reflected(Int(top), height) * width, reflected(Int(top) + 1, height) * width)
        for channel in 0..<4 {
            func value(_ row: Int, _ column: Int) -> Double { Double(source[4 * (row + column) + channel]) }
            let upper = value(rows.0, columns.0) * (1 - byColumn) + value(rows.0, columns.1) * byColumn
            let lower = value(rows.1, columns.0) * (1 - byColumn) + value(rows.1, columns.1) * byColumn
            let mixed = UInt8(max(0, min(255, (upper * (1 - byRow) + lower * byRow).rounded())))
            target[out + channel] = channel == 3 ? mixed : light[Int(mixed)]
        }
    }

    /// A place mirrored at both edges until it lies inside: −1 is 0, `count` is `count − 1`.
    @inline(__always)
    private static func reflected(_ place: Int, _ count: Int) -> Int {
        let period = 2 * count
        let within = (place % period + period) % period
        return within < count ? within : period - 1 - within
    }

    /// Brightness is added and contrast multiplied where light is its odds' logarithm, so that black and white stay.
    private func lightTable() -> [UInt8] {
        guard brightness != 0.5 || contrast != 1 else { return (0...255).map { UInt8($0) } }
        let shift = log(brightness / (1 - brightness))
        return (0...255).map { level in
            let share = (Double(level) + 0.5) / 256
            let moved = (log(share / (1 - share)) + shift) * contrast
            return UInt8(max(0, min(255, (256 / (1 + exp(-moved)) - 0.5).rounded())))
        }
    }
}

extension Augmentation {
    /// Left and right changed in every second picture; rotation to ±10°, zoom to 1.1, warp to ±0.2, brightness to 0.5 ± 0.1 and
    /// contrast to a fifth less or a quarter more, each in three of four.
    public init(using random: inout some RandomNumberGenerator) {
        func often(_ range: ClosedRange<Double>, otherwise: Double, _ random: inout some RandomNumberGenerator) -> Double {
            let value = Double.random(in: range, using: &random)
            return Double.random(in: 0..<1, using: &random) < 0.75 ? value : otherwise
        }
        flips = Bool.random(using: &random)
        angle = often(-10...10, otherwise: 0, &random) * .pi / 180
        zoom = often(1...1.1, otherwise: 1, &random)
        warp = Warp(x: often(-0.2...0.2, otherwise: 0, &random), y: often(-0.2...0.2, otherwise: 0, &random))
        brightness = often(0.4...0.6, otherwise: 0.5, &random)
        contrast = often(0.8...1.25, otherwise: 1, &random)
    }
}
