import CDistance
import Foundation

/// Where things lie in a file of compact codes. Numbers are in the machine's byte order; a file from another order does not
/// open, and codes are made anew.
///
/// A header of 4 KiB; codes, `stride` bytes a row; fits, 16 bytes a row; per block of 1024 rows the checksum of codes and fits,
/// then the checksum of the table's rows that they were made from.
struct CodeFile: Equatable {
    let rows: Int
    let dimensions: Int
    let quantizer: Quantizer
    /// How many rows the table had when the quantizer was fitted.
    let fittedRows: Int
    let source: FileStamp

    static let blockRows = 1024
    private static let magic: UInt64 = 0x3130_4344_4552_5456
    static let headerSize = 4096

    var stride: Int { (dimensions + 31) / 32 * 32 }
    var blocks: Int { (rows + Self.blockRows - 1) / Self.blockRows }
    var codesOffset: Int { Self.headerSize }
    var fitsOffset: Int { codesOffset + rows * stride }
    var checksumsOffset: Int { fitsOffset + rows * MemoryLayout<CodeFit>.size }
    var sourceChecksumsOffset: Int { checksumsOffset + 8 * blocks }
    var size: Int { sourceChecksumsOffset + 8 * blocks }

    func rows(of block: Int) -> Range<Int> { block * Self.blockRows..<min(rows, (block + 1) * Self.blockRows) }

    static func checksum(_ codes: UnsafePointer<UInt8>, _ fits: UnsafePointer<CodeFit>, _ count: Int, _ stride: Int) -> UInt64 {
        vd_checksum(fits, count * MemoryLayout<CodeFit>.size, vd_checksum(codes, count * stride, 1))
    }
}

extension CodeFile {
    private static let fields = 11

    /// The header: 11 words and their checksum.
    var header: [UInt64] {
        let words: [UInt64] = [
            Self.magic, UInt64(rows), UInt64(dimensions), quantizer.offset.bitPattern, quantizer.step.bitPattern,
            UInt64(fittedRows), UInt64(source.size), UInt64(bitPattern: Int64(source.seconds)), UInt64(source.nanoseconds),
            UInt64(Self.blockRows), UInt64(size),
        ]
        return words + [words.withUnsafeBytes { vd_checksum($0.baseAddress!, $0.count, 2) }]
    }

    /// Reads a header; nil when it is damaged or does not match the file's size.
    init?(parsing bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.headerSize else { return nil }
        let words = (0...Self.fields).map { bytes.load(fromByteOffset: 8 * $0, as: UInt64.self) }
        let checksum = words[..<Self.fields].withUnsafeBytes { vd_checksum($0.baseAddress!, $0.count, 2) }
        guard words[0] == Self.magic, words[Self.fields] == checksum, words[9] == Self.blockRows else { return nil }
        self.init(
            rows: Int(words[1]), dimensions: Int(words[2]),
            quantizer: Quantizer(offset: Double(bitPattern: words[3]), step: Double(bitPattern: words[4])),
            fittedRows: Int(words[5]),
            source: FileStamp(
                size: Int(words[6]), seconds: Int(Int64(bitPattern: words[7])), nanoseconds: Int(words[8])))
        guard bytes.count == size, bytes.count == words[10] else { return nil }
    }
}
