extension VectorTable {
    /// The rows nearest to a vector under each of several metrics, exactly, in one pass over the table.
    ///
    /// Neighbours come by distance, ties by row. Rows that hold NaN or infinity (in a part that weighs more than 0) are
    /// nobody's neighbours. A zero vector has the cosine distance 1 from everything. Distances are computed in double and
    /// then rounded.
    ///
    /// - Parameters:
    ///   - vector: as many numbers as the table has dimensions.
    ///   - count: how many neighbours to find; fewer come back only when there are fewer rows.
    ///   - allowed: the only rows that may be found; nil: all.
    ///   - excluding: rows that may not be found.
    /// - Returns: a list of neighbours for each metric.
    /// - Throws: `SearchError` when the vector has other dimensions or holds NaN or infinity.
    public func nearest(
        to vector: [Float], metrics: [Metric], count: Int, among allowed: RowSet? = nil, excluding: Set<Int> = []
    ) throws(SearchError) -> [[Neighbor]] {
        try nearest(to: [Query(vector)], metrics: metrics, count: count, among: allowed, excluding: excluding)[0]
    }

    /// The same for several queries, still in one pass over the table.
    ///
    /// - Returns: for each query, a list of neighbours for each metric.
    public func nearest(
        to queries: [Query], metrics: [Metric], count: Int, among allowed: RowSet? = nil, excluding: Set<Int> = [],
        threads: Int? = nil
    ) throws(SearchError) -> [[[Neighbor]]] {
        try VectorIndex(self).nearest(
            to: queries, metrics: metrics, count: count, among: allowed, excluding: excluding, threads: threads)
    }
}
