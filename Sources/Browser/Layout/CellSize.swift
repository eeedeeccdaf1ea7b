import Frames

/// The size of one terminal cell in pixels: what makes a rectangle of cells square.
public struct CellSize: Hashable, Sendable {
    public var width: Int
    public var height: Int

    /// - Parameters: taken as 1 at least and 1024 at most; most terminals' cells are about twice as high as wide.
    public init(width: Int = 8, height: Int = 16) {
        self.width = max(1, min(width, 1024))
        self.height = max(1, min(height, 1024))
    }

    /// The columns that make a picture of so many rows square in pixels, at least 1.
    func columns(forRows rows: Int) -> Int { max(1, (rows * height + width / 2) / width) }

    /// The rows that a square picture of so many columns may take, at least 1.
    func rows(forColumns columns: Int) -> Int { max(1, columns * width / height) }
}
