import Basics
import Foundation
import Pictures

/// What turns a model file into an encoder: kept as `manifest.json` beside the model.
public struct EncoderManifest: Codable, Hashable, Sendable {
    /// The encoder's.
    public var name: String
    /// The model's file name, in the manifest's folder.
    public var model: String
    /// SHA-256 of the model's bytes before the cut, and of its separate weight files in order.
    public var sha256: String
    /// The tensor that is the vector.
    public var layer: String
    /// How a picture becomes the network's input.
    public var preprocessing: Preprocessing
    /// How the tensor becomes a vector.
    public var pooling: Pooling
    /// What the network computes in.
    public var precision: Precision
    /// Length of a vector.
    public var dimensions: Int
    /// Named ranges of the vector, if it is made of several.
    public var parts: [VectorPart]
    /// Feature maps that heads can be trained on, where the network has several.
    public var maps: [FeatureMap]
    /// The half of an image-text network that reads texts; nil where there is none. It moves no picture's vector.
    public var text: TextSide?
    /// What it is and where it comes from, for people.
    public var summary: String

    public init(
        name: String, model: String = "model.onnx", sha256: String, layer: String, preprocessing: Preprocessing,
        pooling: Pooling = .mean, precision: Precision = .f32, dimensions: Int, parts: [VectorPart] = [],
        maps: [FeatureMap] = [], text: TextSide? = nil, summary: String = ""
    ) {
        self.name = name
        self.model = model
        self.sha256 = sha256
        self.layer = layer
        self.preprocessing = preprocessing
        self.pooling = pooling
        self.precision = precision
        self.dimensions = dimensions
        self.parts = parts
        self.maps = maps
        self.text = text
        self.summary = summary
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        model = try values.decode(String.self, forKey: .model)
        sha256 = try values.decode(String.self, forKey: .sha256)
        layer = try values.decode(String.self, forKey: .layer)
        preprocessing = try values.decode(Preprocessing.self, forKey: .preprocessing)
        pooling = try values.decodeIfPresent(Pooling.self, forKey: .pooling) ?? .mean
        precision = try values.decodeIfPresent(Precision.self, forKey: .precision) ?? .f32
        dimensions = try values.decode(Int.self, forKey: .dimensions)
        parts = try values.decodeIfPresent([VectorPart].self, forKey: .parts) ?? []
        maps = try values.decodeIfPresent([FeatureMap].self, forKey: .maps) ?? []
        text = try values.decodeIfPresent(TextSide.self, forKey: .text)
        summary = try values.decodeIfPresent(String.self, forKey: .summary) ?? ""
    }

    /// The identity that a catalog records. Its version is 12 digits of a hash over all that moves a vector: the
    /// model's bytes, layer, preprocessing, pooling, precision.
    public var identity: EncoderIdentity {
        let settings = [
            sha256, layer, pooling.rawValue, precision.rawValue, "\(preprocessing.size)", preprocessing.resize.rawValue,
            "\(preprocessing.shorterSide)", preprocessing.filter.rawValue, preprocessing.channels.rawValue,
            preprocessing.range.rawValue, "\(preprocessing.means)", "\(preprocessing.deviations)",
        ]
        let version = SHA256.hex(of: settings.joined(separator: "\n")).prefix(12)
        return EncoderIdentity(name: name, version: String(version), dimensions: dimensions, parts: parts)
    }

    /// What is in a model that this describes; of one that reads texts too, the half that makes pictures' vectors.
    ///
    /// - Throws: `EncoderError`, such as `.unknownTensor` for a layer that is not there.
    func outline(of model: URL) throws(EncoderError) -> OnnxOutline {
        let outline = try OnnxOutline(model)
        guard text == nil else { return try outline.half(of: layer) }
        try outline.requireTensor(layer)
        return outline
    }

    /// Reads and checks a manifest.
    ///
    /// - Throws: `EncoderError.badManifest`, or `.file` where there is none.
    public static func read(_ file: URL) throws(EncoderError) -> EncoderManifest {
        let data: Data
        do { data = try Data(contentsOf: file) } catch { throw .file(path: file.path, reason: "cannot be read") }
        let manifest: EncoderManifest
        do {
            manifest = try JSON.decode(EncoderManifest.self, from: data)
        } catch {
            throw .badManifest(path: file.path, reason: reason(error))
        }
        do { try manifest.validate() } catch { throw .badManifest(path: file.path, reason: error.description) }
        return manifest
    }

    /// Writes the manifest as JSON that people can read and compare.
    public func write(to file: URL) throws(EncoderError) {
        do {
            try Draft.write(JSON.encode(self, pretty: true) + Data("\n".utf8), to: file)
        } catch {
            throw .file(path: file.path, reason: plainReason(error))
        }
    }

    func validate() throws(EncoderError) {
        try Self.requireName(name)
        try preprocessing.validate()
        guard !model.isEmpty, !model.utf8.contains(UInt8(ascii: "/")), model != "..", model != "." else {
            throw .badModel("\(model.debugDescription) is not a file name")
        }
        guard (1...1_000_000).contains(dimensions) else { throw .badModel("\(dimensions) dimensions are not in 1...1000000") }
        for part in parts where part.from < 0 || part.to <= part.from || part.to > dimensions {
            throw .badModel("part \(part.name) is not inside the vector")
        }
        for map in maps where !map.window.isInside {
            throw .badModel("the window of map \(map.name) is not inside the picture")
        }
        try text?.validate()
    }

    /// Names become folders and command line arguments.
    static func requireName(_ name: String) throws(EncoderError) {
        let letters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        guard let first = name.utf8.first, letters.contains(first), name.utf8.count <= 64,
            name.utf8.allSatisfy({ letters.contains($0) || "._-".utf8.contains($0) })
        else { throw .badName(name) }
    }

    static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "\(key.stringValue) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has the wrong type"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has an unknown value"
        default: "it is not JSON"
        }
    }
}
