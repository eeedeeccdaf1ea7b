/// A wall that stands: items arranged by likeness on a grid without empty places. Place `column + columns * row`.
public struct OpenedWall: Hashable, Sendable {
    /// Names it: another number, another arrangement or other items.
    public var number: Int
    /// Places in each row but the last.
    public var columns: Int
    /// Places, every one of which is taken.
    public var count: Int
    /// Items that they stand for: more where one of a stack stands for several.
    public var items: Int
    /// The place of the item to keep; nil when it is not there.
    public var place: Int?

    public init(number: Int, columns: Int, count: Int, items: Int? = nil, place: Int? = nil) {
        (self.number, self.columns, self.count, self.items, self.place) = (number, max(1, columns), max(0, count), items ?? count, place)
    }

    /// Rows, the last one included, which may end early.
    public var rows: Int { (count + columns - 1) / columns }

    /// Places in a row; 0 outside.
    public func width(ofRow row: Int) -> Int { row < 0 ? 0 : max(0, min(columns, count - row * columns)) }
}

/// How far a wall is.
public enum WallAnswer: Hashable, Sendable {
    /// It is being arranged: steps done, and of how many.
    case arranging(done: Int, total: Int)
    /// It stands; `thumbnails` says how many were made of those that were missing, nil when no more are to come.
    case standing(OpenedWall, thumbnails: MadeThumbnails?)
}

/// How many thumbnails were made, and of how many.
public struct MadeThumbnails: Hashable, Sendable {
    public var done: Int
    public var total: Int

    public init(done: Int, total: Int) { (self.done, self.total) = (done, total) }
}
