import Basics

/// The terminal's first 16 colours, as xterm has them, and what they make when dots of one lie on another.
enum FewColors {
    /// One character in two of the colours.
    struct Ink: Hashable, Sendable {
        /// Which colour, 0..<16.
        var foreground: Int
        var background: Int
        var character: Unicode.Scalar

        /// The SGR sequence, then the character `count` times.
        func bytes(_ count: Int = 1, after earlier: Ink? = nil) -> [UInt8] {
            let isSet = earlier?.foreground == foreground && earlier?.background == background
            let colors = isSet ? "" : "\u{1B}[\(foreground + (foreground < 8 ? 30 : 82));\(background + (background < 8 ? 40 : 92))m"
            return Array((colors + String(repeating: String(character), count: count)).utf8)
        }
    }

    /// An ink that makes an even area, and the colour that it makes.
    struct Mixture: Sendable {
        let ink: Ink
        let color: Oklab
        /// How much its dots disturb, as a distance.
        let grain: Float
    }

    private static let colors = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF,
        0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ].map(Color.init(packed:))

    static let solids: [Oklab] = colors.map { Oklab(light: $0.light) }

    /// All even areas: each colour alone, and each two with a quarter, half and three quarters of the brighter one's dots.
    ///
    /// The darker half of the palette comes as the background, as far as there is a choice: consoles know no other there.
    static let mixtures: [Mixture] = solids.indices.flatMap { back in
        [Mixture(ink: Ink(foreground: back, background: back, character: " "), color: solids[back], grain: 0)]
            + solids.indices.dropFirst(back + 1).flatMap { front in
                zip(["░", "▒", "▓"] as [Unicode.Scalar], [0.25, 0.5, 0.75] as [Float]).map { character, share in
                    let light = colors[front].light * share + colors[back].light * (1 - share)
                    return Mixture(
                        ink: Ink(foreground: front, background: back, character: character), color: Oklab(light: light),
                        grain: 0.06 * share * (1 - share) * solids[front].distance(to: solids[back]))
                }
            }
    }

    /// A colour's look as it is matched with what so few can make: greyish ones would all become grey.
    static func seen(_ light: SIMD3<Float>) -> Oklab { Oklab(light: light, vividness: 1.6) }

    /// The mixture that comes nearest, and how far from the colour it is.
    static func mixture(of color: Oklab) -> (mixture: Mixture, distance: Float) {
        var best = (mixture: mixtures[0], distance: Float.infinity)
        for mixture in mixtures {
            let distance = mixture.color.distance(to: color) + mixture.grain
            if distance < best.distance { best = (mixture, distance) }
        }
        return best
    }

    /// The one of the 16 that is nearest to all of some colours, and the sum of the distances.
    static func solid(for colors: [Oklab]) -> (index: Int, distance: Float) {
        var best = (index: 0, distance: Float.infinity)
        for index in solids.indices {
            let distance = colors.reduce(0) { $0 + $1.distance(to: solids[index]) }
            if distance < best.distance { best = (index, distance) }
        }
        return best
    }
}
