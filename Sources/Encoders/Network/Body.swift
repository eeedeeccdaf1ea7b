import Foundation
import Pictures

/// Which network a head was trained on, by its content.
public struct BodyReference: Codable, Hashable, Sendable {
    /// The encoder's name when the head was trained; it may have another one now.
    public let name: String
    /// The encoder's version: its settings and the model that it was installed from.
    public let version: String
    /// SHA-256 of the installed model's bytes; nil for the descriptor, which is code.
    public let sha256: String?
    /// The feature map that the features are pooled from; nil where they are the encoder's vector.
    public let map: String?
}

/// A frozen encoder that heads are trained on: its last feature map pooled by maximum and by mean, or its vector.
public struct Body: Sendable {
    /// Which network it is.
    public let reference: BodyReference
    /// Its vectors are the features.
    public let encoder: any Encoder
    private let model: URL?
    private let manifest: EncoderManifest?

    init(_ reference: BodyReference, encoder: any Encoder, manifest: EncoderManifest? = nil, model: URL? = nil) {
        (self.reference, self.encoder, self.manifest, self.model) = (reference, encoder, manifest, model)
    }

    /// The part of a picture that the feature map sees; larger than the picture where that is padded.
    public func window(ofWidth width: Int, height: Int) -> Window {
        guard let manifest else { return .all }
        let seen = manifest.preprocessing.window(ofWidth: width, height: height)
        return manifest.maps.first { $0.tensor == reference.map }.map { seen.part($0.window) } ?? seen
    }

    /// The feature map as it is, as an encoder of its own whose vectors are channel after channel, row after row; nil without a map.
    public func mapEncoder() throws(EncoderError) -> (any Encoder)? {
        guard let map = reference.map, var manifest, let model else { return nil }
        (manifest.layer, manifest.pooling, manifest.dimensions, manifest.parts) = (map, .flatten, 0, [])
        return try OpenVINOEncoder(manifest, model: model)
    }
}

extension EncoderStore {
    /// Opens an encoder as a body.
    ///
    /// - Parameter map: the map to pool, by its name in the manifest or its tensor, where the rule of `OnnxOutline.featureMap` is not to
    ///   decide.
    /// - Throws: `EncoderError`, such as `.unsuitableBody` for a trained encoder. Cost: hashing the model, about 3 ms a megabyte, and
    ///   compiling it.
    public func body(_ name: String, map: String? = nil) throws(EncoderError) -> Body {
        if name == DescriptorEncoder.name {
            guard map == nil else { throw .unsuitableBody(name: name, reason: "it is not a network, so it has no tensor \(map!)") }
            let encoder = DescriptorEncoder()
            return Body(BodyReference(name: name, version: encoder.identity.version, sha256: nil, map: nil), encoder: encoder)
        }
        return try body(find(name), map: map, byRule: true)
    }

    /// The body that a head was trained on, found by its name, or else by its content under another name.
    ///
    /// - Throws: `EncoderError.bodyChanged` when there is none with the same content.
    public func body(_ reference: BodyReference, of head: String) throws(EncoderError) -> Body {
        if reference.sha256 == nil {
            let body = try body(reference.name)
            guard body.reference == reference else { throw .bodyChanged(head: head, body: reference.name, reason: "it has another version") }
            return body
        }
        let named = try? find(reference.name)
        let entries = ([named].compactMap(\.self) + list().encoders).filter { $0.network?.identity.version == reference.version }
        guard let entry = entries.first else {
            throw .bodyChanged(
                head: head, body: reference.name,
                reason: named == nil ? "it is no longer installed" : "its settings or its model differ from version \(reference.version)")
        }
        let body = try body(entry, map: reference.map, byRule: false)
        guard body.reference.sha256 == reference.sha256 else {
            throw .bodyChanged(head: head, body: entry.name, reason: "its model's bytes differ")
        }
        return body
    }

    private func body(_ entry: Entry, map: String?, byRule: Bool) throws(EncoderError) -> Body {
        guard let manifest = entry.network else {
            throw .unsuitableBody(name: entry.name, reason: "it is a trained head itself; train on its body instead")
        }
        let outline = try OnnxOutline(entry.model)
        let hash = try ModelHash.of(entry.model, outline: outline)
        func body(pooling map: String?) throws(EncoderError) -> Body {
            var pooled = manifest
            if let map { (pooled.layer, pooled.pooling, pooled.dimensions, pooled.parts) = (map, .maximumAndMean, 0, []) }
            let reference = BodyReference(name: entry.name, version: manifest.identity.version, sha256: hash, map: map)
            return Body(reference, encoder: try OpenVINOEncoder(pooled, model: entry.model), manifest: manifest, model: entry.model)
        }
        if let map { return try body(pooling: manifest.maps.first { $0.name == map }?.tensor ?? map) }
        guard byRule, let found = outline.featureMap(before: manifest.layer) else { return try body(pooling: nil) }
        do throws(EncoderError) {
            return try body(pooling: found)
        } catch {
            // Only a run tells that a network makes several pictures of each, so that its maps are not one per picture.
            guard case .unsuitableOutput = error else { throw error }
            return try body(pooling: nil)
        }
    }
}
