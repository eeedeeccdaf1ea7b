import Basics
import Catalog
import Vectors

/// The items of a catalog that a head is trained and validated on.
package struct TrainingSet {
    /// Their rows, ascending.
    package let rows: [Int]
    /// The items' IDs.
    package let ids: [String]
    /// The class of each, by its number.
    package let labels: [Int]
    /// The classes' names, sorted.
    package let classes: [String]
    /// Places in `rows`.
    package var training: [Int]
    package var validation: [Int]
    /// Items without a value in the column.
    package let unlabelled: Int

    /// How items are put aside for validation.
    package enum Split {
        /// So large a share, picked at random.
        case share(Double, seed: UInt64)
        case condition(Condition)
    }

    /// Reads labels and splits the items.
    ///
    /// A class always keeps a picture to train on: one with a single picture is not validated, and of one whose pictures would all be
    /// put aside at random, one comes back. Where a condition puts all of a class aside, its pictures take no part, for nothing could
    /// be learnt of it.
    /// - Throws: `PlainError` when no item has a value in the column.
    package init(_ catalog: Catalog, by column: String, split: Split) throws {
        let (names, identifiers) = try Self.values(of: column, in: catalog)
        let labelled = names.indices.filter { names[$0] != nil }
        guard !labelled.isEmpty else {
            let known = try ["label", "id"] + catalog.attributeNames().prefix(20)
            throw PlainError("no item has a value in the column \(column); there are \(known.joined(separator: ", "))")
        }
        unlabelled = names.count - labelled.count
        var aside: Set<Int>
        switch split {
        case .share(let share, let seed):
            var random = SplitMix(seed)
            aside = Set(labelled.shuffled(using: &random).prefix(Int((share * Double(labelled.count)).rounded())))
            let members = Dictionary(grouping: labelled) { ExactText(names[$0]!) }
            for (_, rows) in members where rows.allSatisfy(aside.contains) { aside.remove(rows[0]) }
        case .condition(let condition):
            aside = Set(try catalog.rows(where: condition))
        }
        let known = Set(labelled.filter { !aside.contains($0) }.map { ExactText(names[$0]!) })
        rows = labelled.filter { known.contains(names[$0]!) }
        classes = known.sorted().map(\.text)
        let numbers = ExactDictionary(classes.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
        labels = rows.map { numbers[names[$0]!]! }
        ids = rows.map { identifiers[$0] }
        training = rows.indices.filter { [rows] in !aside.contains(rows[$0]) }
        validation = rows.indices.filter { [rows] in aside.contains(rows[$0]) }
    }

    /// Leaves out items whose features could not be made.
    package mutating func leaveOut(_ places: Set<Int>) {
        training.removeAll(where: places.contains)
        validation.removeAll(where: places.contains)
    }

    /// The classes with a single picture to train on.
    package var singles: [String] {
        var counts = [Int](repeating: 0, count: classes.count)
        for place in training { counts[labels[place]] += 1 }
        return classes.indices.filter { counts[$0] == 1 }.map { classes[$0] }
    }

    private static func values(of column: String, in catalog: Catalog) throws -> (names: [String?], ids: [String]) {
        var names: [String?] = [], ids: [String] = []
        let items = try catalog.state().items
        for start in stride(from: 0, to: items, by: 4096) {
            for item in try catalog.items(rows: start..<min(start + 4096, items)) {
                names.append(item.value(of: column))
                ids.append(item.id)
            }
        }
        return (names, ids)
    }
}
