/// A tensor [picture, channel, row, column] of a network, under a name for people.
public struct FeatureMap: Codable, Hashable, Sendable {
    /// For people.
    public let name: String
    /// The network's own name for it.
    public let tensor: String
    /// The part of the network's input that it sees.
    public let window: Window
}

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

    var isInside: Bool { x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1 && y + height <= 1 }

    /// A part of this part, as a part of the picture.
    func part(_ inner: Window) -> Window {
        Window(x: x + inner.x * width, y: y + inner.y * height, width: inner.width * width, height: inner.height * height)
    }
}
