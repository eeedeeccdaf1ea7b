/// How likes and passes become the ghost.
public enum GhostMode: String, CaseIterable, Codable, Hashable, Sendable {
    /// The mean of the liked vectors.
    case centroid
    /// The mean of their directions: each counts the same however long it is.
    case direction
    /// The mean of the likes, pushed away from the mean of the passes.
    case rocchio
    /// Near any one like.
    case best
    /// One ghost for each interest, their neighbours in turn.
    case interests
}

/// How a basket becomes a ghost, and a ghost's neighbours a selection.
public struct TasteSettings: Hashable, Codable, Sendable {
    public var mode: GhostMode = .centroid
    /// Maximal marginal relevance: 0 takes the nearest, towards 1 they must differ from each other.
    public var diversity: Double = 0
    /// Print against garment, −1 (garment alone) to 1 (print alone); 0 leaves the encoder's own weights.
    public var balance: Double = 0

    public init() {}
}
