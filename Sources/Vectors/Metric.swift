/// How far apart two vectors are; smaller is nearer.
public enum Metric: String, CaseIterable, Codable, Hashable, Sendable {
    /// 1 − a·b / (|a| |b|), from 0 to 2; 1 when either vector is zero.
    case cosine
    /// √Σ(aᵢ − bᵢ)².
    case euclidean
    /// Σ|aᵢ − bᵢ|.
    case manhattan
}
