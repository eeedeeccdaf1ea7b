import Basics
import Frames
import Pictures

/// Items on a grid by likeness: what is alike is near, and no place is empty but at the end of the last row.
public struct ItemWall: Hashable, Sendable {
    /// How much of the work is done, from 0 to 1; below that there are no items yet.
    public var progress: Double
    /// Places in each row but the last.
    public var columns: Int
    /// The ID of the item at each place, row after row.
    public var items: [String]

    public init(progress: Double = 1, columns: Int = 1, items: [String] = []) {
        (self.progress, self.columns, self.items) = (progress, columns, items)
    }

    /// Rows, the last one included.
    public var rows: Int { (items.count + columns - 1) / columns }
}

/// An item as small as it is on a wall.
public struct ItemThumbnail: Hashable, Sendable {
    /// What its picture is called.
    public var picture: PictureName
    /// The picture's mean colour, where that is known.
    public var color: Color?
    /// At most 32 pixels wide and high, its margins trimmed; nil while none has been made.
    public var raster: Raster?

    public init(picture: PictureName, color: Color? = nil, raster: Raster? = nil) {
        (self.picture, self.color, self.raster) = (picture, color, raster)
    }
}

/// How far making thumbnails is.
public struct ThumbnailsMade: Hashable, Sendable {
    public var done: Int
    /// Of how many that were missing.
    public var total: Int

    public init(done: Int, total: Int) { (self.done, self.total) = (done, total) }
}
