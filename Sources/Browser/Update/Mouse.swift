import Frames

/// The mouse: a click chooses, a double click opens, the wheel scrolls.
extension State {
    mutating func takeMouse(_ action: MouseAction, _ column: Int, _ row: Int) {
        guard prompt == nil else { return }
        switch action {
        case .press: choose(column, row)
        case .doubleClick: if choose(column, row) { openItem() }
        case .wheelUp: wheel(-1, column, row)
        case .wheelDown: wheel(1, column, row)
        case .controlWheelUp: if screen == .shop { perform(.larger) }
        case .controlWheelDown: if screen == .shop { perform(.smaller) }
        }
    }

    /// Puts the cursor on what lies at a cell; returns whether something does.
    @discardableResult
    private mutating func choose(_ column: Int, _ row: Int) -> Bool {
        switch screen {
        case .shop:
            let layout = self.layout
            if let grid = layout.panel?.grid, let slot = grid.slot(column: column, row: row),
                let position = panelScroller.position(slot: slot, count: panelMatches.count)
            {
                focusOnPanel = true
                panelScroller.cursor = position
                return true
            }
            guard !layout.panelCoversGrid, let slot = layout.grid.slot(column: column, row: row),
                let position = shop.position(slot: slot, count: listingCount)
            else { return false }
            focusOnPanel = false
            shop.cursor = position
        case .basket:
            guard let slot = basketLayout.grid.slot(column: column, row: row),
                let position = basketScreen.scroller.position(slot: slot, count: basketIDs.count)
            else { return false }
            basketScreen.scroller.cursor = position
        case .compare:
            return chooseInCompare(column, row)
        case .item:
            guard let strip = itemLayout.strip, let slot = strip.slot(column: column, row: row) else { return false }
            let position = stripFirst(strip) + slot
            guard position < filmstrip.count else { return false }
            itemScreen.neighbor = position
        case .help: return false
        }
        return true
    }

    private mutating func chooseInCompare(_ column: Int, _ row: Int) -> Bool {
        let layout = compareLayout
        let firstRow = layout.firstRow(cursor: compare.row)
        let firstColumn = layout.firstColumn(cursor: compare.column)
        for slotRow in 0..<layout.visibleRows {
            for slotColumn in 0..<layout.visibleColumns
            where layout.rect(row: slotRow, column: slotColumn).contains(column: column, row: row) {
                let (metric, place) = (firstRow + slotRow, firstColumn + slotColumn)
                guard searches[.compare]?.answer?.at(metric)?.matches.at(place) != nil, place < layout.count else { return false }
                (compare.row, compare.column) = (metric, place)
                return true
            }
        }
        return false
    }

    /// The first neighbour that the filmstrip shows.
    func stripFirst(_ strip: GridLayout) -> Int { (itemScreen.neighbor ?? 0) / strip.capacity * strip.capacity }

    private mutating func wheel(_ rows: Int, _ column: Int, _ row: Int) {
        switch screen {
        case .shop:
            let layout = self.layout
            if let panel = layout.panel, panel.area.contains(column: column, row: row) {
                let grid = panel.grid
                panelScroller.scroll(rows: rows, count: panelMatches.count, columns: grid.columns, capacity: grid.capacity)
            } else {
                let grid = layout.grid
                shop.scroll(rows: rows, count: listingCount, columns: grid.columns, capacity: grid.capacity)
            }
        case .basket:
            let grid = basketLayout.grid
            basketScreen.scroller.scroll(rows: rows, count: basketIDs.count, columns: grid.columns, capacity: grid.capacity)
        case .compare: moveInCompare(rows < 0 ? .up : .down)
        case .item: moveInItem(rows < 0 ? .left : .right)
        case .help: moveInHelp(rows < 0 ? .up : .down)
        }
    }
}
