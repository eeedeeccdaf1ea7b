import Pictures

extension SimilarityQuery {
    /// Where a picture is like the query, exactly: the cosine is a sum over the places of the map that the picture's vector is pooled from.
    ///
    /// - Parameters:
    ///   - vector: the picture's.
    ///   - seen: the part of the picture that the map covers.
    ///   - pulledBack: from weights of the vector's numbers to those of the pooled numbers, where a linear layer lies between the two; what that
    ///     adds to every picture alike lies in no place.
    public func maps(of map: PooledMap, vector: [Float], seen: Window, pulledBack: ([Float]) -> [Float] = { $0 }) -> SimilarityMaps {
        let similarities = similarities(of: vector[...])
        let maps = aspects.enumerated().map { place, aspect in
            let lengths = length(of: vector[...], by: aspect) * aspect.length
            var weights = [Float](repeating: 0, count: dimensions)
            if lengths > 0 {
                for (offset, value) in aspect.direction.enumerated() { weights[aspect.range.lowerBound + offset] = value / lengths }
            }
            return SimilarityMaps.Map(
                part: aspect.name, similarity: similarities[place].isFinite ? similarities[place] : 0,
                heat: HeatMap(width: map.side, height: map.side, shares: map.shares(of: pulledBack(weights))))
        }
        return SimilarityMaps(method: .shares, seen: seen, maps: maps)
    }
}
