/// Values by their keys, each with a cost; the least recently used go first.
public struct RecentCache<Key: Hashable, Value> {
    fileprivate struct Entry {
        let value: Value
        let cost: Int
        var used: UInt64
    }

    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0
    /// Of all values together.
    public private(set) var cost = 0

    public init() {}

    /// All that is kept, in no order.
    public var values: [Value] { entries.values.map(\.value) }

    /// Whether there is a value, without using it.
    public func contains(_ key: Key) -> Bool { entries[key] != nil }

    /// A value, which counts as used now.
    public mutating func use(_ key: Key) -> Value? {
        guard let place = entries.index(forKey: key) else { return nil }
        clock += 1
        entries.values[place].used = clock
        return entries.values[place].value
    }

    /// Puts a value in, used now, in the place of one with the same key.
    public mutating func insert(_ value: Value, for key: Key, cost: Int) {
        clock += 1
        let earlier = entries.updateValue(Entry(value: value, cost: cost, used: clock), forKey: key)
        self.cost += cost - (earlier?.cost ?? 0)
    }

    /// Removes values, the least recently used first, until the cost is within a limit. Cost: O(n log n), or nothing within the limit.
    ///
    /// - Parameter isKept: which values have to stay.
    /// - Returns: what was removed, in order.
    @discardableResult
    public mutating func evict(to limit: Int, keeping isKept: (Key, Value) -> Bool = { _, _ in false }) -> [(key: Key, value: Value)] {
        guard cost > limit else { return [] }
        var removed: [(Key, Value)] = []
        for (key, entry) in entries.sorted(by: { $0.value.used < $1.value.used }) where !isKept(key, entry.value) {
            guard cost > limit else { break }
            entries[key] = nil
            cost -= entry.cost
            removed.append((key, entry.value))
        }
        return removed
    }

    /// Drops all that is kept.
    public mutating func removeAll() { self = RecentCache() }
}

extension RecentCache: Sendable where Key: Sendable, Value: Sendable {}
extension RecentCache.Entry: Sendable where Key: Sendable, Value: Sendable {}
