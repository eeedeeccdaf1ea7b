import Basics
import Vectors

extension Arrangement {
    /// Above this share of new and gone items, arranging all anew is quicker, and better.
    package static let mostChanged = 0.25

    /// An arrangement of what stood on a grid before and of what has come since: a new item comes in next to the one that it is most like, the
    /// place of one that has gone goes to its neighbours, and around such places the grid is sorted once more. All else stays where it is.
    ///
    /// Where most has changed, all is arranged anew. Cost: the projection of all vectors, and a share of sorting's for what has changed.
    ///
    /// - Parameters:
    ///   - before: the item that was at each place, by its present number; nil where it has gone.
    ///   - columns: of the grid.
    ///   - rows: item `i` is `rows[i]`; those that are not in `before` are new.
    /// - Returns: nil when it was cancelled.
    public init?(
        changing before: [Int?], columns: Int, to table: VectorTable, rows: [Int], isKnown: (Int) -> Bool = { _ in true }, seed: UInt64,
        threads: Int? = nil, progress: Progress = { _, _ in }, isCancelled: () -> Bool = { false }
    ) {
        let placed = Set(before.compactMap(\.self)), new = rows.indices.filter { !placed.contains($0) }
        let gone = before.count - placed.count
        guard columns > 0, !placed.isEmpty, placed.allSatisfy(rows.indices.contains),
            Double(new.count + gone) <= Self.mostChanged * Double(rows.count)
        else {
            self.init(sorting: table, rows: rows, isKnown: isKnown, seed: seed, threads: threads, progress: progress, isCancelled: isCancelled)
            return
        }
        let projection = Projection(of: table, rows: rows, directions: Self.directions(for: rows.count), isKnown: isKnown)
        guard let features = projection.features(of: table, rows: rows, isKnown: isKnown, isCancelled: isCancelled) else { return nil }
        var tenancy = Tenancy(before.map { Int32($0 ?? -1) }, columns: columns)
        if !new.isEmpty {
            var places = [Int](repeating: 0, count: rows.count)
            let nearest = NearestItems.find(new, among: before.compactMap(\.self), features)
            // Places as they were: on a grid of thousands the few steps that others have made since are no matter.
            for (place, item) in before.enumerated() { if let item { places[item] = place } }
            for (item, near) in zip(new, nearest) { tenancy.add(Int32(item), at: places[near]) }
        }
        tenancy.close()
        guard tenancy.isChanged.contains(true) else {
            self.init(shape: GridShape(count: rows.count, columns: columns), items: tenancy.items)
            return
        }
        let shape = GridShape(count: rows.count, columns: columns)
        let items = Self.settle(tenancy, features, shape, seed: seed, threads: threads ?? Workers.available, progress, isCancelled)
        guard let items else { return nil }
        self.init(shape: shape, items: items)
    }

    /// Sorts once more around the places that have other items.
    private static func settle(
        _ tenancy: Tenancy, _ features: Features, _ shape: GridShape, seed: UInt64, threads: Int, _ progress: Progress, _ isCancelled: () -> Bool
    ) -> [Int32]? {
        let board = Board(features, shape: shape, order: tenancy.items, threads: threads), isChanged = tenancy.isChanged
        let plan = SortingPlan(), steps = [3, 2, 2, 1, 1, 1].map { (radius: $0, side: max(8, Int(plan.reach) * $0)) }
        var random = SplitMix(seed)
        for (done, step) in steps.enumerated() {
            if isCancelled() { return nil }
            progress(done, steps.count)
            board.blur(radius: step.radius)
            board.assign(side: step.side, block: plan.block, seed: random.next()) { columns, rows in
                rows.contains { row in columns.contains { row * shape.columns + $0 < shape.count && isChanged[row * shape.columns + $0] } }
            }
        }
        progress(steps.count, steps.count)
        return board.order
    }
}
