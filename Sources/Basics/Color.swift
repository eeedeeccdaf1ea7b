/// An sRGB colour of 8 bits a channel.
public struct Color: Hashable, Sendable {
    /// 0 is none, 255 is full, in sRGB; likewise the others.
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// The colour of a number 0xRRGGBB; what is above is left out.
    public init(packed number: Int) {
        self.init(red: UInt8(number >> 16 & 255), green: UInt8(number >> 8 & 255), blue: UInt8(number & 255))
    }

    /// The colour as a number 0xRRGGBB.
    public var packed: Int { Int(red) << 16 | Int(green) << 8 | Int(blue) }

    /// Whether white text reads better on it than black: relative luminance (Rec. 709, gamma left in) below one half.
    public var isDark: Bool { 2126 * Int(red) + 7152 * Int(green) + 722 * Int(blue) < 5000 * 255 }
}
