import Basics

/// A rectangle of pixels in a picture.
public struct PixelBox: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) { (self.x, self.y, self.width, self.height) = (x, y, width, height) }
}

extension Raster {
    /// The part of the picture inside a rectangle of pixels, which is clipped to the picture.
    public func cropped(x: Int, y: Int, width: Int, height: Int) -> Raster {
        let left = min(max(0, x), self.width - 1), top = min(max(0, y), self.height - 1)
        let right = min(self.width, max(left + 1, x + width)), bottom = min(self.height, max(top + 1, y + height))
        var out: [UInt8] = []
        out.reserveCapacity(4 * (right - left) * (bottom - top))
        for row in top..<bottom {
            let start = row * self.width
            out += pixels[4 * (start + left)..<4 * (start + right)]
        }
        return Raster(width: right - left, height: bottom - top, pixels: out)
    }

    /// The part of the picture inside a rectangle of pixels, which is clipped to the picture.
    public func cropped(to box: PixelBox) -> Raster { cropped(x: box.x, y: box.y, width: box.width, height: box.height) }

    /// The picture without its uniform margins, as product pictures have them around the garment.
    public func trimmingMargins(tolerance: Int = 18) -> Raster { cropped(to: boxInsideMargins(tolerance: tolerance)) }

    /// What uniform margins leave of the picture.
    ///
    /// A row or column is margin while each of its pixels is within `tolerance` of the corner's colour in every channel; the cut
    /// leaves a border of 2% of the longer side. A picture of one colour stays whole.
    public func boxInsideMargins(tolerance: Int = 18) -> PixelBox {
        let corner = pixels[0..<3].map(Int.init)
        func isMargin(_ x: Int, _ y: Int) -> Bool {
            let at = 4 * (y * width + x)
            return pixels[at + 3] < 16 || (0..<3).allSatisfy { abs(Int(pixels[at + $0]) - corner[$0]) <= tolerance }
        }
        guard let top = (0..<height).first(where: { y in !(0..<width).allSatisfy { isMargin($0, y) } }),
            let bottom = (0..<height).last(where: { y in !(0..<width).allSatisfy { isMargin($0, y) } }),
            let left = (0..<width).first(where: { x in !(top...bottom).allSatisfy { isMargin(x, $0) } }),
            let right = (0..<width).last(where: { x in !(top...bottom).allSatisfy { isMargin(x, $0) } })
        else { return PixelBox(x: 0, y: 0, width: width, height: height) }
        let border = max(width, height) / 50
        let x = max(0, left - border), y = max(0, top - border)
        return PixelBox(x: x, y: y, width: min(width, right + 1 + border) - x, height: min(height, bottom + 1 + border) - y)
    }

    /// Where a garment, its margins trimmed, has its print; nil where none is found, as where a pattern covers everything.
    public var printBox: PixelBox? { PrintFinder(self).find() }

    /// A square around the print, with some cloth around it, as far as the picture goes; nil where none is found.
    public var printSquare: PixelBox? {
        guard let box = printBox else { return nil }
        let side = max(max(box.width, box.height) * 5 / 4, min(width, height) * 3 / 10, 1)
        func start(_ middle: Int, in length: Int) -> Int { max(0, min(middle - side / 2, length - side)) }
        return PixelBox(
            x: start(box.x + box.width / 2, in: width), y: start(box.y + box.height / 2, in: height), width: min(side, width),
            height: min(side, height))
    }

    /// The print alone; where none is found the chest: a square in the middle, a little above the centre.
    public func printArea() -> Raster { cropped(to: printAreaBox) }

    /// Where `printArea` is.
    public var printAreaBox: PixelBox {
        let side = max(1, min(width, height) / 2)
        return printSquare ?? PixelBox(x: (width - side) / 2, y: max(0, height * 45 / 100 - side / 2), width: side, height: side)
    }

    /// The mean colour over white, in sRGB values.
    public func meanColor() -> Color {
        var sums = (0, 0, 0)
        for at in stride(from: 0, to: pixels.count, by: 4) {
            let alpha = Int(pixels[at + 3]), white = 255 * (255 - alpha)
            sums.0 += Int(pixels[at]) * alpha + white
            sums.1 += Int(pixels[at + 1]) * alpha + white
            sums.2 += Int(pixels[at + 2]) * alpha + white
        }
        let scale = 255 * width * height
        return Color(red: UInt8(sums.0 / scale), green: UInt8(sums.1 / scale), blue: UInt8(sums.2 / scale))
    }
}

extension Raster {
    /// The picture over white at another size: each pixel the mean of those that it covers, or the one that it lies in.
    ///
    /// Precondition: neither side is empty.
    public func resized(width columns: Int, height rows: Int) -> Raster {
        var out = [UInt8](repeating: 255, count: 4 * columns * rows)
        for row in 0..<rows {
            let fromRow = row * height / rows, toRow = max(fromRow + 1, (row + 1) * height / rows)
            for column in 0..<columns {
                let fromColumn = column * width / columns, toColumn = max(fromColumn + 1, (column + 1) * width / columns)
                var sums = (0, 0, 0)
                for y in fromRow..<toRow {
                    for x in fromColumn..<toColumn {
                        let at = 4 * (y * width + x)
                        let alpha = Int(pixels[at + 3]), white = 255 * (255 - alpha)
                        sums.0 += Int(pixels[at]) * alpha + white
                        sums.1 += Int(pixels[at + 1]) * alpha + white
                        sums.2 += Int(pixels[at + 2]) * alpha + white
                    }
                }
                let area = 255 * (toRow - fromRow) * (toColumn - fromColumn)
                let at = 4 * (row * columns + column)
                out[at] = UInt8(sums.0 / area)
                out[at + 1] = UInt8(sums.1 / area)
                out[at + 2] = UInt8(sums.2 / area)
            }
        }
        return Raster(width: columns, height: rows, pixels: out)
    }

    /// The size with the longer side as given, the other in proportion, at least 1.
    package func size(withLongerSide side: Int) -> (width: Int, height: Int) {
        let scale = Double(side) / Double(max(width, height))
        return (max(1, Int((Double(width) * scale).rounded())), max(1, Int((Double(height) * scale).rounded())))
    }

    /// The picture over white in the middle of a square, its longer side filling it; each pixel the mean of those that it covers.
    public func centered(inSquareOf side: Int) -> Raster {
        let size = size(withLongerSide: side)
        var square = Raster(width: side, height: side, pixels: [UInt8](repeating: 255, count: 4 * side * side))
        square.paste(resized(width: size.width, height: size.height), x: (side - size.width) / 2, y: (side - size.height) / 2)
        return square
    }

    /// Puts another picture's pixels in the place of this one's; what would lie outside is left out.
    public mutating func paste(_ picture: Raster, x: Int, y: Int) {
        let left = max(0, -x), right = min(picture.width, width - x)
        guard left < right else { return }
        for row in stride(from: max(0, -y), to: min(picture.height, height - y), by: 1) {
            let from = 4 * (row * picture.width + left), to = 4 * ((y + row) * width + x + left), count = 4 * (right - left)
            pixels.replaceSubrange(to..<to + count, with: picture.pixels[from..<from + count])
        }
    }
}
