import Basics
import Foundation
import Tokenizers

/// What a person or a published folder wants of the half that reads texts; whatever is nil comes from the files, then from what is usual.
public struct TextWishes: Sendable {
    /// The network's file; that of the pictures where both halves are in one.
    public var model: URL
    /// The `tokenizer.json`.
    public var tokenizer: URL
    /// The tensor that is the vector.
    public var layer: String?
    /// How many tokens a text has, as a person asks.
    public var contextLength: Int?
    /// The same as a published folder says.
    var publishedLength: Int?
    /// The same where neither the model nor the tokeniser says it.
    var usualLength: Int?
    /// The token that fills up, by its name.
    var paddingToken: String?
    /// Whether tokens that fill up are left out by the network, where it can be told.
    var masksPadding = true
    /// Whether the pooled outputs of both halves are their vectors.
    var takesPooled = true
    /// How many tokens the network is said to know.
    var vocabularyCount: Int?

    /// - Parameter tokenizer: the `tokenizer.json`, or the folder that has one.
    public init(model: URL, tokenizer: URL) {
        var isFolder: ObjCBool = false
        let isIn = FileManager.default.fileExists(atPath: tokenizer.path, isDirectory: &isFolder) && isFolder.boolValue
        (self.model, self.tokenizer) = (model, isIn ? tokenizer.appendingPathComponent("tokenizer.json") : tokenizer)
    }
}

/// The half of a network that reads texts, with everything decided, and why.
public struct TextPlan: Sendable {
    /// The network's file.
    public let model: URL
    /// The tokeniser's.
    public let tokenizer: URL
    /// Where the network is cut, and why there.
    public let layer: LayerChoice
    /// What the manifest will say of it.
    public let side: TextSide
    private let outline: OnnxOutline

    /// Reads the files and decides. Cost: hashing the model, reading the tokeniser.
    init(_ wishes: TextWishes) throws(EncoderError) {
        (model, tokenizer) = (wishes.model, wishes.tokenizer)
        let whole = try OnnxOutline(model)
        if let tensor = wishes.layer {
            try whole.requireTensor(tensor)
            layer = LayerChoice(tensor: tensor, reason: "as asked")
        } else {
            layer = try whole.jointOutput(of: .texts, takingPooled: wishes.takesPooled)
        }
        outline = try whole.half(of: layer.tensor)
        let inputs = try TextInputs(outline)
        let words: Tokenizer
        do { words = try Tokenizer(contentsOf: tokenizer) } catch { throw .tokenizer(error.description) }
        let settings = TokenizerSettings(besides: tokenizer)
        if let fixed = inputs.fixedLength, let asked = wishes.contextLength, asked != fixed {
            throw .unsuitableText(path: model.path, reason: "it reads texts of \(fixed) tokens, not of \(asked); leave --context-length out")
        }
        let asked = inputs.fixedLength ?? wishes.contextLength ?? wishes.publishedLength
        guard let length = asked ?? settings.length ?? words.truncation?.length ?? wishes.usualLength else {
            throw .unsuitableText(path: model.path, reason: "nothing says how many tokens it reads; give --context-length, 77 for CLIP")
        }
        let names = [wishes.paddingToken, settings.paddingToken].compactMap(\.self)
        let usual = ["<pad>", "[PAD]", "<|endoftext|>", "</s>"]
        let padding = names.compactMap(words.id).first ?? words.padding?.id ?? usual.compactMap(words.id).first
        guard let padding else { throw .tokenizer("\(tokenizer.path) has no token to fill texts up with") }
        side = TextSide(
            sha256: try ModelHash.of(model, outline: outline), layer: layer.tensor, contextLength: length, paddingID: padding,
            masksPadding: wishes.masksPadding)
        try side.validate()
        _ = try TextEncoder.tokenizer(tokenizer, of: side, vocabularyCount: inputs.vocabularyCount ?? wishes.vocabularyCount)
    }

    /// Loads it, as a trial.
    func makeEncoder(dimensions: Int) throws(EncoderError) -> TextEncoder {
        try TextEncoder(side, model: model, tokenizer: tokenizer, dimensions: dimensions)
    }

    /// Copies it, cut, with its weight files and its tokeniser, into an encoder's folder.
    func write(into encoder: URL) throws {
        let folder = TextSide.folder(in: encoder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        _ = try CutModel.write(model, outline: outline, layer: side.layer, into: folder, linking: false)
        let file = TextSide.tokenizer(in: encoder)
        try MappedFile(model: tokenizer).withBytes { try Data($0).write(to: file) }
    }
}

/// What `tokenizer_config.json` beside a tokeniser says, as far as it can be read; files by hand have none.
struct TokenizerSettings {
    private(set) var paddingToken: String?
    private(set) var length: Int?

    private struct File: Decodable {
        let pad_token: Token?
        let model_max_length: Double?
    }

    /// A token's text, or an object with it.
    private struct Token: Decodable {
        let text: String

        private enum Keys: String, CodingKey { case content }

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                self.text = text
            } else {
                text = try decoder.container(keyedBy: Keys.self).decode(String.self, forKey: .content)
            }
        }
    }

    init(besides tokenizer: URL) {
        let url = tokenizer.deletingLastPathComponent().appendingPathComponent("tokenizer_config.json")
        guard let file = try? PublishedFolder.decode(File.self, at: url) else { return }
        paddingToken = file.pad_token?.text
        // Where there is no limit, a number stands there that no text could have.
        length = file.model_max_length.flatMap(Int.init(exactly:)).flatMap { TextSide.contextLengths.contains($0) ? $0 : nil }
    }
}
