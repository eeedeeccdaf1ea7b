import Pictures

/// The studio: lays a garment on a bright ground and lights it, with roundness, folds, weave and a soft shadow.
struct Photograph {
    private let side = 250
    /// Maps of light are made at half the size, soft ones at a quarter, and smoothed up.
    private let half = 126, quarter = 64
    private let garment: Garment
    private let cut: Cut

    init(_ garment: Garment, _ cut: Cut) {
        self.garment = garment
        self.cut = cut
    }

    /// The finished picture of a canvas that holds the flat garment.
    func develop(_ canvas: Canvas) -> Raster {
        var random = Random(garment.seed, 6)
        let ground = Pixel(random.pick([Ink(0xf7f7f7), Ink(0xf4f4f5), Ink(0xf6f4f1), Ink(0xfbfbfb), Ink(0xeff0f2)]))
        let exposure = Float(random.range(0.97, 1.03))
        return canvas.withPixels { pixels in
            let soft = SoftMap(coverageOf: pixels, width: side, side: quarter).blurred(radius: 2)
            let shadow = soft.blurred(radius: 3).enlarged(by: 4, to: side, dx: 2.5, dy: 5.5)
            let light = lighting(soft, &random).enlarged(by: 2, to: side)
            let weave = Noise(&random)
            let output = [UInt8](unsafeUninitializedCapacity: 4 * side * side) { bytes, count in
                shadow.values.withUnsafeBufferPointer { shadow in
                    light.values.withUnsafeBufferPointer { light in
                        for y in 0..<side {
                            let backdrop = ground - Float(y) / Float(side) * 0.018
                            for x in 0..<side {
                                let at = y * side + x
                                let shade = light[at] + (weave.grain(x, y) - 0.5) * 0.035
                                let pixel = mixed(pixels[at], on: backdrop, shadow: shadow[at], shade: shade, exposure: exposure)
                                bytes[4 * at] = byte(pixel.x)
                                bytes[4 * at + 1] = byte(pixel.y)
                                bytes[4 * at + 2] = byte(pixel.z)
                                bytes[4 * at + 3] = 255
                            }
                        }
                    }
                }
                count = 4 * side * side
            }
            return Raster(width: side, height: side, pixels: output)
        }
    }

    private var isDark: Bool { garment.color.color.luma < 0.3 }

    /// A pixel of the garment (a word of premultiplied color) over the ground behind it.
    @inline(__always)
    private func mixed(_ word: UInt32, on backdrop: Pixel, shadow: Float, shade: Float, exposure: Float) -> Pixel {
        let alpha = Float(word >> 24) / 255
        var pixel = Pixel.zero
        if alpha < 1 {
            let bright: Float = (1 - 0.30 * shadow * shadow) * (1 - alpha)
            pixel = backdrop * bright
        }
        if alpha > 0 {
            // Light scales the color; a sheen on top lets folds show on dark cloth as well.
            let lift: Float = isDark ? 0.30 : 0.07
            let sheen: Float = alpha * (shade > -0.02 ? shade : -0.02) * lift * exposure
            pixel += Pixel(word) * ((1 + shade) * exposure / 255) + sheen
        }
        return pixel
    }

    /// 0...1 as 0...255. Adding 2²³ leaves the rounded whole number in the lowest bits, without the checks of a conversion.
    @inline(__always)
    private func byte(_ value: Float) -> UInt8 {
        let clamped = value < 0 ? 0 : value < 1 ? value : 1
        return UInt8(truncatingIfNeeded: (clamped * 255 + 8_388_608).bitPattern)
    }

    /// What light adds to or takes from brightness, around 0: rounder towards the edges, and folds lit from the upper left.
    private func lighting(_ soft: SoftMap, _ random: inout Random) -> SoftMap {
        var height = [Float](repeating: 0, count: half * half)
        for fold in folds(&random) { fold.raise(&height, side: half) }
        let noise = Noise(&random)
        let bumps = (0..<32 * 32).map { (index: Int) -> Float in
            let (column, row) = (Float(index % 32), Float(index / 32))
            return noise.smooth(column * 0.14, row * 0.12)
        }
        let drift = SoftMap(side: 32, values: bumps).enlarged(by: 4, to: half).values
        let roundness = soft.enlarged(by: 2, to: half, dx: 0.8, dy: 0.8).values
        // Cotton is dull: what faces the light gains less than what turns away loses.
        let gain: Float = isDark ? 1 : 0.5
        var light = SoftMap(side: half, values: drift)
        for y in 1..<(half - 1) {
            for x in 1..<(half - 1) {
                let at = y * half + x
                let (across, down) = (height[at + 1] - height[at - 1], height[at + half] - height[at - half])
                let slope: Float = across * 0.75 + down * 0.55
                let inside: Float = (roundness[at] - 0.42) * 2.1
                let edge: Float = 1 - min(1, max(0, inside))
                let level: Float = 0.015 + (drift[at] - 0.5) * 0.07 - Float(y) * 0.0003
                let facing: Float = slope > 0 ? slope * gain : slope
                light.values[at] = level + facing - 0.17 * edge * edge
            }
        }
        return light
    }

    // MARK: Folds

    /// Where cloth of this cut creases: from under the arms, at the waist, down the lower body and along the sleeves.
    private func folds(_ random: inout Random) -> [Fold] {
        var folds: [Fold] = []
        let strength = random.range(0.4, 0.9)
        func add(_ at: Point, _ degrees: Double, length: Double, width: Double, height: Double, bend: Double = 0) {
            folds.append(
                Fold(
                    center: at + Point(125, 0), direction: .direction(degrees), length: length, width: width,
                    height: height * strength, bend: bend
                ))
        }
        let (armpit, hem) = (cut.armpit, cut.hem)
        for side in [1.0, -1] {
            func mirrored(_ degrees: Double) -> Double { side > 0 ? degrees : 180 - degrees }
            func at(_ x: Double, _ y: Double) -> Point { Point(side * x, y) }
            for _ in 0..<random.int(1...3) {
                let angle = random.range(95, 150)
                add(
                    at(armpit.x - random.range(8, 20), armpit.y + random.range(-14, 24)), mirrored(angle),
                    length: random.range(18, 40),
                    width: random.range(3, 7), height: random.range(0.25, 0.6), bend: random.range(-0.012, 0.012)
                )
            }
            for _ in 0..<random.int(1...3) {
                add(
                    at(hem.x - random.range(4, 22), armpit.y + (hem.y - armpit.y) * random.range(0.25, 0.95)),
                    mirrored(random.range(60, 165)),
                    length: random.range(14, 42), width: random.range(3, 8), height: random.range(0.2, 0.55),
                    bend: random.range(-0.014, 0.014)
                )
            }
            if let sleeve = cut.sleeve {
                let reach = (sleeve.outer - cut.shoulder).length
                let count = reach > 90 ? random.int(4...7) : random.int(1...3)
                for i in 0..<count {
                    let along = (Double(i) + random.unit()) / Double(count)
                    let body: Point = (cut.shoulder + armpit) / 2
                    let middle: Point = body + (sleeve.outer + sleeve.inner - cut.shoulder - armpit) / 2 * along
                    let across = reach > 90 ? random.range(70, 140) : random.range(-30, 60)
                    let base = reach > 90 ? 0.0 : 40
                    add(
                        Point(side * middle.x, middle.y), mirrored(base + across), length: random.range(8, 20),
                        width: random.range(2.5, 5),
                        height: random.range(0.2, 0.5), bend: random.range(-0.02, 0.02)
                    )
                }
            }
        }
        for _ in 0..<random.int(2...5) {
            add(
                Point(random.range(-0.8, 0.8) * hem.x, armpit.y + (hem.y - armpit.y) * random.range(0.1, 1)), random.range(55, 125),
                length: random.range(30, 80), width: random.range(6, 15), height: random.range(0.3, 0.9),
                bend: random.range(-0.004, 0.004)
            )
        }
        return folds
    }
}

/// One crease: a ridge along a slightly bent line that fades at both ends.
struct Fold {
    let center, direction: Point
    let length, width, height, bend: Double

    /// Adds the ridge to a height map of half the picture's size.
    func raise(_ map: inout [Float], side: Int) {
        let (cx, cy) = (Float(center.x / 2), Float(center.y / 2))
        let (dx, dy) = (Float(direction.x), Float(direction.y))
        let (length, width, bend) = (Float(length / 2), Float(width / 2), Float(bend * 2))
        let reach = length + 3 * width
        let rows = max(0, Int(cy - reach))...min(side - 1, max(0, Int(cy + reach)))
        let columns = max(0, Int(cx - reach))...min(side - 1, max(0, Int(cx + reach)))
        map.withUnsafeMutableBufferPointer { map in
            for y in rows {
                for x in columns {
                    let (px, py) = (Float(x) - cx, Float(y) - cy)
                    let along = px * dx + py * dy
                    let taper = 1 - along * along / (length * length)
                    guard taper > 0 else { continue }
                    let across = (py * dx - px * dy + bend * along * along) / width
                    let ridge = 1 / (1 + across * across)
                    map[y * side + x] += Float(height) * width * 0.4 * taper * ridge * ridge
                }
            }
        }
    }
}
