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
        var prepared: [PreparedQuery] = []
        for query in queries { prepared.append(try PreparedQuery(query, dimensions: dimensions)) }
        let scan = ExactScan(
            table: self, queries: prepared, metrics: metrics, count: max(0, min(count, rows)),
            rows: RowFilter(rows: rows, allowed: allowed, excluding: excluding))
        return scan.run(threads: threads ?? Workers.available)
    }
}
