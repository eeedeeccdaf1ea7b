import Basics
import Engine
import Taste

/// What was said of stacks: the mark of any of its items is that of the tile that stands for all.
extension State {
    /// An item's mark, or of one that stands for others that of any of them; what is liked counts more.
    func mark(of item: ItemSummary) -> Mark? {
        if let own = basket.mark(of: item.id) { return own }
        return item.stack.flatMap { $0.place == nil ? stackMarks[$0.key] : nil }
    }

    /// Finds out anew which stacks have marks, after the basket or what is known of its items has changed.
    mutating func markStacks() {
        stackMarks = [:]
        for entry in basket.entries {
            guard let key = known[entry.item]?.stack?.key, stackMarks[key] != .like else { continue }
            stackMarks[key] = entry.opinion == .liked ? .like : .pass
        }
    }
}
