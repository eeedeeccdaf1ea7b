/// The last step of a search: of the rows on the shortlists, in double, which are the nearest.
///
/// So the answer is that of an all-double search, whatever was used to make the shortlists, and does not depend on the
/// processor or on the number of threads.
struct Decision {
    let pass: FloatPass

    /// Neighbours by query, then by metric.
    func neighbors(_ findings: [FloatPass.Findings], threads: Int) -> [[[Neighbor]]] {
        pass.queries.indices.map { q in
            var rows = Set<UInt32>()
            for m in pass.metrics.indices {
                let lists = findings.map { $0.collectors[q * pass.metrics.count + m].shortlist }
                rows.formUnion(Shortlist.merged(lists, count: pass.count).lazy.map(\.row))
            }
            return nearest(of: Array(rows), query: pass.queries[q], threads: threads)
        }
    }

    private func nearest(of rows: [UInt32], query: PreparedQuery, threads: Int) -> [[Neighbor]] {
        let (table, metrics, count) = (pass.table, pass.metrics, pass.count)
        let found = Workers.run(
            rows.count, chunk: 256, threads: threads, state: { metrics.map { _ in TopK(capacity: count) } }
        ) { nearest, range in
            for row in rows[range] {
                let sums = query.sums(of: table.start + Int(row) * table.dimensions)
                for m in metrics.indices { nearest[m].offer(cost: sums.cost(metrics[m], queryNorm: query.norm), row: row) }
            }
        }
        return metrics.indices.map { m in
            TopK.merged(found.map { $0[m] }).map { Neighbor(row: Int($0.row), distance: metrics[m].distance(cost: $0.cost)) }
        }
    }
}

extension TopK {
    /// The k cheapest of several collections, in order.
    static func merged(_ all: [TopK]) -> ArraySlice<Entry> {
        all.flatMap(\.entries).sorted().prefix(all.first?.capacity ?? 0)
    }
}
