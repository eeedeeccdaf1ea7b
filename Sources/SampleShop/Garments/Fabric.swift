/// The cloth of a garment: paints one cut piece at a time, with its pattern along the piece's own direction.
struct Fabric {
    private let garment: Garment
    private let base, second, third: Ink
    /// Width of stripes, dots and checks, and their distance.
    private let size, pitch: Double
    private let variant: Int

    init(_ garment: Garment) {
        var random = Random(garment.seed, 3)
        self.garment = garment
        base = garment.color.color.jittered(&random, 0.018)
        second = (garment.second ?? garment.color).color.jittered(&random, 0.018)
        third = garment.third.color
        variant = random.int(3)
        switch garment.pattern {
        case .stripes:
            pitch = random.pick([9, 12, 16, 24, 34])
            size = pitch * random.pick([0.25, 0.35, 0.5])
        case .verticalStripes:
            pitch = random.pick([7, 10, 15, 22])
            size = variant == 0 ? 1.2 : pitch * random.pick([0.3, 0.5])
        case .polkaDots:
            pitch = random.range(11, 24)
            size = pitch * random.range(0.16, 0.27)
        case .plaid:
            pitch = random.range(22, 40)
            size = pitch * random.range(0.3, 0.45)
        default:
            (pitch, size) = (20, 5)
        }
    }

    /// The color on the chest, which a print must stand out from.
    var printGround: Ink {
        switch (garment.pattern, variant) {
        case (.colorBlock, 0): second
        case (.dipDye, _): base.mixed(with: second, 0.3)
        default: base
        }
    }

    /// Whether a print needs a ground of its own, apart from stripes, checks or two halves.
    var isBusy: Bool {
        garment.pattern.isBusy || garment.pattern == .colorBlock && variant == 2
    }

    enum Piece { case body, sleeve }

    /// The color of collar, cuffs and other ribbing.
    var trim: Ink {
        switch garment.pattern {
        case .ringer, .raglan: second
        case .stripes: variant == 0 ? second : base
        case .colorBlock: variant == 2 ? base : second
        default: base
        }
    }

    /// The color of the inside.
    var inner: Ink { base }

    /// Paints a piece. Sleeves are turned by `turn` degrees from where the body's pattern would lie.
    func paint(_ piece: Piece, _ path: Path, turn: Double, around pivot: Point, hem: Double, on canvas: Canvas) {
        let plain = garment.pattern == .raglan && piece == .sleeve ? second : base
        canvas.fill(path, plain)
        guard isWoven else { return }
        let paint = {
            canvas.transformed(x: pivot.x, y: pivot.y, turn: turn) { pattern(piece, hem: hem - pivot.y, on: canvas) }
        }
        switch piece {
        // The body comes first: where there is cloth so far, there is body.
        case .body: canvas.atop(paint)
        case .sleeve: canvas.clipped(to: path, paint)
        }
    }

    /// Whether there is a pattern to paint on each piece.
    private var isWoven: Bool {
        switch garment.pattern {
        case .stripes, .verticalStripes, .polkaDots, .plaid, .dipDye, .colorBlock: true
        case .plain, .heather, .ringer, .raglan, .tieDye, .camouflage: false
        }
    }

    private func pattern(_ piece: Piece, hem: Double, on canvas: Canvas) {
        let reach = 230.0
        switch garment.pattern {
        case .stripes:
            for y in stride(from: -reach, to: reach, by: pitch) {
                if variant == 2 && piece == .body && y > hem * 0.62 && pitch < 20 { continue }
                let line = Path([.move(Point(-reach, y)), .curve(Point(-60, y + 3), Point(60, y + 3), Point(reach, y))])
                canvas.stroke(line, second, width: size)
                if variant == 1 && pitch > 14 { canvas.transformed(y: size * 0.5 + 2.5) { canvas.stroke(line, third, width: 1.6) } }
            }
        case .verticalStripes:
            for x in stride(from: -reach, to: reach, by: pitch) {
                canvas.fill(.rect(x - size / 2, -reach, size, 2 * reach), second)
            }
        case .polkaDots:
            for (row, y) in stride(from: -reach, to: reach, by: pitch * 0.72).enumerated() {
                for x in stride(from: -reach, to: reach, by: pitch) {
                    canvas.fill(
                        .ellipse(x + (row % 2 == 0 ? 0 : pitch / 2), y, size, size),
                        variant == 1 && row % 4 == 0 ? third : second)
                }
            }
        case .plaid:
            for offset in stride(from: -reach, to: reach, by: pitch) {
                canvas.fill(.rect(-reach, offset, 2 * reach, size), second.faded(0.55))
                canvas.fill(.rect(offset, -reach, size, 2 * reach), second.faded(0.55))
                canvas.fill(.rect(-reach, offset + size * 0.4, 2 * reach, 1.5), third.faded(0.8))
                canvas.fill(.rect(offset + size * 0.4, -reach, 1.5, 2 * reach), third.faded(0.8))
                if variant == 1 { canvas.fill(.rect(offset + pitch * 0.7, -reach, 1.2, 2 * reach), third.faded(0.6)) }
            }
        case .dipDye where piece == .body || variant == 1:
            let start = variant == 2 ? -60.0 : hem * 0.25
            canvas.fill(
                .rect(-reach, -reach, 2 * reach, 2 * reach), from: Point(0, start), to: Point(0, hem),
                [
                    (0, second.faded(0)), (0.45, second.faded(0.55)), (1, second),
                ])
        case .colorBlock:
            switch (variant, piece) {
            case (0, .body):
                canvas.fill(.rect(-reach, hem * 0.4, 2 * reach, reach), second)
                canvas.fill(.rect(-reach, hem * 0.4 - 5, 2 * reach, 5), third)
            case (1, _):
                canvas.fill(.rect(-reach, -reach, 2 * reach, reach + (piece == .body ? hem * 0.16 : 12)), second)
            case (2, .body):
                canvas.fill(.rect(0, -reach, reach, 2 * reach), second)
            case (2, .sleeve): break
            default: canvas.fill(.rect(-reach, -reach, 2 * reach, 2 * reach), second)
            }
        case .plain, .heather, .ringer, .raglan, .tieDye, .camouflage, .dipDye: break
        }
    }

    /// Dyes that are set pixel by pixel wherever there is cloth.
    func dye(_ canvas: Canvas) {
        var random = Random(garment.seed, 4)
        let noise = Noise(&random)
        switch garment.pattern {
        case .heather:
            let strength: Float = base.luma < 0.3 ? 0.10 : 0.085
            canvas.recolor { x, y, color in
                let fleck = noise.smooth(Float(x) * 0.35, Float(y) * 0.9) + noise.grain(x, y) - 1
                return color + fleck * strength
            }
        case .camouflage:
            let scale = Float(random.range(0.045, 0.08))
            let light = Pixel(base.lighter(0.28)), dark = Pixel(base.darker(0.45)),
                darkest = Pixel(base.mixed(with: Ink(0x2a2118), 0.78))
            canvas.recolor { x, y, color in
                let (u, v) = (Float(x) * scale, Float(y) * scale * 1.3)
                if noise.rough(u, v) > 0.6 { return darkest }
                if noise.rough(u + 50, v + 9) > 0.55 { return dark }
                return noise.rough(u + 90, v + 77) > 0.57 ? light : color
            }
        case .tieDye:
            let center = (x: Float(random.range(95, 155)), y: Float(random.range(85, 150)))
            let arms = Float(random.int(2...5)), twist = Float(random.range(2, 6)) * Float(random.sign())
            let rings = random.chance(0.3)
            let dyes = [Pixel(base), Pixel(second), Pixel(random.chance(0.5) ? Ink.white : third)]
            canvas.recolor { x, y, _ in
                let (dx, dy) = (Float(x) - center.x, Float(y) - center.y)
                let radius = (dx * dx + dy * dy).squareRoot()
                let wobble = (noise.rough(Float(x) * 0.06, Float(y) * 0.06) - 0.5) * 2.2
                let turns = rings ? radius / 26 : arms * angle(dy, dx) + twist * (radius / 110)
                var phase = turns + wobble * 0.4
                phase = (phase - phase.rounded(.down)) * 3
                let index = min(2, Int(phase))
                let t = min(1, max(0, (phase - Float(index) - 0.55) / 0.45))
                return dyes[index] + (dyes[(index + 1) % 3] - dyes[index]) * (t * t * (3 - 2 * t))
            }
        default: break
        }
    }

    /// The direction of (x, y) as a share of a full turn, within 0.001: basic arithmetic is enough here, and the same everywhere.
    private func angle(_ y: Float, _ x: Float) -> Float {
        let (ax, ay) = (abs(x), abs(y))
        guard ax + ay > 0 else { return 0 }
        let t = min(ax, ay) / max(ax, ay)
        var turn = t * (0.1250 + 0.0433 * (1 - t))
        if ay > ax { turn = 0.25 - turn }
        if x < 0 { turn = 0.5 - turn }
        return y < 0 ? 1 - turn : turn
    }
}

/// Red, green, blue in 0...1 (fourth lane unused), for loops over pixels.
typealias Pixel = SIMD4<Float>

extension SIMD4<Float> {
    init(_ color: Ink) {
        self.init(Float(color.red), Float(color.green), Float(color.blue), 0)
    }

    /// The color channels of a word 0xAARRGGBB, 0...255.
    init(_ word: UInt32) {
        self.init(Float(word >> 16 & 255), Float(word >> 8 & 255), Float(word & 255), 0)
    }
}

extension Canvas {
    /// Gives every pixel that is painted another color; coverage stays.
    func recolor(_ body: (_ x: Int, _ y: Int, Pixel) -> Pixel) {
        withPixels { pixels in
            for y in 0..<height {
                for x in 0..<width {
                    let word = pixels[y * width + x]
                    let alpha = Float(word >> 24)
                    guard alpha > 0 else { continue }
                    let old = Pixel(word) / alpha
                    let new = body(x, y, old).clamped(lowerBound: .zero, upperBound: .one) * alpha + 0.5
                    pixels[y * width + x] = word & 0xff00_0000 | UInt32(new.x) << 16 | UInt32(new.y) << 8 | UInt32(new.z)
                }
            }
        }
    }
}
