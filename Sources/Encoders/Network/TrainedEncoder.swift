import Basics
import Foundation
import Heads
import Pictures

/// A trained head on its body: what `manifest.json` of such an encoder holds.
public struct HeadManifest: Codable, Hashable, Sendable {
    /// Tells it from a network's manifest.
    public let kind: Kind
    /// The encoder's.
    public let name: String
    /// What it was trained on.
    public let body: BodyReference
    /// The head's file, beside the manifest.
    public let head: String
    /// SHA-256 of the head's file.
    public let sha256: String
    /// Which output is the vector.
    public let embed: HeadOutput
    /// The length of its vectors.
    public let dimensions: Int
    /// The classes' names, by their number.
    public let classes: [String]
    /// One line for people.
    public let summary: String

    /// The only one there is.
    public enum Kind: String, Codable, Sendable { case trainedHead = "trained-head" }

    /// The identity that a catalog records: it changes with the body, the head, and the output that is taken.
    public var identity: EncoderIdentity {
        let parts = [body.version, body.sha256 ?? "", body.map ?? "", sha256, embed.rawValue]
        return EncoderIdentity(name: name, version: String(SHA256.hex(of: parts.joined(separator: "\n")).prefix(12)), dimensions: dimensions)
    }

    static let headFile = "head.safetensors"
    /// What happened in the training, beside the manifest; for reports.
    public static let recordFile = "training.json"

    func validate() throws(EncoderError) {
        try EncoderManifest.requireName(name)
        guard head == Self.headFile else { throw .badHead("the file \(head.debugDescription) is not \(Self.headFile)") }
        guard (1...1_000_000).contains(dimensions), classes.count >= 2 else {
            throw .badHead("\(dimensions) dimensions, \(classes.count) classes; at least 1 and 2 are required")
        }
    }

    static func read(_ file: URL) throws(EncoderError) -> HeadManifest {
        guard let data = try? Data(contentsOf: file) else { throw .file(path: file.path, reason: "cannot be read") }
        guard let manifest = try? JSON.decode(HeadManifest.self, from: data) else {
            throw .badManifest(path: file.path, reason: "a field of a trained head's manifest is missing or of the wrong type")
        }
        do { try manifest.validate() } catch { throw .badManifest(path: file.path, reason: error.description) }
        return manifest
    }

    /// Whether a manifest is of this kind.
    static func isOne(_ file: URL) -> Bool {
        struct Kind: Decodable { let kind: String? }
        guard let data = try? Data(contentsOf: file) else { return false }
        return (try? JSON.decode(Kind.self, from: data))?.kind == HeadManifest.Kind.trainedHead.rawValue
    }
}

/// Encodes pictures by a body and a head that was trained on it. Thread-safe.
public final class TrainedEncoder: Encoder {
    public let identity: EncoderIdentity
    /// What it was opened by.
    public let manifest: HeadManifest
    /// Makes the features.
    public let body: Body
    /// Makes the vector from the features.
    public let head: Head
    public var preferredSide: Int { body.encoder.preferredSide }
    public var batchSize: Int { body.encoder.batchSize }
    public var runSize: Int { body.encoder.runSize }

    init(_ manifest: HeadManifest, body: Body, head: Head) {
        (self.manifest, self.body, self.head) = (manifest, body, head)
        identity = manifest.identity
    }

    public func encode(_ pictures: [Raster]) throws -> [Float] { try vectors(of: body.encoder.encode(pictures)) }

    public func begin(_ pictures: [Raster], waits: Bool) throws -> PendingVectors? {
        try body.encoder.begin(pictures, waits: waits).map { features in { try self.vectors(of: features()) } }
    }

    private func vectors(of features: [Float]) throws -> [Float] {
        guard !features.isEmpty else { return [] }
        let vectors = head.outputs(manifest.embed, of: features)
        if let index = vectors.firstIndex(where: { !$0.isFinite }) {
            throw EncoderError.notFinite(encoder: identity.name, picture: index / identity.dimensions)
        }
        return vectors
    }
}

extension EncoderStore {
    /// Installs a trained head as an encoder; whatever happens, either the complete encoder is there or what was there before.
    ///
    /// - Parameters:
    ///   - record: what happened in the training, as JSON.
    ///   - replacing: whether an encoder of the same name gives way; only a trained one ever does.
    /// - Throws: `EncoderError.encoderExists`, `.badName` or `.file`.
    @discardableResult
    public func add(
        _ head: Head, on body: BodyReference, name: String, embed: HeadOutput, classes: [String], summary: String, record: Data, replacing: Bool
    ) throws(EncoderError) -> Entry {
        try requireFree(name, replacing: replacing)
        return try install(name, replacing: replacing) { folder in
            let file = folder.appendingPathComponent(HeadManifest.headFile)
            try head.write(to: file)
            let hash = SHA256()
            try MappedFile(model: file).withBytes { hash.update($0) }
            let manifest = HeadManifest(
                kind: .trainedHead, name: name, body: body, head: HeadManifest.headFile, sha256: hash.finish(), embed: embed,
                dimensions: head.dimensions(embed), classes: classes, summary: summary)
            try (JSON.encode(manifest, pretty: true) + Data("\n".utf8)).write(to: folder.appendingPathComponent("manifest.json"))
            try record.write(to: folder.appendingPathComponent(HeadManifest.recordFile))
            return .head(manifest)
        }
    }

    /// - Throws: `EncoderError.encoderExists` when a new encoder may not have this name, `.badName` when none may.
    public func requireFree(_ name: String, replacing: Bool = false) throws(EncoderError) {
        try EncoderManifest.requireName(name)
        let target = ownFolder.appendingPathComponent(name)
        guard name != DescriptorEncoder.name else { throw .encoderExists(name: name) }
        guard isOccupied(target) else { return }
        guard replacing, HeadManifest.isOne(target.appendingPathComponent("manifest.json")) else { throw .encoderExists(name: name) }
    }

    /// Opens a trained head with its body.
    func open(_ manifest: HeadManifest, in folder: URL) throws(EncoderError) -> TrainedEncoder {
        let file = folder.appendingPathComponent(manifest.head)
        let hash = SHA256()
        try MappedFile(model: file).withBytes { hash.update($0) }
        guard hash.finish() == manifest.sha256 else { throw .file(path: file.path, reason: "it is not the head that the manifest describes") }
        let head: Head
        do { head = try Head(contentsOf: file) } catch { throw .file(path: file.path, reason: "\(error)") }
        let body = try body(manifest.body, of: manifest.name)
        guard head.shape.inputs == body.encoder.identity.dimensions, head.dimensions(manifest.embed) == manifest.dimensions,
            head.shape.classes == manifest.classes.count
        else { throw .file(path: file.path, reason: "the head does not fit its body or its manifest") }
        return TrainedEncoder(manifest, body: body, head: head)
    }

    /// The trained encoder of a name.
    ///
    /// - Throws: `EncoderError.notTrained` for another kind of encoder.
    public func trained(_ name: String) throws(EncoderError) -> (manifest: HeadManifest, folder: URL) {
        let entry = try find(name)
        guard case .head(let manifest) = entry.kind else { throw .notTrained(name: name) }
        return (manifest, entry.folder)
    }
}
