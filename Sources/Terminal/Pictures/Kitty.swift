import Foundation
import Frames
import Pictures

/// A picture's pixels as the kitty graphics protocol uploads them: RGBA, or RGB where nothing is transparent, deflated, base64; or a PNG.
struct KittyUpload: Hashable, Sendable {
    let width: Int
    let height: Int
    /// Bits of a pixel; 100 for a PNG.
    let depth: Int
    let payload: [UInt8]

    /// A PNG has a quarter of the bytes. The terminal enlarges it where it is smaller than its cells.
    init(_ picture: IndexedPicture) {
        (width, height, depth) = (picture.width, picture.height, 100)
        payload = Array(Data(PNG.encode(picture)).base64EncodedData())
    }

    init(_ raster: Raster) {
        width = raster.width
        height = raster.height
        let isOpaque = raster.isOpaque(in: Fit(x: 0, y: 0, width: width, height: height))
        depth = isOpaque ? 24 : 32
        payload = Array(Data(Zlib.compress(isOpaque ? raster.colors : raster.pixels)).base64EncodedData())
    }

    /// What the terminal's quota counts.
    var storedBytes: Int { 4 * width * height }
}

/// The kitty graphics protocol's commands: https://sw.kovidgoyal.net/kitty/graphics-protocol/
struct KittyCommands: Sendable {
    /// Whether to go through tmux: commands wrapped for passthrough, pictures placed by Unicode placeholders.
    let placeholders: PictureFormat.Placeholders

    private static let chunk = 4096

    /// Stores a picture under `id`. Inside tmux it also gets its one virtual placement of `size` cells.
    func upload(_ upload: KittyUpload, id: UInt32, size: Size) -> [UInt8] {
        var bytes: [UInt8] = []
        let action = placeholders != .none ? "a=T,U=1,c=\(size.columns),r=\(size.rows)" : "a=t"
        var start = 0
        repeat {
            let end = min(start + Self.chunk, upload.payload.count)
            let more = end < upload.payload.count ? 1 : 0
            let head =
                start == 0
                ? "\(action),i=\(id),f=\(upload.depth),s=\(upload.width),v=\(upload.height)\(upload.depth == 100 ? "" : ",o=z"),q=2,m=\(more)"
                : "q=2,m=\(more)"
            bytes += command(head, upload.payload[start..<end])
            start = end
        } while start < upload.payload.count
        return bytes
    }

    /// Draws a stored picture from the cursor, which stays.
    func place(id: UInt32, placement: UInt32, size: Size) -> [UInt8] {
        command("a=p,i=\(id),p=\(placement),c=\(size.columns),r=\(size.rows),C=1,q=2")
    }

    func remove(id: UInt32, placement: UInt32) -> [UInt8] { command("a=d,d=i,i=\(id),p=\(placement),q=2") }

    /// Takes a picture off the screen and out of the terminal's memory.
    func forget(id: UInt32) -> [UInt8] { command("a=d,d=I,i=\(id),q=2") }

    /// What deletes all pictures with ids from `first` on that are a program's own, where the terminal knows ranges of them.
    static func forgetAll(from first: UInt32) -> String { "\u{1B}_Ga=d,d=R,x=\(first),y=\(first + KittyNumbers.count - 1),q=2\u{1B}\\" }

    /// One row of the cells at which the terminal shows the virtual placement of `id`: the foreground colour holds the id's three lower
    /// bytes, or the lowest one, the first cell's marks the row, column 0 and the id's highest byte; the other cells continue the first.
    func placeholderRow(_ row: Int, columns: Int, id: UInt32) -> [UInt8] {
        var cells = String.UnicodeScalarView(repeating: "\u{10EEEE}", count: columns)
        let marks = [row, 0, Int(id >> 24)].map(KittyDiacritics.character)
        cells.insert(contentsOf: marks, at: cells.index(after: cells.startIndex))
        let color = placeholders == .trueColor ? "2;\(id >> 16 & 255);\(id >> 8 & 255);\(id & 255)" : "5;\(id & 255)"
        return Array("\u{1B}[38;\(color)m\(String(cells))\u{1B}[39m".utf8)
    }

    /// The id of the `number`-th picture, never 0. With colours of a palette a placeholder can name only ids whose two middle bytes are
    /// zero; colours below 16 are left out, which a multiplexer may rewrite.
    func id(_ number: UInt32) -> UInt32 {
        placeholders == .palette ? (number / 240 % 256) << 24 | (16 + number % 240) : max(1, number)
    }

    /// The ids of a program whose numbers begin at `first`. With colours of a palette there are fewer.
    func ids(from first: UInt32) -> [UInt32] {
        let numbers = placeholders == .palette ? first / 1024 % 256 * 240..<(first / 1024 % 256 + 1) * 240 : first..<first + KittyNumbers.count
        return numbers.map(id)
    }

    private func command(_ head: String, _ payload: ArraySlice<UInt8> = []) -> [UInt8] {
        let separator = payload.isEmpty ? "" : ";"
        let bytes = Array("\u{1B}_G\(head)\(separator)".utf8) + payload + Array("\u{1B}\\".utf8)
        guard placeholders != .none else { return bytes }
        // tmux passes on what stands in its own DCS string, every ESC doubled.
        return Array("\u{1B}Ptmux;".utf8) + bytes.flatMap { $0 == 0x1B ? [$0, $0] : [$0] } + Array("\u{1B}\\".utf8)
    }
}

/// The characters that stand for row and column numbers at a placeholder.
///
/// They are Unicode 6.0's marks of combining class 230 that take part in no composition, in order.
enum KittyDiacritics {
    /// The mark for `number`; the last one for numbers beyond them all, where no terminal has rows.
    static func character(_ number: Int) -> Unicode.Scalar { marks[min(number, marks.count - 1)] }

    static let marks: [Unicode.Scalar] = ranges.flatMap { range in range.compactMap(Unicode.Scalar.init) }

    private static let ranges: [ClosedRange<UInt32>] = [
        0x305...0x305, 0x30D...0x30E, 0x310...0x310, 0x312...0x312, 0x33D...0x33F, 0x346...0x346, 0x34A...0x34C, 0x350...0x352,
        0x357...0x357, 0x35B...0x35B, 0x363...0x36F, 0x483...0x487, 0x592...0x595, 0x597...0x599, 0x59C...0x5A1, 0x5A8...0x5A9,
        0x5AB...0x5AC, 0x5AF...0x5AF, 0x5C4...0x5C4, 0x610...0x617, 0x657...0x65B, 0x65D...0x65E, 0x6D6...0x6DC, 0x6DF...0x6E2,
        0x6E4...0x6E4, 0x6E7...0x6E8, 0x6EB...0x6EC, 0x730...0x730, 0x732...0x733, 0x735...0x736, 0x73A...0x73A, 0x73D...0x73D,
        0x73F...0x741, 0x743...0x743, 0x745...0x745, 0x747...0x747, 0x749...0x74A, 0x7EB...0x7F1, 0x7F3...0x7F3, 0x816...0x819,
        0x81B...0x823, 0x825...0x827, 0x829...0x82D, 0x951...0x951, 0x953...0x954, 0xF82...0xF83, 0xF86...0xF87, 0x135D...0x135F,
        0x17DD...0x17DD, 0x193A...0x193A, 0x1A17...0x1A17, 0x1A75...0x1A7C, 0x1B6B...0x1B6B, 0x1B6D...0x1B73, 0x1CD0...0x1CD2,
        0x1CDA...0x1CDB, 0x1CE0...0x1CE0, 0x1DC0...0x1DC1, 0x1DC3...0x1DC9, 0x1DCB...0x1DCC, 0x1DD1...0x1DE6, 0x1DFE...0x1DFE,
        0x20D0...0x20D1, 0x20D4...0x20D7, 0x20DB...0x20DC, 0x20E1...0x20E1, 0x20E7...0x20E7, 0x20E9...0x20E9, 0x20F0...0x20F0,
        0x2CEF...0x2CF1, 0x2DE0...0x2DFF, 0xA66F...0xA66F, 0xA67C...0xA67D, 0xA6F0...0xA6F1, 0xA8E0...0xA8F1, 0xAAB0...0xAAB0,
        0xAAB2...0xAAB3, 0xAAB7...0xAAB8, 0xAABE...0xAABF, 0xAAC1...0xAAC1, 0xFE20...0xFE26, 0x10A0F...0x10A0F,
        0x10A38...0x10A38, 0x1D185...0x1D189, 0x1D1AA...0x1D1AD, 0x1D242...0x1D244,
    ]
}
