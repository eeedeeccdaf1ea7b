import Pictures

/// A tensor [picture, channel, row, column] of a network, under a name for people.
public struct FeatureMap: Codable, Hashable, Sendable {
    /// For people.
    public let name: String
    /// The network's own name for it.
    public let tensor: String
    /// The part of the network's input that it sees.
    public let window: Window
}
