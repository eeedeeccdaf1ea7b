/// Liked and passed items.
public struct Basket: Hashable, Codable, Sendable {
    public struct Like: Hashable, Codable, Sendable {
        public var row: Int
        public var weight: Double
    }

    public var likes: [Like] = []
    public var passes: [Int] = []

    public init() {}
}

extension Basket {
    var isEmpty: Bool { likes.isEmpty && passes.isEmpty }
    func mark(of row: Int) -> Mark? {
        likes.contains { $0.row == row } ? .like : passes.contains(row) ? .pass : nil
    }

    mutating func toggle(_ mark: Mark, row: Int) {
        let had = self.mark(of: row)
        remove(row: row)
        guard had != mark else { return }
        switch mark {
        case .like: likes.append(Like(row: row, weight: 1))
        case .pass: passes.append(row)
        }
    }

    mutating func remove(row: Int) {
        likes.removeAll { $0.row == row }
        passes.removeAll { $0 == row }
    }

    func weight(of row: Int) -> Double { likes.first { $0.row == row }?.weight ?? 1 }

    mutating func setWeight(_ weight: Double, row: Int) {
        guard let index = likes.firstIndex(where: { $0.row == row }) else { return }
        likes[index].weight = weight
    }
}

/// What a shopper said about an item.
enum Mark: Hashable {
    case like, pass
}

public enum GhostMode: String, CaseIterable, Codable, Hashable, Sendable {
    case centroid, direction, rocchio, best, interests
}
