/// A search that reads compact codes first, and of the table only the rows that these could not rule out.
struct CodeSearch {
    private let pass: FloatPass
    private let codePass: CodePass
    private let filter: RowFilter
    private let buffers: SearchBuffers

    /// Codes that leave more than this share of the rows are not worth while: reading the table in order is faster.
    private static let worthwhile = 0.2

    /// nil when codes cannot help: there are none, they are damaged, a query has a balance, or most rows are wanted anyway.
    init?(_ codes: CompactCodes?, pass: FloatPass, filter: RowFilter, buffers: SearchBuffers) {
        guard let codes, pass.count * 20 < filter.count, codes.isIntact, let queries = buffers.coded(pass.queries, codes) else { return nil }
        codePass = CodePass(codes: codes, queries: queries, metrics: pass.metrics, count: pass.count)
        (self.pass, self.filter, self.buffers) = (pass, filter, buffers)
    }

    /// nil when the codes rule out too few rows.
    func run(_ report: inout VectorIndex.Report) -> [[[Neighbor]]]? {
        report.bytesRead += codePass.run(filter, buffers.codePartials)
        var found: [[[Neighbor]]] = []
        found.reserveCapacity(pass.queries.count)
        for q in pass.queries.indices {
            guard let neighbors = rank(q, &report) else { return nil }
            found.append(neighbors)
        }
        report.usedCodes = true
        return found
    }

    /// Reads the rows that one query's shortlists leave.
    private func rank(_ q: Int, _ report: inout VectorIndex.Report) -> [[Neighbor]]? {
        let (metrics, marks, top) = (pass.metrics, buffers.marks, buffers.top)
        func shortlists(_ m: Int, _ body: (Shortlist) -> Void) {
            for partial in buffers.codePartials { body(partial.collectors[q * metrics.count + m].shortlist) }
        }
        marks.removeAll()
        // The most promising rows first: what they cost shows how many of the others matter.
        buffers.limits.removeAll(keepingCapacity: true)
        for m in metrics.indices {
            let limit = top.limit(count: pass.count) { shortlists(m, $0) }
            buffers.limits.append(limit)
            top.rows.begin(capacity: 2 * pass.count)
            shortlists(m) { list in
                for candidate in list.candidates where !(candidate.lower > limit) { top.rows.offer(cost: candidate.lower, row: candidate.row) }
            }
            for entry in top.rows.entries { marks.insert(Int(entry.row)) }
        }
        pass.begin(buffers.floatPartials, queries: q..<q + 1)
        let first = marks.rows.count
        pass.run(marks.rows[..<first], buffers.floatPartials)
        for m in metrics.indices {
            let limit = top.limit(count: pass.count) { for partial in buffers.floatPartials { $0(partial.collectors[m].shortlist) } }
            buffers.limits[m] = min(buffers.limits[m], limit)
            let most = buffers.limits[m]
            shortlists(m) { list in
                for candidate in list.candidates where !(candidate.lower > most) { marks.insert(Int(candidate.row)) }
            }
        }
        let read = marks.rows.count
        guard Double(read) <= Self.worthwhile * Double(filter.count) else { return nil }
        report.rowsRead += read
        report.bytesRead += read * pass.table.dimensions * MemoryLayout<Float>.size
        pass.begin(buffers.laterPartials, queries: q..<q + 1, ceilings: buffers.limits)
        pass.run(marks.rows[first...], buffers.laterPartials)
        return Decision(pass: pass, buffers: buffers).neighbors(query: q, among: buffers.floatPartials, buffers.laterPartials)
    }
}
