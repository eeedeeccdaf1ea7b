/// A picture as a few mean colours, with what of it is cloth: what looking for a print needs.
struct Mosaic {
    /// The most cells across and down.
    private static let side = 96
    /// About how many pixels are looked at for one cell, across and down.
    private static let samples = 4

    let width: Int
    let height: Int
    private let pictureWidth: Int
    private let pictureHeight: Int
    /// Over white, 0...255.
    private var colors: [SIMD3<Float>] = []
    private var isGround: [Bool] = []

    init(_ picture: Raster) {
        (pictureWidth, pictureHeight) = (picture.width, picture.height)
        let longer = max(picture.width, picture.height, Self.side)
        (width, height) = (max(1, picture.width * Self.side / longer), max(1, picture.height * Self.side / longer))
        colors.reserveCapacity(width * height)
        for row in 0..<height {
            let rows = row * picture.height / height..<(row + 1) * picture.height / height
            for column in 0..<width {
                colors.append(Self.mean(of: picture, columns: column * picture.width / width..<(column + 1) * picture.width / width, rows: rows))
            }
        }
        isGround = ground()
    }

    private static func mean(of picture: Raster, columns: Range<Int>, rows: Range<Int>) -> SIMD3<Float> {
        var sum = SIMD3<Float>.zero, count: Float = 0
        for y in stride(from: rows.lowerBound, to: rows.upperBound, by: max(1, rows.count / samples)) {
            for x in stride(from: columns.lowerBound, to: columns.upperBound, by: max(1, columns.count / samples)) {
                let at = 4 * (y * picture.width + x)
                let alpha = Float(picture.pixels[at + 3]) / 255
                let color = SIMD3(Float(picture.pixels[at]), Float(picture.pixels[at + 1]), Float(picture.pixels[at + 2]))
                sum += color * alpha + 255 * (1 - alpha)
                count += 1
            }
        }
        return sum / max(1, count)
    }

    subscript(column: Int, row: Int) -> SIMD3<Float> { colors[cell(column, row)] }

    func cell(_ column: Int, _ row: Int) -> Int { row * width + column }

    /// How far two colours differ, where light and shade count less than another colour.
    static func contrast(_ a: SIMD3<Float>, _ b: SIMD3<Float>) -> Float {
        let light = ((a * b).sum() + 1) / ((b * b).sum() + 1)
        func largest(_ difference: SIMD3<Float>) -> Float { max(abs(difference.x), abs(difference.y), abs(difference.z)) }
        return max(1.6 * largest(a - light * b), 0.36 * largest(a - b))
    }

    /// What is reached from the border over cells of the corner's colour.
    private func ground() -> [Bool] {
        var isGround = [Bool](repeating: false, count: width * height)
        func isPlain(_ cell: Int) -> Bool {
            let difference = colors[cell] - colors[0]
            return max(abs(difference.x), abs(difference.y), abs(difference.z)) <= 18
        }
        var open: [(Int, Int)] = []
        for row in 0..<height { open += [(0, row), (width - 1, row)] }
        for column in 0..<width { open += [(column, 0), (column, height - 1)] }
        while let (column, row) = open.popLast() {
            guard (0..<width).contains(column), (0..<height).contains(row), !isGround[cell(column, row)], isPlain(cell(column, row)) else { continue }
            isGround[cell(column, row)] = true
            open += [(column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)]
        }
        return isGround
    }

    /// Whether each cell is cloth, and none of its edge.
    var cloth: [Bool] {
        let edge = 2
        return (0..<width * height).map { cell in
            let (column, row) = (cell % width, cell / width)
            return (-edge...edge).allSatisfy { step in
                let (x, y) = (min(max(0, column + step), width - 1), min(max(0, row + step), height - 1))
                return !isGround[self.cell(x, row)] && !isGround[self.cell(column, y)]
            }
        }
    }

    /// The columns of the trunk without its sides: those around the middle where the lower half is cloth, or the middle where that says nothing.
    var trunk: Range<Int> {
        let rows = height * 60 / 100..<height * 95 / 100
        func isTrunk(_ column: Int) -> Bool { rows.count(where: { !isGround[cell(column, $0)] }) * 100 > rows.count * 60 }
        var (left, right) = (width / 2, width / 2)
        while left > 0, isTrunk(left - 1) { left -= 1 }
        while right < width, isTrunk(right) { right += 1 }
        if right - left < width / 5 { (left, right) = (width / 5, width - width / 5) }
        (left, right) = (max(left, width * 14 / 100), min(right, width - width * 14 / 100))
        let side = (right - left) * 8 / 100
        return left + side..<max(left + side, right - side)
    }

    /// Whether anything in a rectangle is not the garment.
    func hasGround(columns: Range<Int>, rows: Range<Int>) -> Bool {
        rows.clamped(to: 0..<height).contains { row in columns.clamped(to: 0..<width).contains { isGround[cell($0, row)] } }
    }

    /// The pixels that some cells stand for.
    func box(columns: Range<Int>, rows: Range<Int>) -> PixelBox {
        let (x, y) = (columns.lowerBound * pictureWidth / width, rows.lowerBound * pictureHeight / height)
        return PixelBox(
            x: x, y: y, width: columns.upperBound * pictureWidth / width - x, height: rows.upperBound * pictureHeight / height - y)
    }
}
