/// How far apart two vectors are. Distances: smaller is nearer. `dot` is a score: larger is nearer.
public enum Metric: String, CaseIterable, Codable, Hashable, Sendable {
    /// 1 − a·b / (|a| |b|), from 0 to 2; 1 when either vector is zero.
    case cosine
    /// √Σ(aᵢ − bᵢ)².
    case euclidean
    /// Σ|aᵢ − bᵢ|.
    case manhattan
    /// a·b, a score: the only metric under which long vectors are near to everything.
    case dot
    /// The share of dimensions in which one vector is above the table's median and the other is not, from 0 to 1.
    case hamming

    /// The three that are shown unless others are asked for.
    public static let standard: [Metric] = [.cosine, .euclidean, .manhattan]

    /// Whether a larger number means nearer.
    public var isScore: Bool { self == .dot }

    /// Whether `a` is nearer than `b`, both reported under this metric.
    public func isNearer(_ a: Float, than b: Float) -> Bool { isScore ? a > b : a < b }
}
