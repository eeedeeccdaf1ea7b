import Engine
import Frames
import Vectors

/// The compare screen: the same question under several metrics, a row for each, and a cursor in them.
struct CompareScreen: Sendable {
    /// The item compared for, or nil for the ghost.
    var item: ItemSummary?
    var row = 0
    var column = 0
    /// Neighbours that the shopper wants in each row; nil takes what fits.
    var count: Int?
    /// Metrics that the shopper does not want to see.
    var hidden: Set<Metric> = [.dot, .hamming]
}

extension ScreenKind {
    public static let compare = ScreenKind("compare")
}

extension State {
    var compare: CompareScreen {
        get { screens.compare }
        set { screens.compare = newValue }
    }

    /// The metrics compared, a row each.
    var comparedMetrics: [Metric] { tasting.metrics.filter { !compare.hidden.contains($0) } }

    var compareLayout: CompareLayout {
        CompareLayout(
            size: size, cell: cell, metrics: comparedMetrics.count, count: compare.count, hasTastes: compare.item == nil && panelInterests.count > 1,
            taken: pairRows)
    }

    /// The neighbour under a metric, by row and column.
    func compared(_ row: Int, _ column: Int) -> Match? { searches[.compare]?.at(row)?.matches.at(column) }
}
