import Basics
import Foundation
import Pictures
import SampleShop
import Saliency

/// Two pictures side by side, and below them where each is like the other: a row for the whole vectors, and one for each of their parts.
package struct WhereSheet {
    /// A picture with where it is like the other one.
    package struct Side {
        let name: String
        let picture: Raster
        let maps: SimilarityMaps

        package init(name: String, picture: Raster, maps: SimilarityMaps) { (self.name, self.picture, self.maps) = (name, picture, maps) }
    }

    private let sides: [Side]

    private static let tile = 250
    private static let gap = 14
    private static let line = 22

    package init(_ first: Side, _ second: Side) { sides = [first, second] }

    /// All of it, dark on white.
    package func raster() -> Raster {
        let (tile, gap, line) = (Self.tile, Self.gap, Self.line)
        let rows = sides[0].maps.maps
        var sheet = Raster.filled([255, 255, 255], width: 2 * tile + 3 * gap, height: gap + (rows.count + 1) * (line + tile + gap))
        for (column, side) in sides.enumerated() {
            let x = gap + column * (tile + gap)
            // Only what fits over a picture.
            let name = Label.draw(String(side.name.prefix(24)), height: line)
            sheet.paste(name.cropped(x: 0, y: 0, width: tile, height: line), x: x, y: gap)
            let picture = fitted(side.picture)
            sheet.paste(picture.raster, x: x + picture.x, y: gap + line + picture.y)
            for (row, map) in side.maps.maps.enumerated() {
                let y = gap + (row + 1) * (line + tile + gap)
                if column == 0 {
                    sheet.paste(Label.draw("\(map.part ?? "whole") \(fixed(Double(map.similarity), decimals: 2))", height: line), x: x, y: y)
                }
                sheet.paste(
                    picture.raster.tinted(by: map.heat, seen: side.maps.seen, strength: map.strength), x: x + picture.x, y: y + line + picture.y)
            }
        }
        return sheet
    }

    /// In a tile, as large as it is or smaller, and where it stands there.
    private func fitted(_ picture: Raster) -> (raster: Raster, x: Int, y: Int) {
        var fitted = picture
        if max(picture.width, picture.height) > Self.tile {
            let size = picture.size(withLongerSide: Self.tile)
            fitted = picture.resized(width: size.width, height: size.height)
        } else if max(picture.width, picture.height) <= Self.tile / 2 {
            let times = Self.tile / max(picture.width, picture.height)
            fitted = picture.resized(width: times * picture.width, height: times * picture.height)
        }
        return (fitted, (Self.tile - fitted.width) / 2, (Self.tile - fitted.height) / 2)
    }
}
