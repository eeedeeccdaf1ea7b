import Basics
import Foundation

/// A colour as people see it: lightness, green to red and blue to yellow, in which equal distances look about equally large.
///
/// https://bottosson.github.io/posts/oklab/
struct Oklab: Hashable, Sendable {
    private let value: SIMD3<Float>

    /// - Parameters:
    ///   - light: red, green and blue as amounts of light, 0...1.
    ///   - vividness: what the colour's distance from grey is multiplied by.
    init(light: SIMD3<Float>, vividness: Float = 1) {
        let long = (SIMD3(0.4122214708, 0.5363325363, 0.0514459929) * light).sum()
        let medium = (SIMD3(0.2119034982, 0.6806995451, 0.1073969566) * light).sum()
        let short = (SIMD3(0.0883024619, 0.2817188376, 0.6299787005) * light).sum()
        let cones = SIMD3(cbrt(long), cbrt(medium), cbrt(short))
        value = SIMD3(
            (SIMD3(0.2104542553, 0.7936177850, -0.0040720468) * cones).sum(),
            (SIMD3(1.9779984951, -2.4285922050, 0.4505937099) * cones).sum() * vividness,
            (SIMD3(0.0259040371, 0.7827717662, -0.8086757660) * cones).sum() * vividness)
    }

    /// The squared distance. Hue and vividness count more than lightness: a shirt may come out paler, but not in another colour.
    func distance(to other: Oklab) -> Float {
        let difference = value - other.value
        return (difference * difference * SIMD3(1, 3, 3)).sum()
    }
}

extension Color {
    /// Red, green and blue as amounts of light, 0...1: what mixes as light does, other than the numbers themselves.
    var light: SIMD3<Float> { SIMD3(Self.lights[Int(red)], Self.lights[Int(green)], Self.lights[Int(blue)]) }

    private static let lights: [Float] = (0...255).map { number in
        let share = Float(number) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
}
