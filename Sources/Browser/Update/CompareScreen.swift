import Basics
import Engine
import Frames
import Vectors

/// The compare screen: the same question under several metrics.
extension State {
    /// The metrics compared, a row each.
    var comparedMetrics: [Metric] {
        metrics.filter {
            switch $0.rawValue {
            case "dot": compare.showsDot
            case "hamming": compare.showsHamming
            default: true
            }
        }
    }

    var compareLayout: CompareLayout {
        CompareLayout(size: size, cell: cell, metrics: comparedMetrics.count, wanted: compare.count)
    }

    var compareQuery: NeighborQuery? {
        guard screen == .compare else { return nil }
        let count = compareLayout.count
        if let item = compare.item {
            return NeighborQuery(
                subject: .item(item.id), metrics: comparedMetrics, count: count, taste: taste, filter: listing.filter)
        }
        guard !basket.liked.isEmpty else { return nil }
        return NeighborQuery(subject: .ghost(basket), metrics: comparedMetrics, count: count, taste: taste, filter: listing.filter)
    }

    /// Compares for the ghost where there is one, else for the item under the cursor; from the item screen for that item.
    mutating func openCompare() {
        let item = currentItem
        compare.item = screen == .item || basket.liked.isEmpty ? item : nil
        compare.row = 0
        compare.column = 0
        show(.compare)
    }

    mutating func toggleCompareSubject() {
        if compare.item != nil {
            guard !basket.liked.isEmpty else { return say("No ghost yet: like something first.") }
            compare.item = nil
        } else {
            guard let item = currentMatch?.item ?? shopItem else { return }
            compare.item = item
        }
        (compare.row, compare.column) = (0, 0)
    }

    mutating func toggleMetric(_ name: String, _ shown: WritableKeyPath<CompareState, Bool>) {
        guard metrics.contains(where: { $0.rawValue == name }) else {
            return say("This catalog offers no \(name).", attention: true)
        }
        compare[keyPath: shown].toggle()
        settleScreens()
    }

    mutating func changeCompareCount(by step: Int) {
        compare.count = max(CompareLayout.leastCount, min(CompareLayout.mostCount, compareLayout.count + step))
        settleScreens()
    }

    mutating func moveInCompare(_ movement: Movement) {
        let last = compareLayout.count - 1
        switch movement {
        case .up: compare.row -= 1
        case .down: compare.row += 1
        case .left: compare.column -= 1
        case .right: compare.column += 1
        case .pageUp: compare.row = 0
        case .pageDown: compare.row = comparedMetrics.count - 1
        case .first: compare.column = 0
        case .last: compare.column = last
        }
        settleScreens()
    }

    mutating func settleScreens() {
        compare.row = max(0, min(compare.row, comparedMetrics.count - 1))
        let matches = searches[.compare]?.answer?.at(compare.row)?.matches.count
        compare.column = max(0, min(compare.column, min(matches ?? .max, compareLayout.count) - 1))
        let grid = basketLayout.grid
        basketScreen.scroller.settle(count: basketIDs.count, columns: grid.columns, capacity: grid.capacity)
        if let neighbor = itemScreen.neighbor, !filmstrip.isEmpty { itemScreen.neighbor = min(neighbor, filmstrip.count - 1) }
        if screen == .help { help.top = max(0, min(help.top, helpLines.count - helpCapacity)) }
    }

    /// Pictures column by column from the cursor's row outwards: the nearest neighbours of all metrics first.
    func comparePictures() -> [PictureRequest] {
        let layout = compareLayout
        guard let rankings = searches[.compare]?.answer else { return [] }
        return (0..<layout.count).flatMap { column in
            rankings.compactMap { ranking in
                ranking.matches.at(column).map { PictureRequest(key: key($0.item), size: layout.picture) }
            }
        }
    }
}

/// How far rankings agree on their first k neighbours.
struct Agreement {
    let k: Int
    private let sets: [Set<ExactText>]

    init(_ rankings: [Ranking], k: Int) {
        self.k = k
        sets = rankings.map { Set($0.matches.prefix(k).map { ExactText($0.item.id) }) }
    }

    /// Neighbours that two rankings share.
    func overlap(_ a: Int, _ b: Int) -> Int { sets[a].intersection(sets[b]).count }

    /// Whether every metric, or only one, finds an item.
    func verdict(on id: String) -> Verdict {
        let finders = sets.count { $0.contains(id) }
        return sets.count < 2 ? .some : finders == sets.count ? .all : finders == 1 ? .one : .some
    }

    enum Verdict { case all, some, one }
}
