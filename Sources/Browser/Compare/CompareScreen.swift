import Engine
import Frames
import Vectors

/// The compare screen: the same question under several metrics, a row for each, or of two baskets or encoders; and a cursor in them.
struct CompareScreen: Sendable {
    /// The item compared for, or nil for the ghost.
    var item: ItemSummary?
    var row = 0
    var column = 0
    /// Neighbours that the shopper wants in each row; nil takes what fits.
    var count: Int?
    /// Metrics that the shopper does not want to see.
    var hidden: Set<Metric> = [.dot, .hamming]
    /// Which rows are one where they find the same: nil: those that must; true: all that do; false: none.
    var foldsRows: Bool?
    /// What else is compared than metrics.
    var counterpart: Counterpart?
    /// The item that the cursor keeps to from row to row, and the column to go back to where a row has it not.
    var followed: (id: String, column: Int)?
    var ranks = RankAnswers()
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

    /// For what shows.
    var compareLayout: CompareLayout {
        let rows = comparedRows.count
        return compareLayout(rows: rows > 0 ? rows : askedRows)
    }

    /// The neighbours asked for in each row: as many as fit before any are folded, so that folding asks nothing anew.
    var comparedCount: Int { compareLayout(rows: askedRows).count }

    private var askedRows: Int { hasCounterpart ? 2 : comparedMetrics.count }

    private func compareLayout(rows: Int) -> CompareLayout {
        CompareLayout(
            size: size, cell: cell, metrics: rows, count: compare.count,
            hasTastes: compare.item == nil && !hasCounterpart && panelInterests.count > 1, taken: pairRows)
    }

    /// The neighbour in a row and column.
    func compared(_ row: Int, _ column: Int) -> Match? { comparedRows.at(row)?.ranking.matches.at(column) }
}
