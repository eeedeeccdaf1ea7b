/// The k cheapest of all rows offered, ties by row: a heap with the worst one at its top.
struct TopK {
    struct Entry: Comparable {
        let cost: Double
        let row: UInt32

        static func < (a: Entry, b: Entry) -> Bool { a.cost < b.cost || (a.cost == b.cost && a.row < b.row) }
    }

    private(set) var entries: ContiguousArray<Entry> = []
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        entries.reserveCapacity(capacity)
    }

    /// Forgets all rows and begins anew, in the memory that is there.
    mutating func begin(capacity: Int) {
        self.capacity = capacity
        entries.removeAll(keepingCapacity: true)
        entries.reserveCapacity(capacity)
    }

    /// Takes in what another one holds.
    mutating func merge(_ other: TopK) {
        for entry in other.entries { offer(cost: entry.cost, row: entry.row) }
    }

    /// The rows, cheapest first. Nothing can be offered afterwards. Cost: n log n, in place.
    mutating func sorted() -> ContiguousArray<Entry> {
        for end in entries.indices.dropFirst().reversed() {
            entries.swapAt(0, end)
            siftDown(end)
        }
        return entries
    }

    /// A row costs at most this, or it has no place here.
    var limit: Double {
        if entries.count < capacity { return .infinity }
        return entries.first?.cost ?? -.infinity
    }

    /// Takes the row in if it belongs to the k cheapest; costs that are not finite never do. Says whether `limit` may have changed.
    @discardableResult
    mutating func offer(cost: Double, row: UInt32) -> Bool {
        guard cost.isFinite else { return false }
        let entry = Entry(cost: cost, row: row)
        if entries.count < capacity {
            entries.append(entry)
            siftUp()
            return entries.count == capacity
        }
        guard let worst = entries.first, entry < worst else { return false }
        entries[0] = entry
        siftDown(entries.count)
        return true
    }

    private mutating func siftUp() {
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[parent] < entries[child] else { return }
            entries.swapAt(parent, child)
            child = parent
        }
    }

    /// Brings the first entry to its place among the first `count`.
    private mutating func siftDown(_ count: Int) {
        var parent = 0
        while true {
            var largest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < count && entries[largest] < entries[child] {
                largest = child
            }
            guard largest != parent else { return }
            entries.swapAt(parent, largest)
            parent = largest
        }
    }
}
