/// Neighbouring places of a wall, in one of its rows, as one picture: a thumbnail for each in a rectangle of its own.
public struct WallStrip: Hashable, Sendable {
    /// Names the arrangement: the same number, the same pictures at the same places.
    public let wall: Int
    /// Its first place, and how many it has; at least one.
    public let first: Int
    public let count: Int
    /// What is to be seen on some of its places, by their distance from the first, ascending.
    public let marks: [Mark]

    /// What is to be seen on a place beside its picture.
    public struct Mark: Hashable, Sendable {
        public let offset: Int
        public let sign: WallSign?
        public let isCursor: Bool

        public init(offset: Int, sign: WallSign?, isCursor: Bool) { (self.offset, self.sign, self.isCursor) = (offset, sign, isCursor) }
    }

    public init(wall: Int, first: Int, count: Int, marks: [Mark] = []) {
        (self.wall, self.first, self.count, self.marks) = (wall, first, max(1, count), marks)
    }

    /// The same places without marks.
    public var unmarked: WallStrip { WallStrip(wall: wall, first: first, count: count) }

    /// Whether the cursor is on one of its places.
    public var hasCursor: Bool { marks.contains(where: \.isCursor) }

    /// What is to be seen on a place, by its distance from the first.
    public func mark(at offset: Int) -> Mark? { marks.first { $0.offset == offset } }
}

/// What is said of an item on a wall.
public enum WallSign: Hashable, Sendable {
    case liked, passed
    /// Among the nearest to the ghost.
    case near
    /// The nearest of all: where the ghost belongs.
    case ghost
}
