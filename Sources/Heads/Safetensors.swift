import Basics
import Foundation

/// A file of named tensors in the safetensors format, of float32, or of int8 that are read as floats: the length of a JSON header as 8 bytes, little-endian; the header, with
/// each tensor's type, shape and place; then the numbers. Source: the format's description at huggingface.co/docs/safetensors.
public struct Safetensors: Sendable {
    /// Numbers with a shape.
    public struct Tensor: Hashable, Sendable {
        /// The sizes of its axes.
        public let shape: [Int]
        /// In C order, as many as the shape says.
        public let values: [Float]

        /// Precondition: as many values as the shape says.
        public init(shape: [Int], values: [Float]) {
            precondition(shape.reduce(1, *) == values.count, "\(values.count) values of shape \(shape)")
            self.shape = shape
            self.values = values
        }
    }

    /// By name.
    public var tensors: [String: Tensor]
    /// Text of any kind, by name.
    public var metadata: [String: String]

    public init(tensors: [String: Tensor], metadata: [String: String] = [:]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    private static let headerLimit = 100 << 20

    private struct Entry: Codable {
        let dtype: String
        let shape: [Int]
        let offsets: [Int]

        enum CodingKeys: String, CodingKey {
            case dtype, shape
            case offsets = "data_offsets"
        }
    }

    private enum Field: Codable {
        case tensor(Entry)
        case metadata([String: String])

        init(from decoder: any Decoder) throws {
            if let entry = try? Entry(from: decoder) { self = .tensor(entry) } else { self = .metadata(try [String: String](from: decoder)) }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .tensor(let entry): try entry.encode(to: encoder)
            case .metadata(let text): try text.encode(to: encoder)
            }
        }
    }

    /// The file's bytes; tensors in the order of their names.
    public var bytes: Data {
        var header: [String: Field] = metadata.isEmpty ? [:] : ["__metadata__": .metadata(metadata)]
        var offset = 0
        let ordered = tensors.sorted { $0.key < $1.key }
        for (name, tensor) in ordered {
            let end = offset + 4 * tensor.values.count
            header[name] = .tensor(Entry(dtype: "F32", shape: tensor.shape, offsets: [offset, end]))
            offset = end
        }
        // Strings and whole numbers cannot fail to encode.
        var text = try! JSON.encode(header)
        while text.count % 8 != 0 { text.append(0x20) }
        var bytes = Data(capacity: 8 + text.count + offset)
        withUnsafeBytes(of: UInt64(text.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(text)
        for (_, tensor) in ordered { tensor.values.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// Writes the file so that its old content or its new one is there whenever the program or the machine stops.
    public func write(to url: URL) throws(SafetensorsError) {
        do { try Draft.write(bytes, to: url) } catch { throw SafetensorsError(url, "it cannot be written: \(error.reason)") }
    }

    /// Reads a file. Cost: its size, in memory.
    ///
    /// - Throws: `SafetensorsError` for what is missing, is no such file, breaks off, or holds other than float32 and int8.
    public init(contentsOf url: URL) throws(SafetensorsError) {
        let data: Data
        do { data = try Data(contentsOf: url) } catch { throw SafetensorsError(url, "it cannot be read") }
        do throws(Malformed) { try self.init(data) } catch { throw SafetensorsError(url, error.reason) }
    }

    /// What is wrong with a file's contents, for whoever knows its name.
    package struct Malformed: Error {
        /// In a few words, for a person.
        package let reason: String
    }

    init(_ data: Data) throws(Malformed) {
        guard data.count >= 8 else { throw Malformed(reason: "it is not a safetensors file: it has \(data.count) bytes") }
        let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(Self.headerLimit), Int(length) <= data.count - 8 else {
            throw Malformed(reason: "it is not a safetensors file, or breaks off: its header claims \(length) bytes")
        }
        let start = data.startIndex + 8 + Int(length)
        guard let header = try? JSON.decode([String: Field].self, from: data[data.startIndex + 8..<start]) else {
            throw Malformed(reason: "it is not a safetensors file: its header cannot be understood")
        }
        (tensors, metadata) = ([:], [:])
        let count = data.count - 8 - Int(length)
        for (name, field) in header {
            guard case .tensor(let entry) = field else {
                if case .metadata(let text) = field, name == "__metadata__" { metadata = text }
                continue
            }
            guard let width = ["F32": 4, "I8": 1][entry.dtype] else {
                throw Malformed(reason: "tensor \(name) is \(entry.dtype); F32 or I8 is needed")
            }
            var values = 1
            for size in entry.shape {
                let (product, overflow) = values.multipliedReportingOverflow(by: size)
                guard size >= 0, !overflow, product <= count / width else { throw Malformed(reason: "tensor \(name) has the shape \(entry.shape)") }
                values = product
            }
            guard entry.offsets.count == 2, entry.offsets[0] >= 0, entry.offsets[0] <= entry.offsets[1], entry.offsets[1] <= count,
                entry.offsets[1] - entry.offsets[0] == width * values
            else { throw Malformed(reason: "tensor \(name) is outside the file, or its position and shape do not agree") }
            let bytes = data[start + entry.offsets[0]..<start + entry.offsets[1]]
            tensors[name] = Tensor(
                shape: entry.shape, values: width == 1 ? bytes.map { Float(Int8(bitPattern: $0)) } : Self.floats(bytes, count: values))
        }
    }

    private static func floats(_ bytes: Data, count: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { buffer, filled in
            bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
            filled = count
        }
    }
}

/// A safetensors file that cannot be read or written, in one line: which file and why.
public struct SafetensorsError: Error, Hashable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// Why, in a few words, for a person.
    public let reason: String

    public init(_ url: URL, _ reason: String) { (path, self.reason) = (url.path, reason) }

    public var description: String { "\(path): \(reason)" }
}
