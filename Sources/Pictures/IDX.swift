import Basics
import Foundation

/// The IDX format of the MNIST family: a magic number (two zero bytes, the element type, the number of dimensions), one
/// big-endian 32-bit size per dimension, then the elements. Source: Y. LeCun, "The MNIST database of handwritten digits".
public enum IDX {
    /// An IDX file of unsigned bytes: its sizes, and where its elements begin.
    public struct Header: Hashable, Sendable {
        /// The axes, the number of elements first.
        public let sizes: [Int]
        /// Of the header itself.
        public var byteCount: Int { 4 + 4 * sizes.count }
        /// The header as it stands in a file.
        var bytes: [UInt8] {
            [0, 0, 8, UInt8(sizes.count)] + sizes.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
        }
        /// Bytes of one picture or label.
        public var elementBytes: Int { sizes.dropFirst().reduce(1, *) }
    }

    /// Reads a header of unsigned bytes with the given number of dimensions (3: pictures, 1: labels).
    ///
    /// - Throws: `PictureError.undecodable` when the magic number is another one, or a size is not believable.
    public static func header(_ reader: GzipReader, dimensions: Int) throws(PictureError) -> Header {
        let magic = try reader.read(upTo: 4)
        guard magic == [0, 0, 8, UInt8(dimensions)] else {
            throw .undecodable(
                "an IDX file of \(dimensions == 3 ? "pictures" : "labels") begins with 0 0 8 \(dimensions), this one with "
                    + magic.map(String.init).joined(separator: " "))
        }
        let sizes = try reader.read(upTo: 4 * dimensions)
        guard sizes.count == 4 * dimensions else { throw .undecodable("the IDX header breaks off") }
        let values = bigEndianSizes(sizes[...])
        guard values[0] <= 100_000_000, values.dropFirst().allSatisfy({ (1...4096).contains($0) }) else {
            throw .undecodable("the IDX header claims \(values.map(String.init).joined(separator: " x ")) elements")
        }
        return Header(sizes: values)
    }

    /// Reads all labels of a file.
    public static func labels(path: String) throws(PictureError) -> [UInt8] {
        let reader = try GzipReader(path: path)
        let count = try header(reader, dimensions: 1).sizes[0]
        let labels = try reader.read(upTo: count)
        guard labels.count == count else { throw .undecodable("\(count) labels announced, \(labels.count) there") }
        return labels
    }

    /// Unpacks a file of pictures so that any one can be read by its position.
    ///
    /// - Returns: how many pictures it holds.
    /// - Throws: `PictureError` when the source is damaged or the copy cannot be written; then no copy is left at `target`.
    public static func unpack(path: String, to target: String, permissions: Permissions = .umask) throws(PictureError) -> Int {
        let reader = try GzipReader(path: path)
        let header = try header(reader, dimensions: 3)
        do {
            let draft = try Draft(of: URL(fileURLWithPath: target), permissions: permissions)
            try header.bytes.withUnsafeBytes { try draft.write(UnsafeRawBufferPointer(rebasing: $0[..<header.byteCount]), at: 0) }
            let size = header.sizes[0] * header.elementBytes
            var done = 0
            while done < size {
                let bytes = try reader.read(upTo: min(size - done, 1 << 20))
                guard !bytes.isEmpty else {
                    throw PictureError.undecodable("\(header.sizes[0]) pictures announced, \(done / header.elementBytes) there")
                }
                try bytes.withUnsafeBytes { try draft.write($0, at: header.byteCount + done) }
                done += bytes.count
            }
            try draft.commit()
        } catch {
            throw error as? PictureError ?? .unwritable("\(error)")
        }
        return header.sizes[0]
    }

    /// Picture `index` of an unpacked file, as grey on white.
    ///
    /// Fashion-MNIST negated its product photographs to have black around them (Xiao, Rasul and Vollgraf 2017, section 2);
    /// negated once more they look as the shop took them.
    public static func picture(path: String, index: Int) throws(PictureError) -> Raster {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var head = [UInt8](repeating: 0, count: 16)
        guard pread(descriptor, &head, 16, 0) == 16, head[..<4] == [0, 0, 8, 3] else { throw .undecodable("not an IDX file of pictures") }
        let sizes = bigEndianSizes(head[4...])
        guard (0..<sizes[0]).contains(index) else { throw .missingFromFile(index: index, count: sizes[0]) }
        guard (1...4096).contains(sizes[1]), (1...4096).contains(sizes[2]) else { throw .undecodable("an IDX header out of bounds") }
        var gray = [UInt8](repeating: 0, count: sizes[1] * sizes[2])
        guard pread(descriptor, &gray, gray.count, 16 + index * gray.count) == gray.count else {
            throw .undecodable("the file breaks off before picture \(index)")
        }
        let pixels = [UInt8](unsafeUninitializedCapacity: 4 * gray.count) { buffer, count in
            for (position, value) in gray.enumerated() {
                buffer[4 * position] = 255 - value
                buffer[4 * position + 1] = 255 - value
                buffer[4 * position + 2] = 255 - value
                buffer[4 * position + 3] = 255
            }
            count = 4 * gray.count
        }
        return Raster(width: sizes[2], height: sizes[1], pixels: pixels)
    }

    private static func bigEndianSizes(_ bytes: ArraySlice<UInt8>) -> [Int] {
        stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).map { at in
            bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
        }
    }
}
