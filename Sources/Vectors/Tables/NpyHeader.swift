import Foundation

/// The header of a `.npy` file that holds a table: two dimensions, C order, little-endian floating point.
///
/// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html (versions 1 to 3).
public struct NpyHeader: Equatable, Sendable {
    /// The number formats that can be read.
    public enum Element: String, Sendable {
        case float16 = "<f2"
        case float32 = "<f4"

        /// Bytes of one number.
        public var size: Int { self == .float16 ? 2 : 4 }
    }

    /// The numbers' type.
    public let element: Element
    /// The first axis.
    public let rows: Int
    /// The second axis.
    public let dimensions: Int
    /// Where the numbers begin: bytes from the start of the file.
    public let dataOffset: Int

    /// Bytes of the numbers alone. Fits an `Int`, as the parser has checked.
    public var dataSize: Int { rows * dimensions * element.size }

    static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

    /// Parses the beginning of a file. The error is the reason alone, for whoever knows the file's name.
    init(parsing bytes: UnsafeRawBufferPointer) throws(NpyProblem) {
        guard bytes.count >= 10, bytes.prefix(6).elementsEqual(Self.magic) else {
            throw NpyProblem("is not a .npy file")
        }
        let wide = bytes[6] >= 2
        guard (1...3).contains(bytes[6]) else { throw NpyProblem("has .npy version \(bytes[6]), which is unknown") }
        guard !wide || bytes.count >= 12 else { throw NpyProblem("ends within its .npy header") }
        let low = Int(bytes[8]) | Int(bytes[9]) << 8
        let length = wide ? low | Int(bytes[10]) << 16 | Int(bytes[11]) << 24 : low
        let start = wide ? 12 : 10
        guard length <= 1 << 20 else { throw NpyProblem("has a .npy header of \(length) bytes, which is absurd") }
        guard bytes.count >= start + length else { throw NpyProblem("ends within its .npy header") }
        var parser = PythonLiteral(Array(bytes[start..<start + length]))
        let fields = try parser.dictionary()

        guard case .string(let type) = fields["descr"] else { throw NpyProblem("has a .npy header without 'descr'") }
        guard let element = Element(rawValue: type) else {
            throw NpyProblem("holds numbers of type '\(type.prefix(20))'; float32 or float16, little-endian, is needed")
        }
        guard case .boolean(let fortran) = fields["fortran_order"] else {
            throw NpyProblem("has a .npy header without 'fortran_order'")
        }
        guard !fortran else { throw NpyProblem("is in Fortran order; save it in C order (numpy.ascontiguousarray)") }
        guard case .tuple(let shape) = fields["shape"] else { throw NpyProblem("has a .npy header without 'shape'") }
        guard shape.count == 2 else { throw NpyProblem("has \(shape.count) axes; a table (rows, dimensions) is needed") }
        guard shape[1] > 0 else { throw NpyProblem("has rows without dimensions") }
        let (numbers, overflow) = shape[0].multipliedReportingOverflow(by: shape[1])
        guard shape[0] <= UInt32.max, shape[1] <= 1 << 24, !overflow, numbers < Int.max / 8 else {
            throw NpyProblem("has the shape (\(shape[0]), \(shape[1])), which is absurd")
        }
        self.init(element: element, rows: shape[0], dimensions: shape[1], dataOffset: start + length)
    }

    init(element: Element, rows: Int, dimensions: Int, dataOffset: Int = 128) {
        self.element = element
        self.rows = rows
        self.dimensions = dimensions
        self.dataOffset = dataOffset
    }

    /// The header as bytes, padded with blanks to `dataOffset`; nil when it does not fit into that many.
    var bytes: [UInt8]? {
        let text = "{'descr': '\(element.rawValue)', 'fortran_order': False, 'shape': (\(rows), \(dimensions)), }"
        let length = dataOffset - 10
        guard text.utf8.count < length, length <= Int(UInt16.max) else { return nil }
        let padding = [UInt8](repeating: 0x20, count: length - text.utf8.count - 1)
        return Self.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + Array(text.utf8) + padding + [0x0A]
    }
}

/// What is wrong with a `.npy` header.
struct NpyProblem: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
