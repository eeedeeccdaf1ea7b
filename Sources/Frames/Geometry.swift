/// A size in terminal cells.
public struct Size: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// Whether it has no cell.
    public var isEmpty: Bool { columns <= 0 || rows <= 0 }

    /// This size as a screen's: one cell at least, and no more than can be drawn, whatever a terminal says of itself.
    public var asScreen: Size { Size(columns: max(1, min(columns, 2000)), rows: max(1, min(rows, 1000))) }
}

/// A cell of the terminal, counted from the top left one (0, 0).
public struct Cell: Hashable, Sendable {
    public var column: Int
    public var row: Int

    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}

/// A rectangle of terminal cells; the origin is the top left cell (0, 0).
public struct Rect: Hashable, Sendable {
    public var column: Int
    public var row: Int
    public var columns: Int
    public var rows: Int

    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.columns = columns
        self.rows = rows
    }

    /// How large it is.
    public var size: Size { Size(columns: columns, rows: rows) }

    /// Whether a cell lies inside.
    public func contains(column: Int, row: Int) -> Bool {
        column >= self.column && column < self.column + columns && row >= self.row && row < self.row + rows
    }

    /// Whether a cell lies inside.
    public func contains(_ cell: Cell) -> Bool { contains(column: cell.column, row: cell.row) }

    /// Whether they share a cell.
    public func intersects(_ other: Rect) -> Bool {
        column < other.column + other.columns && other.column < column + columns
            && row < other.row + other.rows && other.row < row + rows
    }
}
