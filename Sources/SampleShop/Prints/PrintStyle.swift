/// How a print is made. Each style is written once, for all motifs: as a way of the pen, or as a mask over what it drew.
enum PrintStyle: String, CaseIterable, Sendable {
    case flat, outline, halftone, woodcut
    case pixelArt = "pixel art"
    case distressed

    /// A square layer of `size` pixels with what `draw` draws, in this style and inks that show on `cloth`.
    func render(size: Int, on cloth: Ink, seed: UInt64, _ draw: (Pen) -> Void) -> Canvas {
        var random = Random(seed, 21)
        // Fine drawings need bolder lines.
        let hairline = max(1.5, 150 / Double(size))
        switch self {
        case .flat:
            let outline = random.chance(0.5) ? hairline * random.range(1, 1.6) : 0
            let palette = Palette.picked(on: cloth, outlined: outline > 0, &random)
            return layer(size, Pen.filled(palette, outline: outline), draw)
        case .outline:
            let ink = Palette.ink(random.pick(PrintStyle.strongInks), on: cloth)
            return layer(size, Pen.outlined(.single(ink, on: cloth), outline: hairline * random.range(1.2, 1.9)), draw)
        case .halftone:
            let ink = Palette.ink(random.pick(PrintStyle.strongInks), on: cloth)
            let canvas = layer(size, Pen.filled(.gray, outline: hairline), draw)
            let ground: Ink? =
                random.chance(0.5)
                ? Ink(
                    random.pick(
                        [
                            0xf3dfa6, 0xf1c5c0, 0xbcdcd6, 0xf5f0e4,
                            0xf6b24a,
                        ] as [UInt32])) : nil
            canvas.halftone(
                ink, ground: ground, inkIsLight: ground == nil && ink.luma > cloth.luma,
                pitch: random.range(
                    2.9,
                    4), turn: random.range(15, 75))
            return canvas
        case .woodcut:
            let ink = Palette.ink(random.pick(PrintStyle.strongInks), on: cloth)
            let canvas = layer(size, Pen.filled(.gray, outline: hairline * 1.3), draw)
            canvas.woodcut(
                ink, inkIsLight: ink.luma > cloth.luma, pitch: random.range(3.2, 4.4), turn: random.range(-35, 35),
                Noise(&random))
            return canvas
        case .pixelArt:
            let block = max(2, (size + 16) / 32)
            let outline = random.chance(0.6) ? 3.6 : 0
            let palette = Palette.picked(on: cloth, outlined: outline > 0, &random)
            let small = layer(size / block, Pen.filled(palette, outline: outline), draw)
            return small.enlarged(block, to: size)
        case .distressed:
            let outline = random.chance(0.5) ? hairline * 1.2 : 0
            let palette = Palette.picked(on: cloth, outlined: outline > 0, &random)
            let canvas = layer(size, Pen.filled(palette, outline: outline), draw)
            canvas.wear(Noise(&random), amount: Float(random.range(0.38, 0.5)), scale: Float(random.range(0.16, 0.35)))
            return canvas
        }
    }

    private static let strongInks: [Ink] = [
        0x222226, 0x222226, 0x2a2a40, 0x8c2a2a, 0x25457e, 0x265c44, 0x5b2f73, 0xcf5a22, 0x7a4a26,
    ].map { Ink($0 as UInt32) }

    private func layer(_ size: Int, _ pen: (Canvas) -> Pen, _ draw: (Pen) -> Void) -> Canvas {
        let canvas = Canvas(width: size, height: size)
        let unit = Double(size) / 100
        canvas.transformed(x: Double(size) / 2, y: Double(size) / 2, scaleX: unit, scaleY: unit) { draw(pen(canvas)) }
        return canvas
    }
}

extension Pen {
    fileprivate static func filled(_ palette: Palette, outline: Double) -> (Canvas) -> Pen {
        { Pen($0, palette, mode: .filled, outline: outline) }
    }

    fileprivate static func outlined(_ palette: Palette, outline: Double) -> (Canvas) -> Pen {
        { Pen($0, palette, mode: .outlined, outline: outline) }
    }
}
