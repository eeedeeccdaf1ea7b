/// A dye or an ink, which is mixed with others and laid over them: red, green, blue and alpha in 0...1, sRGB, alpha not premultiplied.
struct Ink: Hashable, Sendable {
    var red, green, blue: Double
    var alpha = 1.0

    init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// From 0xRRGGBB.
    init(_ hex: UInt32) {
        self.init(red: Double(hex >> 16 & 255) / 255, green: Double(hex >> 8 & 255) / 255, blue: Double(hex & 255) / 255)
    }

    static let black = Ink(0x000000)
    static let white = Ink(0xffffff)

    /// Perceived brightness in 0...1 (weights of Rec. 601).
    var luma: Double {
        0.299 * red + 0.587 * green + 0.114 * blue
    }

    func mixed(with other: Ink, _ amount: Double) -> Ink {
        Ink(
            red: red + (other.red - red) * amount, green: green + (other.green - green) * amount,
            blue: blue + (other.blue - blue) * amount, alpha: alpha + (other.alpha - alpha) * amount
        )
    }

    func faded(_ alpha: Double) -> Ink {
        Ink(red: red, green: green, blue: blue, alpha: self.alpha * alpha)
    }

    func darker(_ amount: Double) -> Ink {
        mixed(with: Ink(red: 0, green: 0, blue: 0.03, alpha: alpha), amount)
    }

    func lighter(_ amount: Double) -> Ink {
        mixed(with: Ink(red: 1, green: 1, blue: 0.98, alpha: alpha), amount)
    }

    /// How different two colors look, about 0...1; brightness counts twice as much as hue, as in print.
    func difference(_ other: Ink) -> Double {
        let light = luma - other.luma
        let (r, g, b) = (red - other.red - light, green - other.green - light, blue - other.blue - light)
        return (light * light + 0.25 * (r * r + g * g + b * b)).squareRoot()
    }

    /// Slightly another hue and brightness, as one dye lot from the next.
    func jittered(_ random: inout Random, _ amount: Double) -> Ink {
        func moved(_ value: Double) -> Double {
            min(1, max(0, value + random.range(-amount, amount)))
        }
        return Ink(red: moved(red), green: moved(green), blue: moved(blue), alpha: alpha)
    }
}
