import Basics
import Catalog
import Pictures
import Wall

/// A wall for files: which item is where, and a picture of all.
package struct WallReport {
    private let arrangement: Arrangement
    /// Item `i` of the arrangement.
    private let items: [Item]

    /// The most pixels of a picture; a wall of more items has smaller ones.
    private static let mostPixels = 48 << 20

    /// - Precondition: as many items as the arrangement has.
    package init(_ arrangement: Arrangement, items: [Item]) {
        precondition(arrangement.shape.count == items.count)
        (self.arrangement, self.items) = (arrangement, items)
    }

    /// Item, column and row, in the places' order, both counted from 0.
    package func csv(cells: CSV.Cells = .safe) -> String {
        var text = CSV.line(["item", "column", "row"])
        for (place, item) in arrangement.items.enumerated() {
            let (column, row) = arrangement.shape.position(place)
            text += CSV.line([items[Int(item)].id, "\(column)", "\(row)"], cells: cells)
        }
        return text
    }

    /// Pixels of a place's side in the picture.
    package var side: Int {
        let places = max(1, arrangement.shape.columns * arrangement.shape.rows)
        return min(Thumbnail.side, max(4, Int((Double(Self.mostPixels) / Double(places)).squareRoot())))
    }

    /// The whole wall, each thumbnail in the middle of its place; where there is none, the picture's mean colour.
    package func raster(_ thumbnails: Thumbnails) -> Raster {
        let shape = arrangement.shape, side = side
        var wall = Raster.filled([255, 255, 255], width: max(1, shape.columns * side), height: max(1, shape.rows * side))
        for (place, number) in arrangement.items.enumerated() {
            let item = items[Int(number)], (column, row) = shape.position(place)
            let tile =
                thumbnails.thumbnail(of: item).map { fitted($0.raster, side) }
                ?? item.color.map { Self.square(Color(packed: $0), side) }
            guard let tile else { continue }
            wall.paste(tile, x: column * side + (side - tile.width) / 2, y: row * side + (side - tile.height) / 2)
        }
        return wall
    }

    private func fitted(_ picture: Raster, _ side: Int) -> Raster {
        guard max(picture.width, picture.height) > side else { return picture }
        let size = picture.size(withLongerSide: side)
        return picture.resized(width: size.width, height: size.height)
    }

    private static func square(_ color: Color, _ side: Int) -> Raster { .filled([color.red, color.green, color.blue], width: side, height: side) }
}
