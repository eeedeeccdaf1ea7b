/// The last step of a search: of the rows on the shortlists, in double, which are the nearest.
///
/// So the answer is that of an all-double search, whatever was used to make the shortlists, and does not depend on the
/// processor or on the number of threads.
struct Decision {
    let pass: FloatPass
    let buffers: SearchBuffers

    /// What one thread has found so far, by metric.
    final class PartialResult {
        fileprivate var nearest: ContiguousArray<TopK> = []
    }

    /// A query's neighbours by metric.
    ///
    /// - Parameters:
    ///   - partial: of a pass over rows; `later`: of one over other rows.
    func neighbors(
        query q: Int, among partial: ContiguousArray<FloatPass.PartialResult>, _ later: ContiguousArray<FloatPass.PartialResult>? = nil
    ) throws(SearchError) -> [[Neighbor]] {
        let marks = buffers.marks
        marks.removeAll()
        func shortlists(_ m: Int, _ body: (Shortlist) -> Void) {
            for all in [partial, later] {
                guard let all else { continue }
                for partial in all { body(partial.collectors[(q - partial.queries.lowerBound) * pass.metrics.count + m].shortlist) }
            }
        }
        for m in pass.metrics.indices {
            let limit = buffers.top.limit(count: pass.count) { shortlists(m, $0) }
            shortlists(m) { list in
                for candidate in list.candidates where !(candidate.lower > limit) { marks.insert(Int(candidate.row)) }
            }
        }
        return try nearest(of: marks.rows, pass.queries[q])
    }

    /// A query's neighbours by metric among all rows that may be found.
    func neighbors(query q: Int, of filter: RowFilter) throws(SearchError) -> [[Neighbor]] {
        try nearest(of: filter.list, pass.queries[q])
    }

    private func nearest(of rows: ContiguousArray<UInt32>, _ query: PreparedQuery) throws(SearchError) -> [[Neighbor]] {
        let (table, metrics, count) = (pass.table, pass.metrics, pass.count)
        for partial in buffers.decisions {
            while partial.nearest.count < metrics.count { partial.nearest.append(TopK(capacity: count)) }
            for m in metrics.indices { partial.nearest[m].begin(capacity: count) }
        }
        let wants = metrics.reduce(0) { $0 | $1.wantsExactly }
        try table.bring(rows.lazy.map { Int($0) })
        // A chunk takes about as long as another thread takes to join in.
        Workers.run(rows.count, chunk: max(1, (1 << 16) / table.dimensions), states: buffers.decisions) { partial, range in
            for i in range {
                let sums = query.sums(of: table.start + Int(rows[i]) * table.dimensions, wants: wants)
                for m in metrics.indices { partial.nearest[m].offer(cost: sums.cost(metrics[m], queryNorm: query.norm), row: rows[i]) }
            }
        }
        return metrics.indices.map { m in
            buffers.top.rows.begin(capacity: count)
            for partial in buffers.decisions { buffers.top.rows.merge(partial.nearest[m]) }
            return buffers.top.rows.sorted().map { Neighbor(row: Int($0.row), distance: metrics[m].distance(cost: $0.cost)) }
        }
    }
}
