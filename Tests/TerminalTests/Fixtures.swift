import Frames
import Pictures
import TestSupport

@testable import Terminal

extension Raster {
    /// A picture made of one function of the place.
    static func drawn(_ width: Int, _ height: Int, _ pixel: (Int, Int) -> [UInt8]) -> Raster {
        Raster(width: width, height: height, pixels: (0..<height).flatMap { y in (0..<width).flatMap { x in pixel(x, y) } })
    }

    static func plain(_ width: Int, _ height: Int, _ color: [UInt8] = [200, 30, 60, 255]) -> Raster {
        drawn(width, height) { _, _ in color }
    }

    static func noise(_ width: Int, _ height: Int, seed: UInt64) -> Raster {
        var generator = SeededGenerator(seed: seed)
        return drawn(width, height) { _, _ in (0..<4).map { _ in UInt8.random(in: 0...255, using: &generator) } }
    }
}

extension PictureFormat {
    static let small = PixelSize(width: 4, height: 6)
    static let symbols = PictureFormat(graphics: .symbols, cell: small)
    static let sixel = PictureFormat(graphics: .sixel, cell: small)
    static let kitty = PictureFormat(graphics: .kitty, cell: small)
    static let kittyInTmux = PictureFormat(graphics: .kitty, cell: small, placeholders: .palette)
    static let iterm2 = PictureFormat(graphics: .iterm2, cell: small)
    static let all = [symbols, sixel, kitty, kittyInTmux, iterm2]
}

/// A terminal of the smallest sort, enough to see what bytes leave on the screen: cells of characters, and where kitty
/// pictures lie. Fails on anything else than what our layers send.
struct TinyTerminal {
    var cells: [[Character]]
    /// Placement number to rectangle's origin and picture.
    var placements: [String: (column: Int, row: Int, id: String)] = [:]
    var uploaded: [String: Int] = [:]
    /// Rectangles' origins at which a sixel or an inline image began.
    var inlines: [(column: Int, row: Int)] = []
    var column = 0
    var row = 0

    init(columns: Int, rows: Int) {
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    var lines: [String] { cells.map { String($0) } }

    mutating func feed(_ bytes: [UInt8]) {
        var rest = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\u{1B}" else {
                put(scalar)
                continue
            }
            switch rest.popFirst() {
            case "[": control(&rest)
            case "_", "]", "P": string(&rest)
            default: fatalError("unexpected escape")
            }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if CellText.width(of: scalar) == 0 || KittyDiacritics.marks.contains(scalar) { return }
        precondition(row < cells.count && column < cells[0].count, "written outside of the screen")
        cells[row][column] = Character(scalar)
        if CellText.width(of: scalar) == 2 { cells[row][column + 1] = " " }
        column += max(1, CellText.width(of: scalar))
    }

    private mutating func control(_ rest: inout ArraySlice<Unicode.Scalar>) {
        var text = ""
        while let scalar = rest.popFirst() {
            guard !("@"..."~").contains(scalar) else {
                if scalar == "H" {
                    let numbers = text.split(separator: ";").compactMap { Int($0) }
                    (row, column) = numbers.count == 2 ? (numbers[0] - 1, numbers[1] - 1) : (0, 0)
                } else if scalar == "J" {
                    cells = cells.map { $0.map { _ in " " } }
                }
                return
            }
            text.unicodeScalars.append(scalar)
        }
    }

    private mutating func string(_ rest: inout ArraySlice<Unicode.Scalar>) {
        var text = ""
        while let scalar = rest.popFirst() {
            if scalar == "\u{7}" { break }
            if scalar == "\u{1B}" {
                // Doubled inside tmux's passthrough.
                if rest.popFirst() == "\u{1B}" { continue } else { break }
            }
            text.unicodeScalars.append(scalar)
        }
        guard text.hasPrefix("G") else {
            if !text.hasPrefix("tmux") { inlines.append((column, row)) }
            return
        }
        let head = text.dropFirst().prefix { $0 != ";" }
        let pairs = head.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1) }
        let fields = Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), String($0[1])) })
        switch fields["a"] {
        case "t": uploaded[fields["i"]!, default: 0] += 1
        case "p": placements[fields["p"]!] = (column, row, fields["i"]!)
        case "d":
            if let placement = fields["p"] { placements[placement] = nil }
            if fields["d"] == "I" {
                uploaded[fields["i"]!] = nil
                placements = placements.filter { $0.value.id != fields["i"] }
            }
        default: break
        }
    }
}

extension PictureKey {
    /// A picture named by a number.
    static func item(row: Int, zoom: PictureZoom) -> PictureKey { .item(PictureName(item: "\(row)", fingerprint: ""), zoom: zoom) }
}
