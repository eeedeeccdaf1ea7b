import Basics
import Frames
import Pictures

/// A part of a wall's row as one picture. Marks are drawn into it, so that no picture has to lie over another.
enum WallPicture {
    /// - Parameters:
    ///   - thumbnails: one for each place; nil leaves its place empty.
    ///   - size: of all of it, in cells; each place has an equal share of the columns.
    static func render(_ strip: WallStrip, _ thumbnails: [Raster?], size: Size, format: PictureFormat) -> EncodedPicture {
        let tile = Size(columns: max(1, size.columns / strip.count), rows: size.rows)
        if format.graphics == .symbols {
            let tiles = (0..<strip.count).map { symbols(thumbnails[$0], strip.mark(at: $0), size: tile, format: format) }
            let rows = (0..<size.rows).map { row in tiles.reduce(into: [UInt8]()) { $0 += $1[row] } }
            return EncodedPicture(size: size, body: .rows(rows))
        }
        var pixels = format.pixels(of: tile)
        // Sixels come in bands of six.
        if format.graphics == .sixel { pixels.height = max(6, pixels.height / 6 * 6) }
        let paper = paper(format)
        var whole = Raster(plain: paper, width: pixels.width * strip.count, height: pixels.height)
        for place in 0..<strip.count {
            let picture = picture(thumbnails[place], strip.mark(at: place), in: pixels, paper: paper, format: format)
            whole.paste(picture, x: place * pixels.width, y: 0)
        }
        return PictureRenderer.render(whole, size: size, format: format)
    }

    private static func paper(_ format: PictureFormat) -> Color { format.background ?? Color(red: 0, green: 0, blue: 0) }

    // MARK: Pixels

    private static func picture(_ thumbnail: Raster?, _ mark: WallStrip.Mark?, in pixels: PixelSize, paper: Color, format: PictureFormat) -> Raster {
        // What the picture leaves goes on as the picture ends, so that tiles have no gaps between them.
        var tile = Raster(plain: thumbnail?.corner ?? paper, width: pixels.width, height: pixels.height)
        let colors = WallColors(on: paper)
        let line = max(1, min(pixels.width, pixels.height) / 12)
        if mark?.sign == .passed { tile.blend(with: paper, share: 0.72) }
        if mark?.sign == .liked { tile.fill(colors.like, x: 0, y: 0, width: pixels.width, height: pixels.height) }
        // The picture keeps clear of its frame.
        let edge = mark?.isCursor == true ? line + 2 : mark?.sign == .liked ? line + 1 : 0
        let box = PixelSize(width: max(1, pixels.width - 2 * edge), height: max(1, pixels.height - 2 * edge))
        if let thumbnail {
            let fitted = thumbnail.fitted(in: box)
            var part = fitted.raster.cropped(x: fitted.fit.x, y: fitted.fit.y, width: fitted.fit.width, height: fitted.fit.height)
            if mark?.sign == .passed { part.blend(with: paper, share: 0.72) }
            tile.paste(part, x: edge + fitted.fit.x, y: edge + fitted.fit.y)
        }
        if mark?.isCursor == true { tile.frame(colors.accent, line: line + 2) }
        switch mark?.sign {
        case .liked: tile.stamp(Stamp.heart, colors.like, around: paper, corner: line)
        case .near: tile.stamp(Stamp.dot, colors.accent, around: paper, corner: line)
        case .ghost: tile.stamp(Stamp.ring, colors.accent, around: paper, corner: line)
        case .passed: tile.stamp(Stamp.cross, colors.pass, around: paper, corner: line)
        case nil: break
        }
        return tile
    }

    // MARK: Characters

    /// The rows of one place, each as many cells wide as it is.
    private static func symbols(_ thumbnail: Raster?, _ mark: WallStrip.Mark?, size: Size, format: PictureFormat) -> [[UInt8]] {
        // Cells are few: what is wider than its place loses its sides.
        let pixels = format.pixels(of: size)
        let raster =
            thumbnail?.covering(pixels).resized(width: pixels.width, height: pixels.height) ?? Raster(plain: paper(format), width: 1, height: 1)
        guard let mark else { return Symbols.rows(of: raster, size: size, format: format, fills: true) }
        let colors = WallColors(on: paper(format))
        guard size.columns > 1, size.rows > 1 else { return Symbols.rows(of: raster, size: size, format: format, fills: true) }
        guard mark.isCursor, size.columns > 2 else {
            return WallSymbol.rows(of: WallSymbol.faded(raster, mark.sign, paper(format)), size: size, sign: mark.sign, colors, format)
        }
        return WallSymbol.framed(raster, size: size, sign: mark.sign, colors, format)
    }
}

/// The colours of what is marked on a wall: those of the roles in the standard theme, in pixels.
struct WallColors {
    let accent: Color, like: Color, pass: Color

    init(on paper: Color) {
        accent = Color(packed: paper.isDark ? 0xFFAF5F : 0xAF5F00)
        like = Color(packed: paper.isDark ? 0xFF5F87 : 0xD7005F)
        pass = Color(packed: paper.isDark ? 0x87AFAF : 0x5F8787)
    }
}

extension Raster {
    /// The colour that it has in its corner.
    fileprivate var corner: Color { Color(red: pixels[0], green: pixels[1], blue: pixels[2]) }

    /// The middle of it in the shape of a box.
    fileprivate func covering(_ box: PixelSize) -> Raster {
        if width * box.height >= box.width * height {
            let part = max(1, height * box.width / box.height)
            return cropped(x: (width - part) / 2, y: 0, width: part, height: height)
        }
        let part = max(1, width * box.height / box.width)
        return cropped(x: 0, y: (height - part) / 2, width: width, height: part)
    }

    /// All of one colour.
    init(plain color: Color, width: Int, height: Int) {
        let pixel = [color.red, color.green, color.blue, 255]
        self.init(
            width: width, height: height,
            pixels: [UInt8](unsafeUninitializedCapacity: 4 * width * height) { out, count in
                for place in 0..<4 * width * height { out[place] = pixel[place & 3] }
                count = 4 * width * height
            })
    }

    fileprivate mutating func fill(_ color: Color, x: Int, y: Int, width columns: Int, height rows: Int) {
        for y in max(0, y)..<max(0, min(height, y + rows)) {
            for x in max(0, x)..<max(0, min(width, x + columns)) { set(color, x, y) }
        }
    }

    private mutating func set(_ color: Color, _ x: Int, _ y: Int) {
        let at = 4 * (y * width + x)
        (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (color.red, color.green, color.blue, 255)
    }

    fileprivate mutating func frame(_ color: Color, line: Int) {
        fill(color, x: 0, y: 0, width: width, height: line)
        fill(color, x: 0, y: height - line, width: width, height: line)
        fill(color, x: 0, y: 0, width: line, height: height)
        fill(color, x: width - line, y: 0, width: line, height: height)
    }

    /// So much of a colour and so much less of its own.
    mutating func blend(with color: Color, share: Float) {
        let other = [color.red, color.green, color.blue]
        for pixel in 0..<width * height {
            for channel in 0..<3 {
                let at = 4 * pixel + channel
                pixels[at] = UInt8(Float(pixels[at]) * (1 - share) + Float(other[channel]) * share)
            }
        }
    }

    /// A sign in the lower right corner, with a rim that sets it off from whatever it lies on.
    fileprivate mutating func stamp(_ stamp: [String], _ color: Color, around rim: Color, corner: Int) {
        let scale = max(1, min(width, height) / 36), side = stamp[0].count
        let left = width - corner - (side + 1) * scale, top = height - corner - (stamp.count + 1) * scale
        let rows = stamp.map(Array.init)
        func isSet(_ x: Int, _ y: Int) -> Bool { rows.indices.contains(y) && rows[y].indices.contains(x) && rows[y][x] == "#" }
        for y in -1...stamp.count {
            for x in -1...side {
                let own = isSet(x, y)
                let isRim = !own && (isSet(x - 1, y) || isSet(x + 1, y) || isSet(x, y - 1) || isSet(x, y + 1))
                if own || isRim { fill(own ? color : rim, x: left + x * scale, y: top + y * scale, width: scale, height: scale) }
            }
        }
    }
}

/// Signs as pixels.
private enum Stamp {
    static let heart = [" ## ## ", "#######", "#######", " ##### ", "  ###  ", "   #   "]
    static let cross = ["##   ##", " ## ## ", "  ###  ", " ## ## ", "##   ##"]
    static let dot = [" ### ", "#####", "#####", "#####", " ### "]
    static let ring = ["  ###  ", " ##### ", "##   ##", "##   ##", "##   ##", " ##### ", "  ###  "]
}
