import Basics
import Foundation

/// The folder in which an image-text network is published: `config.json`, `preprocessor_config.json`, `tokenizer.json`, and the network in
/// two files or in one, of CLIP, FashionCLIP, SigLIP and their like.
public struct PublishedFolder: Sendable {
    /// The half that makes pictures' vectors; both halves where they are in one file.
    public let model: URL
    private let text: TextWishes
    private let preprocessing: Preprocessing
    private let summary: String

    /// Finds and reads the files, the networks themselves not.
    ///
    /// - Throws: `EncoderError`: which file is missing or what in it is not understood.
    public init(_ folder: URL) throws(EncoderError) {
        let (vision, text) = try Self.networks(in: folder)
        let tokenizer = folder.appendingPathComponent("tokenizer.json")
        let config = try Self.decode(NetworkConfig.self, at: folder.appendingPathComponent("config.json"))
        let pictures = try Self.decode(PictureConfig.self, at: folder.appendingPathComponent("preprocessor_config.json"))
        guard Self.isFile(tokenizer) else { throw Self.missing("tokenizer.json", in: folder) }
        do throws(EncoderError) { preprocessing = try pictures.preprocessing() } catch {
            throw .unsuitableFolder(path: folder.path, reason: "preprocessor_config.json: \(error.description)")
        }
        model = vision
        var wishes = TextWishes(model: text, tokenizer: tokenizer)
        wishes.publishedLength = config.text_config?.max_position_embeddings
        wishes.usualLength = config.isSigLIP ? 64 : 77
        wishes.masksPadding = !config.isSigLIP
        wishes.takesPooled = config.isSigLIP
        wishes.vocabularyCount = config.text_config?.vocab_size
        self.text = wishes
        summary =
            config.model_type.map { "\($0), from \(folder.standardizedFileURL.lastPathComponent)" } ?? folder.standardizedFileURL.lastPathComponent
    }

    /// What the folder says, and before it what a person wishes.
    public func wishes(over own: EncoderWishes) -> EncoderWishes {
        var wishes = own
        (wishes.text, wishes.published, wishes.summary) = (text, preprocessing, summary)
        return wishes
    }

    /// Two files or one, in `onnx` or beside the other files; never a variant of less precision that nobody asked for.
    private static func networks(in folder: URL) throws(EncoderError) -> (vision: URL, text: URL) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
            throw .file(path: folder.path, reason: "there is no such folder")
        }
        guard isFolder.boolValue else { throw .file(path: folder.path, reason: "not a folder") }
        let places = [folder.appendingPathComponent("onnx"), folder]
        for place in places {
            let (vision, text) = (place.appendingPathComponent("vision_model.onnx"), place.appendingPathComponent("text_model.onnx"))
            switch (isFile(vision), isFile(text)) {
            case (true, true): return (vision, text)
            case (true, false): throw missing(text.lastPathComponent, in: folder, place)
            case (false, true): throw missing(vision.lastPathComponent, in: folder, place)
            case (false, false): continue
            }
        }
        if let merged = places.map({ $0.appendingPathComponent("model.onnx") }).first(where: isFile) { return (merged, merged) }
        throw missing("onnx/vision_model.onnx with onnx/text_model.onnx, or onnx/model.onnx,", in: folder, places[0])
    }

    private static func isFile(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder.boolValue
    }

    /// - Parameter place: where other variants of a network may be, to be named.
    private static func missing(_ file: String, in folder: URL, _ place: URL? = nil) -> EncoderError {
        let names = place.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
        let variants = names.filter { $0.hasSuffix(".onnx") }.sorted().prefix(4)
        let hint = variants.isEmpty ? "" : "; it has \(variants.joined(separator: ", ")), which `vitrine encoders add FILE --text FILE` takes by hand"
        return .unsuitableFolder(path: folder.path, reason: "\(file) is missing\(hint)")
    }

    /// More than any of these files has.
    private static let largestConfig = 1 << 20

    /// A small file of JSON.
    ///
    /// - Throws: `EncoderError.file` with the part that is not as it has to be.
    static func decode<Value: Decodable>(_ type: Value.Type, at url: URL) throws(EncoderError) -> Value {
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw missing(url.lastPathComponent, in: url.deletingLastPathComponent())
        }
        let file = try MappedFile(model: url)
        guard file.bytes.count <= largestConfig else { throw .file(path: url.path, reason: "it is larger than \(largestConfig >> 20) MiB") }
        do {
            return try JSON.decode(type, from: file.withBytes { Data($0) })
        } catch {
            throw .file(path: url.path, reason: EncoderManifest.reason(error))
        }
    }
}

/// The parts of `config.json` that matter here; networks leave out what is usual of their kind.
private struct NetworkConfig: Decodable {
    struct Text: Decodable {
        let max_position_embeddings: Int?
        let vocab_size: Int?
    }

    let model_type: String?
    let text_config: Text?

    var isSigLIP: Bool { model_type?.utf8.starts(with: "siglip".utf8) ?? false }
}
