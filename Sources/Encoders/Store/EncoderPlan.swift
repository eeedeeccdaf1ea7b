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
    /// The half that reads texts, for an image-text network.
    public var text: TextWishes?
    /// What a published folder says of the preprocessing; what is wished by itself goes before it.
    var published: Preprocessing?
    /// What it is called in lists; nil: the preset's summary or the file's name.
    var summary: String?

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
    /// The half that reads texts; nil where there is none.
    public let text: TextPlan?

    /// Reads a model and decides. Cost: hashing the file.
    ///
    /// Without a preset, pictures are prepared as torchvision's classifiers expect them, and at the model's own size.
    /// - Throws: `EncoderError`.
    public init(_ model: URL, name: String, wishes: EncoderWishes = EncoderWishes()) throws(EncoderError) {
        try EncoderManifest.requireName(name)
        var outline = try OnnxOutline(model)
        if let tensor = wishes.layer {
            try outline.requireTensor(tensor)
            layer = LayerChoice(tensor: tensor, reason: "as asked")
        } else if let text = wishes.text {
            layer = try outline.jointOutput(of: .pictures, takingPooled: text.takesPooled)
        } else {
            layer = wishes.preset?.layerRule == .embeddingOutput ? outline.embeddingOutput() : outline.layerBeforeLast()
        }
        if wishes.text != nil { outline = try outline.half(of: layer.tensor) }
        var preprocessing = wishes.published ?? (wishes.preset ?? .resnet50).preprocessing
        if let size = wishes.size ?? (wishes.published == nil ? NetworkInput.fixedSize(outline) : nil) {
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
        text = try wishes.text.map { wishes throws(EncoderError) in try TextPlan(wishes) }
        self.model = model
        self.outline = outline
        manifest = EncoderManifest(
            name: name, model: "model.onnx", sha256: try ModelHash.of(model, outline: outline), layer: layer.tensor,
            preprocessing: preprocessing, pooling: wishes.pooling ?? wishes.preset?.pooling ?? .mean,
            precision: wishes.precision ?? .f32, dimensions: 0, parts: wishes.parts,
            text: text?.side, summary: wishes.summary ?? wishes.preset?.summary ?? model.lastPathComponent)
    }

    /// The same of what a person names: a model file, or the folder in which an image-text network is published.
    ///
    /// - Throws: `EncoderError`.
    public init(named path: String, name: String, wishes: EncoderWishes) throws(EncoderError) {
        let url = HomeFolder.url(path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
            try self.init(url, name: name, wishes: wishes)
            return
        }
        try EncoderManifest.requireName(name)
        guard wishes.preset == nil, wishes.text == nil else {
            throw .unsuitableFolder(path: path, reason: "--preset, --text and --tokenizer are for files; a folder says these itself")
        }
        let folder = try PublishedFolder(url)
        try self.init(folder.model, name: name, wishes: folder.wishes(over: wishes))
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
