import Basics
import Foundation

/// What an ONNX model is made of, without its weights: inputs, outputs, operators, tensor names.
public struct OnnxOutline: Sendable {
    /// The size of a tensor along one axis.
    public enum Dimension: Hashable, Sendable, CustomStringConvertible {
        case fixed(Int)
        /// A size left open, with its name (often empty).
        case open(String)

        public var description: String {
            switch self {
            case .fixed(let size): "\(size)"
            case .open(let name): name.isEmpty ? "?" : name
            }
        }
    }

    /// The element types that pictures and vectors may have; others keep their number.
    public enum ElementType: Hashable, Sendable, CustomStringConvertible {
        case float32, float16
        case other(Int)

        public var description: String {
            switch self {
            case .float32: "float32"
            case .float16: "float16"
            case .other(let number): Self.names[number] ?? "type \(number)"
            }
        }

        private static let names = [
            2: "uint8", 3: "int8", 6: "int32", 7: "int64", 8: "string", 9: "bool", 11: "float64", 16: "bfloat16",
        ]
    }

    /// A named tensor; `shape` is nil where the model does not say.
    public struct Tensor: Hashable, Sendable {
        /// As operators call it.
        public let name: String
        /// The numbers' type.
        public let elementType: ElementType
        /// Nil where the model does not say.
        public let shape: [Dimension]?
    }

    /// An operator: what it is called in the standard ("Conv"), its own name, and the tensors it reads and writes.
    public struct Node: Hashable, Sendable {
        public let operatorType: String
        public let name: String
        public let inputs: [String]
        public let outputs: [String]
        /// What graphs inside it (the branches of an `If`) may read from around it.
        public var captures: [String] = []
    }

    /// The model's file.
    public let path: String
    /// What the caller must supply: declared inputs that are not weights.
    public internal(set) var inputs: [Tensor] = []
    /// What the model declares as its results.
    public internal(set) var outputs: [Tensor] = []
    /// In the order of the file, which the standard requires to be an order of execution.
    public internal(set) var nodes: [Node] = []
    /// Weights, by name.
    public internal(set) var initializers: [String: Tensor] = [:]
    /// Shapes that the model declares for tensors in between.
    public internal(set) var inner: [String: Tensor] = [:]
    /// Files beside the model that hold weights, relative to it.
    public internal(set) var externalFiles: [String] = []
    /// Where the declarations of the outputs begin in the file.
    var outputPositions: [Int] = []
    /// Whether parts of the file are left out, for they do nothing for the tensor that is wanted (`half`).
    var isHalf = false

    /// Every tensor that an operator writes.
    public var tensorNames: [String] { nodes.flatMap(\.outputs).filter { !$0.isEmpty } }

    /// Reads a model's outline. Cost: the size of the graph, not of the weights, which are skipped.
    ///
    /// - Throws: `EncoderError.file` or `.unreadableModel`.
    public init(_ model: URL) throws(EncoderError) {
        path = model.path
        let file = try MappedFile(model: model)
        do {
            try file.withBytes { try readModel($0) }
        } catch {
            throw .unreadableModel(path: path, reason: "\(error)")
        }
        guard !nodes.isEmpty else { throw .unreadableModel(path: path, reason: "it holds no operators") }
        guard !outputs.isEmpty else { throw .unreadableModel(path: path, reason: "it declares no outputs") }
        inputs.removeAll { initializers[$0.name] != nil }
    }
}
