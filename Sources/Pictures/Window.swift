/// A part of a picture, in shares of its sides.
public struct Window: Codable, Hashable, Sendable {
    /// Of its left edge.
    public let x: Double
    /// Of its upper edge.
    public let y: Double
    /// 1 is the whole picture's.
    public let width: Double
    /// 1 is the whole picture's.
    public let height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    /// The whole picture.
    public static let all = Window(x: 0, y: 0, width: 1, height: 1)

    package var isInside: Bool { x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 && y + height <= 1 }

    /// A part of this part, as a part of the picture.
    package func part(_ inner: Window) -> Window {
        Window(x: x + inner.x * width, y: y + inner.y * height, width: inner.width * width, height: inner.height * height)
    }

    /// This part as it lies in another part: 0...1 inside that.
    package func relative(to part: Window) -> Window {
        let origin = part.place(ofX: x, y: y)
        return Window(x: origin.x, y: origin.y, width: width / part.width, height: height / part.height)
    }

    /// Where a point of the picture lies in this part: 0...1 inside it.
    package func place(ofX x: Double, y: Double) -> (x: Double, y: Double) { ((x - self.x) / width, (y - self.y) / height) }
}
