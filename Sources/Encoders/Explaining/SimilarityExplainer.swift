import Pictures
import Saliency

/// Says where pictures are like a vector by one encoder: exactly where its vectors are a pooling of a feature map, else by occlusion.
/// Thread-safe.
public struct SimilarityExplainer: Sendable {
    public let encoder: any Encoder
    private let map: LastMap?
    private let occlusion: Occlusion

    /// The fewest columns of a feature map that say where.
    private static let leastSide = 7
    /// How little a pooled map may differ from the vector, as their cosine: what float16 leaves.
    private static let likeness: Float = 0.9999

    /// - Parameters:
    ///   - store: where the encoder's network is looked for; nil: occlusion alone.
    ///   - occlusion: how places are covered.
    public init(_ encoder: any Encoder, in store: EncoderStore? = nil, occlusion: Occlusion = .standard) {
        (self.encoder, self.occlusion) = (encoder, occlusion)
        map = store.flatMap { $0.lastMap(of: encoder) }
    }

    /// Where a picture is like a vector.
    ///
    /// Cost: two runs of the network where its vectors are a pooling, else one for each cell of the occlusion.
    ///
    /// - Parameters:
    ///   - vector: by this encoder.
    ///   - weights: what each of its dimensions counts in the comparison of the whole; nil: all the same.
    ///   - isCancelled: whether nobody waits any more; asked between batches.
    /// - Returns: nil where it was given up.
    /// - Throws: what encoding throws.
    public func maps(
        of picture: Raster, likenessTo vector: [Float], weights: [Float]? = nil, isCancelled: () -> Bool = { false }
    ) throws -> SimilarityMaps? {
        let picture = reduced(picture),
            query = SimilarityQuery(vector, weights: weights, parts: encoder.identity.parts.map { ($0.name, $0.from..<$0.to) })
        if let map, let exact = try shares(of: picture, query, map) { return exact }
        // Half a batch keeps all requests of a network busy, and is sooner given up.
        return try occlusion.maps(of: picture, for: query, batch: encoder.batchSize / 2, isCancelled: isCancelled, encode: encoder.encode)
    }

    /// No larger than an encoder looks at: occlusion makes many copies.
    private func reduced(_ picture: Raster) -> Raster {
        let limit = max(512, 2 * encoder.preferredSide)
        guard max(picture.width, picture.height) > limit else { return picture }
        let size = picture.size(withLongerSide: limit)
        return picture.resized(width: size.width, height: size.height)
    }

    /// Nil where the vector turns out not to be a pooling of the map.
    private func shares(of picture: Raster, _ query: SimilarityQuery, _ map: LastMap) throws -> SimilarityMaps? {
        let values = try map.encoder.encode([picture]), features = try map.features.encode([picture])
        for pooling in PooledMap.Pooling.allCases {
            guard let pooled = PooledMap(values, pooledTo: features.count, pooling), pooled.side >= Self.leastSide,
                SimilarityQuery(features).similarity(of: pooled.pooled[...]) >= Self.likeness
            else { continue }
            guard let head = map.head else { return query.maps(of: pooled, vector: pooled.pooled, seen: map.window(of: picture)) }
            let vector = head.outputs(.firstLinear, of: features)
            return query.maps(of: pooled, vector: vector, seen: map.window(of: picture)) { head.gradient(ofFirstLinear: $0) }
        }
        return nil
    }
}
