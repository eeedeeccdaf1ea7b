import Basics
import CDistance
import Foundation

/// Where things lie in a file of compact codes, which grows at its end. Numbers are in the machine's byte order; a file from
/// another order does not open, and codes are made anew.
///
/// A header of 4 KiB and the directions of sketches, where there are any; then blocks of 1024 rows, each of one size however many rows
/// it has: the coarse plane, `half` bytes a row; the fine plane, as large; the fits of the coarse codes, 16 bytes a row, in groups of 64 rows;
/// those of the whole codes; sketches (`SketchFile`); the checksum of all these, and that of the table's rows that they were made from.
struct CodeFile: Equatable {
    let rows: Int
    let dimensions: Int
    let quantizer: Quantizer
    /// nil: there are no sketches.
    let sketches: Sketches?
    /// How many rows the table had when the quantizer and the directions were fitted.
    let fittedRows: Int
    let source: FileStamp

    static let blockRows = 1024
    private static let magic: UInt64 = 0x3330_4344_4552_5456
    static let headerSize = 4096
    private static let sumsSize = 64

    /// Bytes of a row in a plane: two dimensions each, up to a multiple of 32.
    var half: Int { Self.half(dimensions) }
    static func half(_ dimensions: Int) -> Int { (dimensions + 63) / 64 * 32 }

    var blocks: Int { (rows + Self.blockRows - 1) / Self.blockRows }
    private var fitsSize: Int { Self.blockRows * MemoryLayout<CodeFit>.size }
    private var sketchesSize: Int { sketches?.file.blockSize ?? 0 }
    var blockSize: Int { sumsOffset + Self.sumsSize }
    /// Bytes of the directions, behind the header.
    var directionsSize: Int { dimensions * (sketches?.file.count ?? 0) * MemoryLayout<Float>.size }
    var size: Int { offset(block: blocks) }

    func offset(block: Int) -> Int { Self.headerSize + directionsSize + block * blockSize }

    /// Places within a block.
    var fineOffset: Int { Self.blockRows * half }
    var coarseFitsOffset: Int { 2 * fineOffset }
    var fineFitsOffset: Int { coarseFitsOffset + fitsSize }
    var sketchesOffset: Int { fineFitsOffset + fitsSize }
    var sumsOffset: Int { sketchesOffset + sketchesSize }

    func rows(of block: Int) -> Range<Int> { block * Self.blockRows..<min(rows, (block + 1) * Self.blockRows) }

    /// The checksum of a block's contents.
    func checksum(_ block: UnsafeRawPointer) -> UInt64 { vd_checksum(block, sumsOffset, 1) }

    /// Where the sketches are, and the checksum of their directions.
    struct Sketches: Equatable {
        let file: SketchFile
        let checksum: UInt64

        init(_ directions: SketchDirections) {
            self.init(count: directions.count, checksum: directions.shares.withUnsafeBytes { vd_checksum($0.baseAddress!, $0.count, 4) })
        }

        fileprivate init(count: Int, checksum: UInt64) { (file, self.checksum) = (SketchFile(count: count), checksum) }
    }
}

extension CodeFile {
    private static let fields = 13

    /// The header: 13 words and their checksum, in 4 KiB.
    var header: [UInt64] {
        let words: [UInt64] = [
            Self.magic, UInt64(rows), UInt64(dimensions), quantizer.offset.bitPattern, quantizer.step.bitPattern,
            UInt64(fittedRows), UInt64(source.size), UInt64(bitPattern: Int64(source.seconds)), UInt64(source.nanoseconds),
            UInt64(Self.blockRows), UInt64(size), UInt64(sketches?.file.count ?? 0), sketches?.checksum ?? 0,
        ]
        let checksum = words.withUnsafeBytes { vd_checksum($0.baseAddress!, $0.count, 2) }
        return words + [checksum] + [UInt64](repeating: 0, count: Self.headerSize / 8 - words.count - 1)
    }

    /// Reads a header; nil when it is damaged or does not match the file's size, which may exceed it: rows that a killed writer
    /// has not announced yet.
    init?(parsing bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.headerSize else { return nil }
        let words = (0...Self.fields).map { bytes.load(fromByteOffset: 8 * $0, as: UInt64.self) }
        let checksum = words[..<Self.fields].withUnsafeBytes { vd_checksum($0.baseAddress!, $0.count, 2) }
        guard words[0] == Self.magic, words[Self.fields] == checksum, words[9] == Self.blockRows else { return nil }
        // A right checksum says who wrote it as little as anything else.
        let step = Double(bitPattern: words[4]), offset = Double(bitPattern: words[3])
        guard words[1] <= UInt32.max, (1...1 << 24).contains(words[2]), words[5] <= UInt32.max, offset.isFinite, step.isFinite, step > 0,
            [0, SketchDirections.most / 2, SketchDirections.most].contains(Int(truncatingIfNeeded: words[11])),
            let size = Int(exactly: words[6]), let nanoseconds = Int(exactly: words[8])
        else { return nil }
        self.init(
            rows: Int(words[1]), dimensions: Int(words[2]), quantizer: Quantizer(offset: offset, step: step),
            sketches: words[11] == 0 ? nil : Sketches(count: Int(words[11]), checksum: words[12]), fittedRows: Int(words[5]),
            source: FileStamp(size: size, seconds: Int(Int64(bitPattern: words[7])), nanoseconds: nanoseconds))
        guard bytes.count >= self.size, UInt64(self.size) == words[10] else { return nil }
    }
}
