/// Writes a picture's sixels: six rows at a time (a band), in it one colour after another, each column of a colour a character.
///
/// What is drawn later covers what was drawn before, so a band's largest colours come first and may paint where others will:
/// that makes their runs long. The small ones' pieces are laid side by side, as many in one go over the band as fit.
///
/// https://vt100.net/docs/vt3xx-gp/chapter14.html
struct SixelWriter {
    private(set) var bytes: [UInt8] = []
    private let width: Int
    /// For each colour the pixels that it has in each column of the band, its first row in the lowest bit.
    private var columns: [UInt8]
    /// Where each colour is in the band, and on how many pixels.
    private var extents: [Extent]

    private struct Extent {
        var pixels = 0
        var from = Int.max
        var to = 0
    }

    /// A stretch of a small colour, to be drawn in one go.
    private struct Piece {
        let color: Int
        let from: Int
        let to: Int
    }

    /// How many colours of a band may paint over others' places, and from how many pixels a column on.
    private static let mostFills = 6
    private static let leastFill = 12
    /// A longer gap within a colour is cheaper left out.
    private static let longestGap = 3

    /// Cost: about 20 ns a pixel.
    static func bytes(of picture: IndexedPicture) -> [UInt8] {
        var writer = SixelWriter(picture)
        for top in stride(from: 0, to: picture.height, by: 6) {
            if top > 0 { writer.put("-") }
            writer.draw(picture, rows: top..<min(top + 6, picture.height))
        }
        writer.put("\u{1B}\\")
        return writer.bytes
    }

    private init(_ picture: IndexedPicture) {
        width = picture.width
        columns = [UInt8](repeating: 0, count: picture.palette.count * width)
        extents = [Extent](repeating: Extent(), count: picture.palette.count)
        bytes.reserveCapacity(picture.width * picture.height + 16 * picture.palette.count)
        // Pixels of one to one, and what is not drawn stays as it is.
        put("\u{1B}P0;1;0q\"1;1;\(picture.width);\(picture.height)")
        for (place, color) in picture.palette.enumerated() {
            let percent = (0..<3).map { (Int(color[$0]) * 100 + 127) / 255 }
            put("#\(place);2;\(percent[0]);\(percent[1]);\(percent[2])")
        }
    }

    private mutating func draw(_ picture: IndexedPicture, rows: Range<Int>) {
        for row in rows { mark(picture, row, bit: 1 << UInt8(row - rows.lowerBound)) }
        let used = extents.indices.filter { extents[$0].pixels > 0 }.sorted { extents[$0].pixels > extents[$1].pixels }
        let fills = used.prefix(Self.mostFills).prefix { extents[$0].pixels * Self.leastFill > width }
        var left = [UInt8](repeating: 0, count: width)
        for color in used { for x in extents[color].from..<extents[color].to { left[x] |= columns[color * width + x] } }
        for (order, color) in fills.enumerated() {
            if order > 0 { put("$") }
            fill(color, &left)
        }
        var pieces: [Piece] = []
        for color in used.dropFirst(fills.count) { addPieces(of: color, to: &pieces) }
        pieces.sort { $0.from < $1.from }
        var isFirst = fills.isEmpty
        while !pieces.isEmpty {
            if !isFirst { put("$") }
            isFirst = false
            pieces = draw(pieces)
        }
        for color in used {
            for x in extents[color].from..<extents[color].to { columns[color * width + x] = 0 }
            extents[color] = Extent()
        }
    }

    /// Takes a row's pixels into the columns.
    private mutating func mark(_ picture: IndexedPicture, _ row: Int, bit: UInt8) {
        let end = (row + 1) * width
        var start = row * width
        while start < end {
            let index = picture.indices[start]
            var next = start + 1
            while next < end, picture.indices[next] == index { next += 1 }
            if index != IndexedPicture.clear {
                let color = Int(index), from = start - row * width, to = next - row * width
                for x in from..<to { columns[color * width + x] |= bit }
                extents[color].pixels += to - from
                extents[color].from = min(extents[color].from, from)
                extents[color].to = max(extents[color].to, to)
            }
            start = next
        }
    }

    /// Draws a colour in runs as long as can be: on pixels that are `left` for later colours it may paint, and takes its own off them.
    private mutating func fill(_ color: Int, _ left: inout [UInt8]) {
        put(color: color)
        let extent = extents[color]
        put(0, times: extent.from)
        // What a run has to paint, and what it may.
        var must: UInt8 = 0, may: UInt8 = 63
        var count = 0
        for x in extent.from..<extent.to {
            let own = columns[color * width + x]
            if (must | own) & ~(may & left[x]) != 0 {
                put(must, times: count)
                (must, may, count) = (0, 63, 0)
            }
            must |= own
            may &= left[x]
            count += 1
            left[x] &= ~own
        }
        put(must, times: count)
    }

    private func addPieces(of color: Int, to pieces: inout [Piece]) {
        let extent = extents[color]
        var from = extent.from, last = from
        for x in extent.from..<extent.to where columns[color * width + x] != 0 {
            if x - last > Self.longestGap {
                pieces.append(Piece(color: color, from: from, to: last + 1))
                from = x
            }
            last = x
        }
        pieces.append(Piece(color: color, from: from, to: last + 1))
    }

    /// Draws those of the pieces, which come from left to right, that fit side by side. Returns the others.
    private mutating func draw(_ pieces: [Piece]) -> [Piece] {
        var rest: [Piece] = []
        var at = 0
        var color = -1
        for piece in pieces {
            guard piece.from >= at else {
                rest.append(piece)
                continue
            }
            if piece.color != color { put(color: piece.color) }
            color = piece.color
            put(0, times: piece.from - at)
            var start = piece.from
            while start < piece.to {
                let value = columns[color * width + start]
                var next = start + 1
                while next < piece.to, columns[color * width + next] == value { next += 1 }
                put(value, times: next - start)
                start = next
            }
            at = piece.to
        }
        return rest
    }

    private mutating func put(_ text: String) { bytes += text.utf8 }

    private mutating func put(color: Int) {
        bytes.append(UInt8(ascii: "#"))
        put(number: color)
    }

    private mutating func put(_ value: UInt8, times count: Int) {
        if count > 3 {
            bytes.append(UInt8(ascii: "!"))
            put(number: count)
            bytes.append(63 + value)
        } else {
            for _ in 0..<count { bytes.append(63 + value) }
        }
    }

    private mutating func put(number: Int) {
        if number >= 10 { put(number: number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
