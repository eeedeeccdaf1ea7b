import Basics
import Foundation

/// A copy of the half of an ONNX model that a tensor needs. Nothing is decoded: fields are copied or left out as a whole.
enum HalfModel {
    /// Writes a file with the half's operators and weights, and the tensor as its only output.
    ///
    /// Cost: the half's bytes pass through memory once.
    /// - Throws: what the file cannot be read or written for.
    static func write(_ model: URL, outline half: OnnxOutline, layer: String, to target: URL) throws {
        let file = try MappedFile(model: model)
        try Data().write(to: target)
        let output = try FileHandle(forWritingTo: target)
        defer { try? output.close() }
        let chosen = Chosen(half)
        try file.withBytes { try copy($0, chosen, to: output) }
        try output.write(contentsOf: CutModel.declaration(of: layer))
    }

    /// Copies a model with what is chosen of its graph.
    private static func copy(_ bytes: UnsafeRawBufferPointer, _ chosen: Chosen, to output: FileHandle) throws {
        for (field, range) in try fields(bytes, in: 0..<bytes.count) {
            // ModelProto.graph
            guard field.number == 7, case .bytes(let graph) = field.value else {
                try copy(bytes, range, to: output)
                continue
            }
            let kept = try fields(bytes, in: graph).filter { try chosen.keeps($0.field, of: bytes) }.map(\.range)
            try output.write(contentsOf: CutModel.header(0x3A, count: kept.reduce(0) { $0 + $1.count }))
            for range in kept { try copy(bytes, range, to: output) }
        }
    }

    /// The fields of a message, each with all its bytes.
    private static func fields(
        _ bytes: UnsafeRawBufferPointer, in message: Range<Int>
    ) throws -> [(field: ProtobufReader.Field, range: Range<Int>)] {
        var fields: [ProtobufReader.Field] = []
        try OnnxOutline.fields(bytes, in: message) { fields.append($0) }
        let ends = fields.dropFirst().map(\.position) + [message.upperBound]
        return zip(fields, ends).map { ($0, $0.position..<$1) }
    }

    private static func copy(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, to output: FileHandle) throws {
        let chunk = 1 << 24
        for start in stride(from: range.lowerBound, to: range.upperBound, by: chunk) {
            try output.write(contentsOf: Data(bytes[start..<min(start + chunk, range.upperBound)]))
        }
    }

    /// Which fields of a graph stay.
    private struct Chosen {
        private let written: Set<String>
        private let weights: Set<String>
        private let inputs: Set<String>

        init(_ half: OnnxOutline) {
            written = Set(half.tensorNames)
            weights = Set(half.initializers.keys)
            inputs = Set(half.inputs.map(\.name)).union(weights)
        }

        func keeps(_ field: ProtobufReader.Field, of bytes: UnsafeRawBufferPointer) throws -> Bool {
            guard case .bytes(let range) = field.value else { return true }
            switch field.number {
            case 1: return try OnnxOutline.node(bytes, range).outputs.contains(where: written.contains)
            case 5: return weights.contains(try OnnxOutline.weightName(bytes, range))
            case 11: return inputs.contains(try OnnxOutline.valueInfo(bytes, range).name)
            case 12: return false
            case 13: return written.contains(try OnnxOutline.valueInfo(bytes, range).name)
            case 14: return false  // notes on quantisation, of tensors that may be gone
            default: return true
            }
        }
    }
}
