import Basics
import Foundation
import Pictures

/// What a person wants of a model; whatever is nil comes from the preset, then from the model, then from a default.
public struct EncoderWishes: Sendable {
    /// Settings to begin with; what is wished here as well goes before them.
    public var preset: EncoderPreset?
    /// The tensor that is the vector.
    public var layer: String?
    public var size: Int?
    public var resize: Preprocessing.Resize?
    public var filter: ResampleFilter?
    public var channels: Preprocessing.Channels?
    public var range: Preprocessing.ValueRange?
    public var means: [Float]?
    public var deviations: [Float]?
    public var pooling: Pooling?
    public var precision: Precision?
    public var parts: [VectorPart] = []

    public init() {}
}

/// A model file with everything decided that turns it into an encoder, and why.
public struct EncoderPlan: Sendable {
    /// The file.
    public let model: URL
    /// What is in it.
    public let outline: OnnxOutline
    /// Where it is cut, and why there.
    public let layer: LayerChoice
    /// Without dimensions (0) until the network has run once.
    public let manifest: EncoderManifest

    /// Reads a model and decides. Cost: hashing the file.
    ///
    /// Without a preset, pictures are prepared as torchvision's classifiers expect them, and at the model's own size.
    /// - Throws: `EncoderError`.
    public init(_ model: URL, name: String, wishes: EncoderWishes = EncoderWishes()) throws(EncoderError) {
        try EncoderManifest.requireName(name)
        let outline = try OnnxOutline(model)
        var preprocessing = (wishes.preset ?? .resnet50).preprocessing
        if let size = wishes.size ?? NetworkInput.fixedSize(outline) {
            guard (1...4096).contains(size) else { throw .badPreprocessing("size \(size) is not in 1...4096") }
            preprocessing.setSize(size)
        }
        if let resize = wishes.resize { preprocessing.resize = resize }
        if let filter = wishes.filter { preprocessing.filter = filter }
        if let channels = wishes.channels { preprocessing.channels = channels }
        if let range = wishes.range { preprocessing.range = range }
        if let means = wishes.means { preprocessing.means = means }
        if let deviations = wishes.deviations { preprocessing.deviations = deviations }
        try preprocessing.validate()
        _ = try NetworkInput(outline, size: preprocessing.size)
        if let tensor = wishes.layer {
            try outline.requireTensor(tensor)
            layer = LayerChoice(tensor: tensor, reason: "as asked")
        } else {
            layer = wishes.preset?.layerRule == .embeddingOutput ? outline.embeddingOutput() : outline.layerBeforeLast()
        }
        self.model = model
        self.outline = outline
        manifest = EncoderManifest(
            name: name, model: "model.onnx", sha256: try ModelHash.of(model, outline: outline), layer: layer.tensor,
            preprocessing: preprocessing, pooling: wishes.pooling ?? wishes.preset?.pooling ?? .mean,
            precision: wishes.precision ?? .f32, dimensions: 0, parts: wishes.parts,
            summary: wishes.preset?.summary ?? model.lastPathComponent)
    }

    /// The encoder, ready to run.
    public func makeEncoder(options: OpenVINOEncoder.Options = .init()) throws(EncoderError) -> OpenVINOEncoder {
        try OpenVINOEncoder(manifest, model: model, options: options)
    }
}

/// The hash that tells models apart.
enum ModelHash {
    /// SHA-256 of a model's bytes, followed by those of its separate weight files.
    static func of(_ model: URL, outline: OnnxOutline) throws(EncoderError) -> String {
        let hash = SHA256()
        for file in [model] + outline.externalFiles.map({ model.deletingLastPathComponent().appendingPathComponent($0) }) {
            try MappedFile(model: file).withBytes { hash.update($0) }
        }
        return hash.finish()
    }
}
