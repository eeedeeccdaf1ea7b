/// What the first bytes of a picture's file say of it. They may lie: the loader's own word counts in the end.
struct PictureHeader {
    /// In pixels.
    struct Size {
        let width, height: Int
    }

    enum Kind { case jpeg, png, bmp, netpbm, gif, webp, animatedWebP, other }

    let kind: Kind
    /// Nil where the file does not say it so early, or in another way than usual.
    let size: Size?
    /// Bytes of a JPEG's coefficients a pixel, where it has to keep them all; 0 for one that is decoded line by line.
    let coefficients: Double

    init(_ input: PictureInput) throws(PictureError) {
        let head = try input.piece(at: 0, count: 256)
        kind = Self.kind(head)
        if kind == .jpeg {
            let frame = try JPEGFrame(input)
            (size, coefficients) = (frame.size, frame.coefficients)
        } else {
            (size, coefficients) = (head.count < 30 ? nil : Self.size(head, kind: kind), 0)
        }
    }

    static func kind(_ head: [UInt8]) -> Kind {
        if head.starts(with: [0xFF, 0xD8]) { return .jpeg }
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .png }
        if head.starts(with: "BM".utf8) { return .bmp }
        if head.starts(with: "GIF8".utf8) { return .gif }
        if head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WEBP".utf8) {
            let isExtended = head.dropFirst(12).starts(with: "VP8X".utf8)
            return isExtended && head.count > 20 && head[20] & 2 != 0 ? .animatedWebP : .webp
        }
        if head.count > 1, head[0] == UInt8(ascii: "P"), (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(head[1]) { return .netpbm }
        return .other
    }

    /// - Parameter head: at least 30 bytes.
    private static func size(_ head: [UInt8], kind: Kind) -> Size? {
        func little(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 | Int(head[at + $1]) << (8 * $1) } }
        func big(_ at: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(head[at + $1]) } }
        switch kind {
        case .png: return Size(width: big(16), height: big(20))
        case .gif: return Size(width: little(6, 2), height: little(8, 2))
        // OS/2's header is shorter; a negative height says that the rows come from the top.
        case .bmp where little(14, 4) == 12: return Size(width: little(18, 2), height: little(20, 2))
        case .bmp: return Size(width: little(18, 4), height: abs(Int(Int32(truncatingIfNeeded: little(22, 4)))))
        case .netpbm: return netpbmSize(head)
        // RFC 9649: the first chunk's type decides.
        case .webp, .animatedWebP:
            switch head[15] {
            case UInt8(ascii: " "): return Size(width: little(26, 2) & 0x3FFF, height: little(28, 2) & 0x3FFF)
            case UInt8(ascii: "L"): return Size(width: little(21, 2) & 0x3FFF + 1, height: little(22, 3) >> 6 & 0x3FFF + 1)
            case UInt8(ascii: "X"): return Size(width: little(24, 3) + 1, height: little(27, 3) + 1)
            default: return nil
            }
        case .jpeg, .other: return nil
        }
    }

    /// The first two numbers behind the magic one; comments go from # to the line's end.
    private static func netpbmSize(_ head: [UInt8]) -> Size? {
        var numbers: [Int] = []
        var number: Int?
        var isComment = false
        for byte in head.dropFirst(2) {
            if isComment {
                isComment = byte != 0x0A
            } else if (0x30...0x39).contains(byte) {
                number = min((number ?? 0) * 10 + Int(byte - 0x30), Int(UInt32.max))
            } else {
                if let number { numbers.append(number) }
                number = nil
                isComment = byte == UInt8(ascii: "#")
                if numbers.count == 2 { return Size(width: numbers[0], height: numbers[1]) }
            }
        }
        return nil
    }
}

/// The part of a JPEG's header that tells its size, and whether it can be decoded line by line (ITU-T T.81, annex B).
private struct JPEGFrame {
    private(set) var size: PictureHeader.Size?
    private(set) var coefficients = 0.0

    /// Nobody writes more before the pixels; what does is taken for the dearest kind.
    private static let mostSegments = 10_000
    private static let unknown = 8.0

    init(_ input: PictureInput) throws(PictureError) {
        var position = 2
        var components = 0
        for _ in 0..<Self.mostSegments {
            let segment = try input.piece(at: position, count: 32)
            guard segment.count >= 10, segment[0] == 0xFF else { return }
            switch segment[1] {
            // Fill bytes may stand before a marker.
            case 0xFF:
                position += 1
                continue
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(segment[1]):
                size = PictureHeader.Size(width: Int(segment[7]) << 8 + Int(segment[8]), height: Int(segment[5]) << 8 + Int(segment[6]))
                components = Int(segment[9])
                coefficients = Self.coefficients(segment, components: components)
                // Progressive.
                if segment[1] & 3 == 2 { return }
            case 0xDA:
                // A scan of all components is the only one; otherwise there are several.
                if Int(segment[4]) >= components { coefficients = 0 }
                return
            case 0xD9: return
            default: break
            }
            position += 2 + Int(segment[2]) << 8 + Int(segment[3])
        }
        coefficients = Self.unknown
    }

    private static func coefficients(_ frame: [UInt8], components: Int) -> Double {
        let samplings = (0..<components).compactMap { 11 + 3 * $0 < frame.count ? frame[11 + 3 * $0] : nil }
        let across = samplings.map { Double($0 >> 4) }, down = samplings.map { Double($0 & 15) }
        guard let widest = across.max(), let tallest = down.max(), widest > 0, tallest > 0 else { return 2 * Double(components) }
        return 2 * zip(across, down).reduce(0) { $0 + $1.0 * $1.1 } / (widest * tallest)
    }
}
