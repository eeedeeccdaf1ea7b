import Basics
import Foundation

/// A `.npy` table of float32 or float16, read a few rows at a time, for import. Private memory: one chunk.
public final class NpyFile: Sendable {
    /// What its first bytes say.
    public let header: NpyHeader
    private let file: MappedFile

    /// Opens and checks the file. Throws `VectorFileError` when it is no such table or ends early.
    public init(contentsOf url: URL) throws {
        file = try MappedFile(holding: url)
        do throws(NpyProblem) { header = try NpyHeader(parsing: file.bytes) } catch {
            throw VectorFileError(url, error.reason)
        }
        let there = file.bytes.count - header.dataOffset
        guard there >= header.dataSize else {
            let whole = there / (header.dimensions * header.element.size)
            throw VectorFileError(url, "ends early: \(header.rows) rows are announced, \(whole) are there")
        }
        file.advise(Int32(MADV_SEQUENTIAL))
    }

    /// How many vectors it holds.
    public var rows: Int { header.rows }
    /// The file's state when it was opened.
    var stamp: FileStamp { file.stamp }
    /// Numbers in a vector.
    public var dimensions: Int { header.dimensions }

    /// The rows of a range, one after another, as `range.count * dimensions` numbers. Precondition: the range exists.
    public func read(_ range: Range<Int>) -> [Float] {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) of \(rows)")
        let first = header.dataOffset + range.lowerBound * dimensions * header.element.size
        let count = range.count * dimensions
        return [Float](unsafeUninitializedCapacity: count) { numbers, filled in
            let source = UnsafeRawBufferPointer(rebasing: file.bytes[first..<first + count * header.element.size])
            switch header.element {
            case .float32:
                UnsafeMutableRawBufferPointer(numbers).copyMemory(from: source)
            case .float16:
                for i in 0..<count {
                    let bits = source.loadUnaligned(fromByteOffset: 2 * i, as: UInt16.self)
                    numbers.initializeElement(at: i, to: Float(halfBits: UInt16(littleEndian: bits)))
                }
            }
            filled = count
        }
    }

    /// Calls `body` with consecutive chunks of at most `size` rows: the first row's index and the numbers.
    public func forEachChunk(of size: Int = 1024, _ body: (_ firstRow: Int, _ numbers: [Float]) throws -> Void) rethrows {
        for first in stride(from: 0, to: rows, by: max(1, size)) {
            try body(first, read(first..<min(first + max(1, size), rows)))
        }
    }
}

extension Float {
    /// The value of an IEEE 754 binary16 number. By hand, because `Float16` does not exist on every platform.
    init(halfBits bits: UInt16) {
        let sign = UInt32(bits & 0x8000) << 16
        let exponent = UInt32(bits >> 10 & 0x1F)
        let fraction = UInt32(bits & 0x3FF)
        switch exponent {
        case 0: self = Float(sign: sign == 0 ? .plus : .minus, exponent: -24, significand: Float(fraction))
        case 31: self.init(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: self.init(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}
