extension VectorIndex {
    /// How far a vector is from a query under metrics, as a search reports it: in double, then rounded; nil where the vector holds NaN or
    /// infinity in a part that weighs more than 0.
    ///
    /// Cost: a look at both vectors; for hamming the table's bits too, which the first time may have to be made.
    ///
    /// - Parameter vector: of the table or from elsewhere, of as many numbers as it has dimensions.
    /// - Throws: `SearchError` as a search does.
    public func distances(from query: Query, to vector: [Float], metrics: [Metric]) throws(SearchError) -> [Float?] {
        guard vector.count == table.dimensions else { throw .dimensions(query: vector.count, table: table.dimensions) }
        let prepared = PreparedQuery(dimensions: table.dimensions)
        try prepared.take(query)
        let sums = vector.withUnsafeBufferPointer { $0.baseAddress.map(prepared.sums) } ?? Sums(dot: 0, norm: 0, squares: 0, absolutes: 0)
        return try metrics.map { (metric) throws(SearchError) in
            guard metric == .hamming else {
                let cost = sums.cost(metric, queryNorm: prepared.norm)
                return cost.isFinite ? metric.distance(cost: cost) : nil
            }
            guard vector.allSatisfy(\.isFinite) else { return nil }
            return Float(try medianBits.share(of: vector, differingFrom: prepared))
        }
    }
}

extension MedianBits {
    /// The (weighted) share of dimensions in which one of two vectors is above the median and the other is not.
    func share(of vector: [Float], differingFrom query: PreparedQuery) -> Double {
        var differing = 0.0, whole = 0.0
        for part in UnsafeBufferPointer(start: query.parts, count: query.partCount) {
            let weight = Double(part.weight)
            whole += weight * Double(part.end - part.begin)
            differing +=
                weight * Double((Int(part.begin)..<Int(part.end)).count { (Double(vector[$0]) > medians[$0]) != (query.exact[$0] > medians[$0]) })
        }
        return whole == 0 ? differing : differing / whole
    }
}
