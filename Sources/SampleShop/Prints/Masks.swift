import Foundation

/// The styles that work on the pixels of a drawn layer.
extension Canvas {
    /// Replaces the layer by dots of one ink, larger where it was darker (lighter for a light ink), on a screen with `pitch`
    /// pixels between dots. A `ground` fills the silhouette first.
    func halftone(_ ink: Ink, ground: Ink?, inkIsLight: Bool, pitch: Double, turn: Double) {
        let (c, s) = (Float(cos(turn * .pi / 180)), Float(sin(turn * .pi / 180)))
        let pitch = Float(pitch)
        let (ink, paper) = (Pixel(ink), Pixel(ground ?? ink))
        screen { pixels, x, y in
            let (u, v) = ((Float(x) * c + Float(y) * s) / pitch, (Float(y) * c - Float(x) * s) / pitch)
            let (cu, cv) = (u.rounded() * pitch, v.rounded() * pitch)
            let tone = pixels.tone(Int(cu * c - cv * s + 0.5), Int(cu * s + cv * c + 0.5), light: inkIsLight)
            let (du, dv) = (u * pitch - cu, v * pitch - cv)
            let distance = (du * du + dv * dv).squareRoot()
            let radius = tone.ink.squareRoot() * pitch * 0.66
            let dot = min(1, max(0, radius - distance + 0.5))
            let here = pixels.tone(x, y, light: inkIsLight)
            // Very dark lines stay whole, as a printer's key plate would keep them.
            let key = min(1, max(0, here.ink * 6 - 4.3)) * here.coverage
            let cover = max(dot * min(1, tone.coverage * 2) * here.coverage, key)
            guard ground != nil else { return (ink, cover) }
            return (paper + (ink - paper) * cover, here.coverage)
        }
    }

    /// Replaces the layer by cuts of a gouge: solid where it was dark, lines that swell and shrink in between.
    func woodcut(_ ink: Ink, inkIsLight: Bool, pitch: Double, turn: Double, _ noise: Noise) {
        let (c, s) = (Float(cos(turn * .pi / 180)), Float(sin(turn * .pi / 180)))
        let pitch = Float(pitch)
        let ink = Pixel(ink)
        screen { pixels, x, y in
            let here = pixels.tone(x, y, light: inkIsLight)
            let wave = noise.smooth(Float(x) * 0.07, Float(y) * 0.07) * 5
            var phase = (Float(y) * c - Float(x) * s + wave) / pitch
            phase = abs(phase - phase.rounded()) * 2
            let rough = (noise.grain(x / 2, y / 2) - 0.5) * 0.16
            let cut = (here.ink * 1.25 - 0.08 - phase + rough) * pitch * 0.5 + 0.5
            return (ink, here.coverage * min(1, max(0, cut)))
        }
    }

    /// Rubs ink off in specks and scratches, as after many washes.
    func wear(_ noise: Noise, amount: Float, scale: Float) {
        screen { pixels, x, y in
            let here = pixels.pixel(x, y)
            let patch = noise.rough(Float(x) * scale * 0.2, Float(y) * scale * 0.2)
            let speck = noise.rough(Float(x) * scale * 1.9, Float(y) * scale * 1.9) * 0.6 + noise.grain(x, y) * 0.4
            let scratch = noise.smooth(Float(x) * 0.9 + Float(y) * 0.25, Float(y) * 0.045)
            let left = (speck + (0.5 - patch) * 0.5 - amount) * 7 + 0.8 - max(0, scratch - 0.78) * 14
            return (here.color, here.coverage * min(1, max(0.06, left)))
        }
    }

    /// Every pixel as a block of `factor` pixels, hard-edged, centered on a square canvas of `size`.
    func enlarged(_ factor: Int, to size: Int) -> Canvas {
        let result = Canvas(width: size, height: size)
        let inset = (size - width * factor) / 2
        withPixels { source in
            result.withPixels { target in
                for y in 0..<height * factor {
                    for x in 0..<width * factor {
                        let word = source[(y / factor) * width + x / factor]
                        let alpha = word >> 24
                        guard alpha > 110 else { continue }
                        func solid(_ shift: UInt32) -> UInt32 {
                            // Five bits a channel: blended edges fall onto few colors.
                            min(255, ((word >> shift & 255) * 255 / alpha + 4) & 0xf8) << shift
                        }
                        target[(y + inset) * size + x + inset] = 0xff00_0000 | solid(16) | solid(8) | solid(0)
                    }
                }
            }
        }
        return result
    }

    /// Computes every pixel anew from a copy of the layer.
    private func screen(_ body: (Layer, Int, Int) -> (color: Pixel, coverage: Float)) {
        withPixels { pixels in
            let layer = Layer(words: Array(pixels), width: width, height: height)
            for y in 0..<height {
                for x in 0..<width {
                    let (color, coverage) = body(layer, x, y)
                    let value = color * (coverage * 255) + 0.5
                    let word = UInt32(coverage * 255 + 0.5) << 24 | UInt32(value.x) << 16
                    pixels[y * width + x] = word | UInt32(value.y) << 8 | UInt32(value.z)
                }
            }
        }
    }
}

/// A copy of a layer's pixels to read from while they are replaced.
private struct Layer {
    let words: [UInt32]
    let width, height: Int

    func pixel(_ x: Int, _ y: Int) -> (color: Pixel, coverage: Float) {
        guard x >= 0, y >= 0, x < width, y < height else { return (.zero, 0) }
        let word = words[y * width + x]
        let alpha = Float(word >> 24)
        guard alpha > 0 else { return (.zero, 0) }
        return (Pixel(word) / alpha, alpha / 255)
    }

    /// How much ink this place asks for, 0...1: dark places of a dark ink, bright ones of a light ink; never quite none inside
    /// the silhouette, so that it stays whole.
    func tone(_ x: Int, _ y: Int, light: Bool) -> (ink: Float, coverage: Float) {
        let (color, coverage) = pixel(x, y)
        let luma = 0.299 * color.x + 0.587 * color.y + 0.114 * color.z
        let ink = light ? luma * luma * 1.05 + 0.05 : 1.02 - luma * 0.95
        return (min(1, ink) * coverage, coverage)
    }
}
