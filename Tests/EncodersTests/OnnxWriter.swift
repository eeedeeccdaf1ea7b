import Foundation

/// Writes the few messages of ONNX that small test models need.
struct OnnxWriter {
    typealias Bytes = [UInt8]

    static func varint(_ value: UInt64) -> Bytes {
        var bytes: Bytes = []
        var rest = value
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return bytes
    }

    static func field(_ number: UInt64, _ content: Bytes) -> Bytes {
        varint(number << 3 | 2) + varint(UInt64(content.count)) + content
    }
    static func field(_ number: UInt64, _ value: Int) -> Bytes { varint(number << 3) + varint(UInt64(bitPattern: Int64(value))) }
    static func field(_ number: UInt64, _ text: String) -> Bytes { field(number, Bytes(text.utf8)) }

    private var graph: Bytes = []

    /// A size of 0 is left open under the name "n".
    mutating func input(_ name: String, _ shape: [Int], type: Int = 1) {
        graph += Self.field(11, Self.valueInfo(name, shape, type))
    }
    mutating func output(_ name: String, _ shape: [Int], type: Int = 1) {
        graph += Self.field(12, Self.valueInfo(name, shape, type))
    }

    static func valueInfo(_ name: String, _ shape: [Int], _ type: Int) -> Bytes {
        let sizes = shape.flatMap { field(1, $0 == 0 ? field(2, "n") : field(1, $0)) }
        return field(1, name) + field(2, field(1, field(1, type) + field(2, sizes)))
    }

    mutating func node(_ type: String, _ inputs: [String], _ outputs: [String], attributes: [Bytes] = []) {
        var node: Bytes = []
        for name in inputs { node += Self.field(1, name) }
        for name in outputs { node += Self.field(2, name) }
        node += Self.field(3, "\(type)_\(outputs.first ?? "")") + Self.field(4, type)
        for attribute in attributes { node += Self.field(5, attribute) }
        graph += Self.field(1, node)
    }

    static func integer(_ name: String, _ value: Int) -> Bytes { field(1, name) + field(3, value) + field(20, 2) }
    static func integers(_ name: String, _ values: [Int]) -> Bytes { field(1, name) + values.flatMap { field(8, $0) } + field(20, 7) }
    static func text(_ name: String, _ value: String) -> Bytes { field(1, name) + field(4, value) + field(20, 3) }
    /// A graph of one operator inside an attribute.
    static func graph(_ name: String, _ type: String, _ inputs: [String], _ output: String) -> Bytes {
        let node = inputs.flatMap { field(1, $0) } + field(2, output) + field(4, type)
        return field(1, name) + field(6, field(1, node) + field(12, valueInfo(output, [1], 1))) + field(20, 5)
    }

    mutating func weights(_ name: String, _ shape: [Int], _ values: [Float], externalFile: String? = nil) {
        var tensor = shape.flatMap { Self.field(1, $0) } + Self.field(2, 1) + Self.field(8, name)
        if let externalFile {
            for (key, value) in [("location", externalFile), ("offset", "0"), ("length", "\(4 * values.count)")] {
                tensor += Self.field(13, Self.field(1, key) + Self.field(2, value))
            }
            tensor += Self.field(14, 1)
        } else {
            tensor += Self.field(9, Self.raw(values))
        }
        graph += Self.field(5, tensor)
    }

    static func raw(_ values: [Float]) -> Bytes {
        values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian, Array.init) }
    }

    var model: Bytes {
        Self.field(1, 8) + Self.field(2, "vitrine tests") + Self.field(7, Self.field(2, "g") + graph)
            + Self.field(8, Self.field(1, "") + Self.field(2, 13))
    }
}

/// Small models with results that can be computed by hand.
enum TestModels {
    /// Global average per channel [n, 3] → relu "code" [n, 4] → fully connected "scores" [n, 2].
    static func averages(batch: Int = 0, side: Int = 8, externalFile: String? = nil, poison: Bool = false) -> [UInt8] {
        var writer = OnnxWriter()
        writer.input("pixels", [batch, 3, side, side])
        writer.output("scores", [batch, 2])
        writer.weights("mix", [3, 4], mix, externalFile: externalFile)
        writer.weights("last", [4, 2], poison ? [.nan, 1, 1, 1, 1, 1, 1, 1] : [1, -1, 1, -1, 1, -1, 1, -1])
        writer.node("GlobalAveragePool", ["pixels"], ["pooled"])
        writer.node("Flatten", ["pooled"], ["flat"])
        writer.node("MatMul", ["flat", "mix"], ["mixed"])
        writer.node("Relu", ["mixed"], ["code"])
        writer.node("Gemm", ["code", "last"], ["scores"])
        return writer.model
    }

    /// Rows: red, green, blue; columns: red, green, blue, their sum.
    static let mix: [Float] = [1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1]

    /// The picture as it is: output [n, 3, side, side].
    static func identity(side: Int = 4, type: Int = 1, layout: Preparation = .planar) -> [UInt8] {
        var writer = OnnxWriter()
        let shape = layout == .planar ? [0, 3, side, side] : [0, side, side, 3]
        writer.input("pixels", shape, type: type)
        writer.output("same", shape, type: type)
        writer.node("Relu", ["pixels"], ["same"])
        return writer.model
    }

    enum Preparation { case planar, interleaved }
}

/// A folder that goes when its owner goes.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("vitrine-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ name: String, _ bytes: [UInt8]) throws -> URL {
        let file = url.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file
    }
}
