import Foundation

/// How texts become vectors in the space of a network's picture vectors: what a manifest says of the half that reads texts, whose files
/// are in a folder of their own beside the model.
public struct TextSide: Codable, Hashable, Sendable {
    /// SHA-256 of the model's bytes before the cut, and of its separate weight files in order.
    public var sha256: String
    /// The tensor that is the vector.
    public var layer: String
    /// How many tokens every text has, those around it and those that fill up counted.
    public var contextLength: Int
    /// The token that fills short texts up.
    public var paddingID: Int
    /// Whether the network is told to leave out the tokens that fill up; otherwise it reads all, as it was trained.
    public var masksPadding: Bool

    /// Each value as it is described above; `validate` judges them.
    public init(sha256: String, layer: String, contextLength: Int, paddingID: Int, masksPadding: Bool) {
        self.sha256 = sha256
        self.layer = layer
        self.contextLength = contextLength
        self.paddingID = paddingID
        self.masksPadding = masksPadding
    }

    static func folder(in encoder: URL) -> URL { encoder.appendingPathComponent("text") }
    static func model(in encoder: URL) -> URL { folder(in: encoder).appendingPathComponent("model.onnx") }
    static func tokenizer(in encoder: URL) -> URL { folder(in: encoder).appendingPathComponent("tokenizer.json") }

    static func mean(in encoder: URL) -> URL { folder(in: encoder).appendingPathComponent("mean.safetensors") }

    /// The longest texts that any network reads, in tokens.
    static let contextLengths = 1...4096

    func validate() throws(EncoderError) {
        guard Self.contextLengths.contains(contextLength) else { throw .badModel("texts of \(contextLength) tokens are not of 1...4096") }
        guard UInt32(exactly: paddingID) != nil else { throw .badModel("\(paddingID) is no token that fills up") }
    }
}
