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
                heat: HeatMap(width: map.side, height: map.side, shares: inPicture(map.shares(of: pulledBack(weights)), side: map.side, seen: seen)))
        }
        return SimilarityMaps(method: .shares, seen: seen, maps: maps)
    }

    /// The shares of what a picture was padded with lie in no place of it.
    private func inPicture(_ shares: [Float], side: Int, seen: Window) -> [Float] {
        shares.enumerated().map { place, share in
            let x = seen.x + (Double(place % side) + 0.5) / Double(side) * seen.width
            let y = seen.y + (Double(place / side) + 0.5) / Double(side) * seen.height
            return (0...1).contains(x) && (0...1).contains(y) ? share : 0
        }
    }
}
