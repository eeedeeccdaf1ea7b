import Taste

/// What a shopper said about an item.
enum Mark: Hashable {
    case like, pass
}

extension Basket {
    func mark(of item: String) -> Mark? { self[item].map { $0.opinion == .liked ? .like : .pass } }

    func weight(of item: String) -> Double { Double(self[item]?.weight ?? 1) }
}
