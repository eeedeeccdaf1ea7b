import Pictures

/// A named part of a vector, such as print or garment: the half-open range of its dimensions.
public struct VectorPart: Codable, Hashable, Sendable {
    /// What people call it, such as "colour".
    public let name: String
    /// The first dimension.
    public let from: Int
    /// The dimension behind the last one.
    public let to: Int

    public init(name: String, from: Int, to: Int) {
        self.name = name
        self.from = from
        self.to = to
    }
}

/// Says which encoder made a vector. Vectors mix only when their identities are equal.
public struct EncoderIdentity: Codable, Hashable, Sendable {
    /// What people call it.
    public let name: String
    /// Changes whenever the same picture would give another vector: code, model bytes, layer, preprocessing, precision.
    public let version: String
    /// The length of a vector.
    public let dimensions: Int
    /// Named ranges of a vector, if it has any.
    public let parts: [VectorPart]

    public init(name: String, version: String, dimensions: Int, parts: [VectorPart] = []) {
        self.name = name
        self.version = version
        self.dimensions = dimensions
        self.parts = parts
    }
}

/// Turns pictures into vectors. The seam for networks: whoever conforms can index a catalog.
public protocol Encoder: Sendable {
    var identity: EncoderIdentity { get }

    /// The picture size at which decoding loses nothing for this encoder: the shorter side, in pixels.
    var preferredSide: Int { get }

    /// How many pictures make a good batch.
    var batchSize: Int { get }

    /// How many pictures `begin` takes at most.
    var runSize: Int { get }

    /// Encodes pictures, in order.
    ///
    /// - Returns: `pictures.count * identity.dimensions` values, picture after picture, all finite.
    func encode(_ pictures: [Raster]) throws -> [Float]

    /// Begins to encode at most `runSize` pictures, so that the caller may prepare the next ones meanwhile.
    ///
    /// - Parameter waits: whether the caller has nothing else under way that it could finish first; only then it is waited for an encoder that
    ///   is busy, for two callers could wait for each other.
    /// - Returns: what waits for the vectors, to be called at most once; nil where the encoder is busy.
    func begin(_ pictures: [Raster], waits: Bool) throws -> PendingVectors?
}

/// Waits for vectors that an encoder is making. Where nobody asks, they are given up.
public typealias PendingVectors = () throws -> [Float]

/// An encoder that works in its caller's thread has one run under way at most.
extension Encoder {
    public var runSize: Int { batchSize }

    public func begin(_ pictures: [Raster], waits: Bool) throws -> PendingVectors? {
        guard waits else { return nil }
        let vectors = try encode(pictures)
        return { vectors }
    }
}
