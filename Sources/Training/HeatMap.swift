import Heads

/// Where a picture speaks for a class: Grad-CAM (Selvaraju et al. 2017) on the feature map that a head's features were pooled from.
public struct HeatMap: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// Row after row, 0...1.
    public let values: [Float]

    /// Whether nothing speaks for the class: all that is there speaks against it.
    public var isEmpty: Bool { values.allSatisfy { $0 == 0 } }

    /// The map of one class, in closed form: each channel weighs as much as the mean of the logit's gradient over its places.
    ///
    /// The features are each channel's maximum, then each channel's mean. A mean's gradient is spread evenly over all places, a
    /// maximum's lies at one, so both bring a channel the same: the gradient divided by the number of places.
    /// - Parameters:
    ///   - map: channel after channel, each `height` rows of `width` values.
    /// - Returns: nil where the head's features are not twice the map's channels.
    public init?(_ map: [Float], width: Int, height: Int, head: Head, label: Int) {
        let places = width * height
        guard places > 0, map.count.isMultiple(of: places), head.shape.inputs == 2 * (map.count / places) else { return nil }
        let channels = map.count / places
        let gradient = head.gradient(ofLogit: label, at: Self.pooled(map, channels: channels))
        var sums = [Float](repeating: 0, count: places)
        for channel in 0..<channels {
            let weight = (gradient[channel] + gradient[channels + channel]) / Float(places)
            for place in 0..<places { sums[place] += weight * map[channel * places + place] }
        }
        let largest = max(sums.max()!, 0)
        values = sums.map { largest > 0 ? max(0, $0) / largest : 0 }
        (self.width, self.height) = (width, height)
    }

    /// Each channel's maximum, then each channel's mean.
    static func pooled(_ map: [Float], channels: Int) -> [Float] {
        let places = map.count / channels
        let rows = (0..<channels).map { map[$0 * places..<($0 + 1) * places] }
        return rows.map { $0.max()! } + rows.map { $0.reduce(0, +) / Float(places) }
    }

    /// The value at a point of the map, both coordinates 0...1, bilinear between the places' centres; 0 outside.
    public func value(atX x: Double, y: Double) -> Float {
        guard (0...1).contains(x), (0...1).contains(y) else { return 0 }
        let column = min(max(0, x * Double(width) - 0.5), Double(width - 1)), row = min(max(0, y * Double(height) - 0.5), Double(height - 1))
        let left = Int(column), top = Int(row)
        let right = min(width - 1, left + 1), bottom = min(height - 1, top + 1)
        let (byColumn, byRow) = (Float(column - Double(left)), Float(row - Double(top)))
        let upper = values[top * width + left] * (1 - byColumn) + values[top * width + right] * byColumn
        let lower = values[bottom * width + left] * (1 - byColumn) + values[bottom * width + right] * byColumn
        return upper * (1 - byRow) + lower * byRow
    }
}
