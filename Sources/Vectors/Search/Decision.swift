/// The last step of a search: of the rows on the shortlists, in double, which are the nearest.
///
/// So the answer is that of an all-double search, whatever was used to make the shortlists, and does not depend on the
/// processor or on the number of threads.
struct Decision {
    let pass: FloatPass
    let room: SearchRoom

    /// What one thread has found so far, by metric.
    final class Findings {
        fileprivate var nearest: ContiguousArray<TopK> = []
    }

    /// A query's neighbours by metric.
    ///
    /// - Parameters:
    ///   - findings: of a pass over rows; `later`: of one over other rows.
    func neighbors(
        query q: Int, among findings: ContiguousArray<FloatPass.Findings>, _ later: ContiguousArray<FloatPass.Findings>? = nil
    ) -> [[Neighbor]] {
        let marks = room.marks
        marks.removeAll()
        func shortlists(_ m: Int, _ body: (Shortlist) -> Void) {
            for all in [findings, later] {
                guard let all else { continue }
                for findings in all { body(findings.collectors[(q - findings.queries.lowerBound) * pass.metrics.count + m].shortlist) }
            }
        }
        for m in pass.metrics.indices {
            let limit = room.top.limit(count: pass.count) { shortlists(m, $0) }
            shortlists(m) { list in
                for candidate in list.candidates where !(candidate.lower > limit) { marks.insert(Int(candidate.row)) }
            }
        }
        return nearest(of: marks.rows, pass.queries[q])
    }

    private func nearest(of rows: ContiguousArray<UInt32>, _ query: PreparedQuery) -> [[Neighbor]] {
        let (table, metrics, count) = (pass.table, pass.metrics, pass.count)
        for findings in room.decisions {
            while findings.nearest.count < metrics.count { findings.nearest.append(TopK(capacity: count)) }
            for m in metrics.indices { findings.nearest[m].begin(capacity: count) }
        }
        Workers.run(rows.count, chunk: 256, states: room.decisions) { findings, range in
            for i in range {
                let sums = query.sums(of: table.start + Int(rows[i]) * table.dimensions)
                for m in metrics.indices { findings.nearest[m].offer(cost: sums.cost(metrics[m], queryNorm: query.norm), row: rows[i]) }
            }
        }
        return metrics.indices.map { m in
            room.top.rows.begin(capacity: count)
            for findings in room.decisions { room.top.rows.merge(findings.nearest[m]) }
            return room.top.rows.sorted().map { Neighbor(row: Int($0.row), distance: metrics[m].distance(cost: $0.cost)) }
        }
    }
}
