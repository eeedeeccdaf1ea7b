import Taste

/// What somebody did to the baskets, as what was before and what is after it; it can be made to other contents too.
///
/// Browsers on one catalog tell each other changes instead of whole baskets, so that neither takes the other's likes away.
public struct BasketChange: Hashable, Codable, Sendable {
    /// What was before it.
    public var from: BasketContents
    /// What is after it.
    public var to: BasketContents

    /// The change from some contents to others.
    public init(from: BasketContents, to: BasketContents) {
        self.from = from
        self.to = to
    }

    /// Whether it changes nothing.
    public var isEmpty: Bool { from == to }

    /// The same change taken back.
    public var reversed: BasketChange { BasketChange(from: to, to: from) }

    /// Other contents with this change made to them. What both changed, each its own way, is as this change has it; a basket that one
    /// deleted and the other changed stays.
    public func applied(to others: BasketContents) -> BasketContents {
        merge(base: from, mine: to, theirs: others)
    }

    /// Contents of our own under this change by somebody else: what both changed, each its own way, stays as it is.
    public func taken(into own: BasketContents) -> BasketContents {
        merge(base: from, mine: own, theirs: to)
    }
}

/// Three-way merge by the baskets' names, and in each basket by its items. Equal to `mine` where `theirs` equals `base`, and the other way round.
private func merge(base: BasketContents, mine: BasketContents, theirs: BasketContents) -> BasketContents {
    func named(_ contents: BasketContents) -> [String: Basket] {
        Dictionary(contents.baskets.map { ($0.name, $0) }) { first, _ in first }
    }
    let (before, left, right) = (named(base), named(mine), named(theirs))
    var baskets: [Basket] = []
    for basket in mine.baskets {
        guard let other = right[basket.name] else {
            // They deleted it, or never had it.
            if before[basket.name] != basket { baskets.append(basket) }
            continue
        }
        baskets.append(merge(base: before[basket.name], mine: basket, theirs: other))
    }
    // What they added, and what I deleted without having seen their last change.
    baskets += theirs.baskets.filter { left[$0.name] == nil && before[$0.name] != $0 }
    let current = baskets.firstIndex { $0.name == mine.basket.name } ?? 0
    return BasketContents(baskets: baskets, current: current)
}

private func merge(base: Basket?, mine: Basket, theirs: Basket) -> Basket {
    var entries = mine.entries.compactMap { entry -> Basket.Entry? in
        let before = base?[entry.item], other = theirs[entry.item]
        return before == entry ? other : entry
    }
    entries += theirs.entries.filter { mine[$0.item] == nil && base?[$0.item] != $0 }
    var merged = Basket(name: mine.name, entries: entries)
    // What was kept in a file says no more whose it is.
    merged.owner = theirs.owner ?? mine.owner
    merged.isShared = base?.isShared == mine.isShared ? theirs.isShared : mine.isShared
    return merged
}
