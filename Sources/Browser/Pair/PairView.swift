import Basics
import Engine
import Frames
import Vectors

/// The pinned item and the cursor's side by side, what they have line by line, and how far they are from each other.
struct PairView {
    private let state: State
    private let layout: PairLayout
    private let pinned: ItemSummary
    private let other: ItemSummary?

    init(_ state: State, _ layout: PairLayout, _ pinned: ItemSummary) {
        (self.state, self.layout, self.pinned) = (state, layout, pinned)
        other = state.besides?.other
    }

    func draw(on canvas: inout Canvas) {
        canvas.horizontalLine(0, layout.area.row + layout.area.rows - 1, columns: state.size.columns)
        if let row = layout.labelRow {
            canvas.text(layout.pinned.column, row, "pinned", .dim)
            if other != nil { canvas.text(layout.other.column, row, "at the cursor", .dim) }
        }
        draw(pinned, in: layout.pinned, on: &canvas)
        drawOther(on: &canvas)
        guard let table = state.pairTable else { return }
        let distances = DistanceTable(state, columns: layout.table.columns)
        let gap = layout.labelRow == nil ? 0 : 1
        let rows = min(layout.table.rows - 1, distances.map { $0.rows + gap } ?? 0)
        drawTable(table, rows: layout.table.rows - 1 - rows, on: &canvas)
        distances?.draw(
            at: layout.table, isLow: layout.labelRow == nil, after: 1 + min(table.lines.count, layout.table.rows - 1 - rows) + gap, on: &canvas)
    }

    private func draw(_ item: ItemSummary, in rect: Rect, on canvas: inout Canvas) {
        var tile = state.tile(item, at: rect, isCursor: false)
        (tile.captionRows, tile.captionStyle, tile.hasUpperEdge) = (layout.captionRows, .text, false)
        state.draw(tile, &canvas, in: rect)
    }

    /// The cursor's item, or what will stand in its place.
    private func drawOther(on canvas: inout Canvas) {
        let rect = layout.other
        guard let other else {
            guard let current = state.currentItem, state.pair.isPinned(current) else { return }
            let lines = wrapped("Move on, and whatever the cursor is on appears here.", to: rect.columns)
            for (index, line) in lines.enumerated() { canvas.centred(line, in: rect, .dim, offset: index - lines.count / 2) }
            return
        }
        guard state.furtherAddress != nil, state.screen == .item, state.itemScreen.neighbor == nil else { return draw(other, in: rect, on: &canvas) }
        ItemView(state).drawPicture(other, in: rect, on: &canvas)
        canvas.text(rect.column, rect.row + rect.rows, state.name(of: other), width: rect.columns)
    }

    // MARK: What they have

    private func drawTable(_ table: PairTable, rows: Int, on canvas: inout Canvas) {
        let area = layout.table, differing = table.differing
        // Of more than fits the last line tells.
        let shown = table.fitting(differing > rows ? rows - 1 : rows)
        let labels = min(area.columns / 3, max(11, (shown.map { displayWidth($0.name) }.max() ?? 0) + 4)), room = area.columns - labels
        let texts = shown.flatMap { [$0.pinned, $0.other ?? ""] }
        let width = max(1, min((room - 2) / 2, max(18, (texts.map(displayWidth).max() ?? 0) + 2)))
        let second = area.column + labels + width + 1
        if other != nil, other?.words == nil {
            let count = table.lines.isEmpty ? "" : differing == 0 ? "none differ" : "\(differing) \(differing == 1 ? "differs" : "differ")"
            canvas.text(area.column, area.row, count, differing == 0 ? .dim : .accent, width: labels - 1)
            canvas.text(second, area.row, width < displayWidth("at the cursor") ? "here" : "at the cursor", .dim, width: width)
        }
        canvas.text(area.column + labels, area.row, "pinned", .dim, width: width)
        for (index, line) in shown.enumerated() {
            let row = area.row + 1 + index, style = line.differs ? Style.accent : .dim
            // Without colours the sign tells what differs.
            if line.differs { canvas.text(area.column, row, "≠", style) }
            canvas.text(area.column + 2, row, line.name, .dim, width: labels - 4)
            canvas.text(area.column + labels, row, line.pinned, style, width: width)
            if let other = line.other { canvas.text(second, row, other, style, width: width) }
        }
        if differing > shown.count, rows > 0 {
            canvas.text(area.column + 2, area.row + rows, "and \(differing - shown.count) more that differ", .dim, width: area.columns - 2)
        }
    }
}

/// How far two items are from each other: a column for each metric, a line for the whole and for each part.
private struct DistanceTable {
    private let names: [String]
    private let labels: [String]
    /// Line by line.
    private let texts: [[String]]
    private let current: Int?
    private let failure: String?
    private let gap: Int
    private let labelWidth: Int
    private let widths: [Int]

    /// Lines taken, that of the metrics' names included.
    var rows: Int { failure == nil ? texts.count + 1 : 1 }

    /// Nil where nothing is compared.
    init?(_ state: State, columns: Int) {
        guard let (_, other) = state.besides, other.words == nil else { return nil }
        let metrics = state.tasting.metrics, answer = state.pairDistances
        current = metrics.firstIndex(of: state.metric)
        if case .failure(let reason)? = answer {
            (failure, names, labels, texts, gap, labelWidth, widths) = (sanitized(reason.reason).capitalizedFirst, [], [], [], 0, 0, [])
            return
        }
        let parts = state.parts.count < 2 ? [] : state.parts
        let lines = ["overall"] + parts.map(sanitized)
        func said(_ text: (Float) -> String) -> [[String]] {
            guard case .success(let found)? = answer else { return lines.map { _ in metrics.map { _ in "…" } } }
            return lines.indices.map { line in metrics.indices.map { found.rows.at(line)?.distances.at($0).flatMap { $0.map(text) } ?? "–" } }
        }
        var labelWidth = min(columns / 3, lines.map(displayWidth).max() ?? 0)
        func columnWidths(_ names: [String], _ texts: [[String]]) -> [Int] {
            metrics.indices.map { m in max(5, displayWidth(names[m]), texts.map { displayWidth($0[m]) }.max() ?? 0) }
        }
        let full = metrics.map { $0.isScore ? $0.rawValue + " score" : $0.rawValue }, short = metrics.map { String($0.rawValue.prefix(3)) }
        typealias Choice = (names: [String], gap: Int, texts: [[String]])
        func fits(_ choice: Choice) -> Bool {
            labelWidth + columnWidths(choice.names, choice.texts).reduce(0) { $0 + $1 + choice.gap } <= columns
        }
        let whole = said(distanceText)
        let choices: [Choice] = [(full, 3, whole), (full, 2, whole), (metrics.map(\.rawValue), 2, whole), (short, 2, whole), (short, 1, whole)]
        let choice = choices.first(where: fits) ?? (short, 1, said(Self.shortText))
        // Names of parts are cut before a metric has no room.
        while labelWidth > 4, !fits(choice) { labelWidth -= 1 }
        (failure, labels, self.texts, self.labelWidth) = (nil, lines, choice.texts, labelWidth)
        (names, gap, widths) = (choice.names, choice.gap, columnWidths(choice.names, choice.texts))
    }

    /// As many decimals as five columns have room for, three at most.
    private static func shortText(_ distance: Float) -> String {
        [3, 2, 1].lazy.map { fixed(Double(distance), decimals: $0) }.first { $0.utf8.count <= 5 } ?? fixed(Double(distance), decimals: 0)
    }

    /// - Parameters:
    ///   - isLow: whether it stands at the end of the area, else `after` so many lines.
    func draw(at area: Rect, isLow: Bool, after: Int, on canvas: inout Canvas) {
        let top = area.row + (isLow ? max(0, area.rows - rows) : min(after, max(0, area.rows - rows)))
        if let failure {
            canvas.text(area.column, top, failure, .dim, width: area.columns)
            return
        }
        var column = area.column + labelWidth
        for line in labels.indices { canvas.text(area.column, top + 1 + line, labels[line], .dim, width: labelWidth) }
        for metric in names.indices {
            column += gap
            let isCurrent = metric == current, end = area.column + area.columns
            guard column + widths[metric] <= end else { break }
            canvas.text(column, top, paddedHead(names[metric], to: widths[metric]), isCurrent ? Style(.text, bold: true) : .dim)
            for line in labels.indices {
                canvas.text(column, top + 1 + line, paddedHead(texts[line][metric], to: widths[metric]), isCurrent ? .accent : .text)
            }
            column += widths[metric]
        }
    }
}
