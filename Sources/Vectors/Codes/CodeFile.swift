import Basics
import CDistance
import Foundation

/// Where things lie in a file of compact codes, which grows at its end. Numbers are in the machine's byte order; a file from
/// another order does not open, and codes are made anew.
///
/// A header of 4 KiB, then blocks of 1024 rows, each of one size however many rows it has: the coarse plane, `half` bytes a row;
/// the fine plane, as large; the fits of the coarse codes, 16 bytes a row, in groups of 64 rows; those of the whole codes; the
/// checksum of all these, and that of the table's rows that they were made from.
struct CodeFile: Equatable {
    let rows: Int
    let dimensions: Int
    let quantizer: Quantizer
    /// How many rows the table had when the quantizer was fitted.
    let fittedRows: Int
    let source: FileStamp

    static let blockRows = 1024
    private static let magic: UInt64 = 0x3230_4344_4552_5456
    static let headerSize = 4096
    private static let sumsSize = 64

    /// Bytes of a row in a plane: two dimensions each, up to a multiple of 32.
    var half: Int { Self.half(dimensions) }
    static func half(_ dimensions: Int) -> Int { (dimensions + 63) / 64 * 32 }

    var blocks: Int { (rows + Self.blockRows - 1) / Self.blockRows }
    private var fitsSize: Int { Self.blockRows * MemoryLayout<CodeFit>.size }
    var blockSize: Int { 2 * Self.blockRows * half + 2 * fitsSize + Self.sumsSize }
    var size: Int { offset(block: blocks) }

    func offset(block: Int) -> Int { Self.headerSize + block * blockSize }

    /// Places within a block.
    var fineOffset: Int { Self.blockRows * half }
    var coarseFitsOffset: Int { 2 * fineOffset }
    var fineFitsOffset: Int { coarseFitsOffset + fitsSize }
    var sumsOffset: Int { fineFitsOffset + fitsSize }

    func rows(of block: Int) -> Range<Int> { block * Self.blockRows..<min(rows, (block + 1) * Self.blockRows) }

    /// The checksum of a block's contents.
    func checksum(_ block: UnsafeRawPointer) -> UInt64 { vd_checksum(block, sumsOffset, 1) }
}

extension CodeFile {
    private static let fields = 11

    /// The header: 11 words and their checksum, in 4 KiB.
    var header: [UInt64] {
        let words: [UInt64] = [
            Self.magic, UInt64(rows), UInt64(dimensions), quantizer.offset.bitPattern, quantizer.step.bitPattern,
            UInt64(fittedRows), UInt64(source.size), UInt64(bitPattern: Int64(source.seconds)), UInt64(source.nanoseconds),
            UInt64(Self.blockRows), UInt64(size),
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
            let size = Int(exactly: words[6]), let nanoseconds = Int(exactly: words[8])
        else { return nil }
        self.init(
            rows: Int(words[1]), dimensions: Int(words[2]), quantizer: Quantizer(offset: offset, step: step), fittedRows: Int(words[5]),
            source: FileStamp(size: size, seconds: Int(Int64(bitPattern: words[7])), nanoseconds: nanoseconds))
        guard bytes.count >= self.size, UInt64(self.size) == words[10] else { return nil }
    }
}
