import Heads
import Saliency

/// Where a picture speaks for a class: Grad-CAM (Selvaraju et al. 2017) on the feature map that a head's features were pooled from. Empty
/// where all that is there speaks against the class.
extension HeatMap {
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
        self.init(width: width, height: height, shares: sums)
    }

    /// Each channel's maximum, then each channel's mean.
    static func pooled(_ map: [Float], channels: Int) -> [Float] {
        let places = map.count / channels
        let rows = (0..<channels).map { map[$0 * places..<($0 + 1) * places] }
        return rows.map { $0.max()! } + rows.map { $0.reduce(0, +) / Float(places) }
    }
}
