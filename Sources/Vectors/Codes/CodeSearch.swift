/// A search that reads compact codes first, and of the table only the rows that these could not rule out.
///
/// Where there are sketches and they tell something of all the metrics, they come first: what the rows cost that look most promising by
/// them says what a row may cost that still matters, and only the few rows that they leave then have their codes read.
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
    func run(_ report: inout VectorIndex.Report) throws(SearchError) -> [[[Neighbor]]]? {
        let sketches = sketches
        codePass.begin(buffers.codePartials)
        if sketches == nil { report.bytesRead += codePass.run(filter, buffers.codePartials, asked: pass.queries.indices) }
        var found: [[[Neighbor]]] = []
        found.reserveCapacity(pass.queries.count)
        for q in pass.queries.indices {
            if let sketches { try shortlist(q, sketches, &report) }
            guard let neighbors = try rank(q, isLimited: sketches != nil, &report) else { return nil }
            found.append(neighbors)
        }
        report.usedCodes = true
        return found
    }

    /// The sketches, where they help.
    private var sketches: SketchGroups? {
        // They are read in groups, whose rows should be wanted.
        guard let sketches = SketchGroups(codePass.codes), pass.metrics.allSatisfy(\.hasSketches), filter.count * 8 >= filter.rows,
            pass.queries.allSatisfy(SketchQuery.takes)
        else { return nil }
        return sketches
    }

    /// Shortlists what the sketches leave for one query.
    private func shortlist(_ q: Int, _ sketches: SketchGroups, _ report: inout VectorIndex.Report) throws(SearchError) {
        buffers.sketched.take(pass.queries[q], sketches.directions)
        let sketchPass = SketchPass(
            sketches: sketches, query: buffers.sketched, metrics: ContiguousArray(pass.metrics), count: 2 * pass.count)
        report.bytesRead += sketchPass.run(filter, buffers.sketchPartials, buffers.likeness)
        let costs = try costsOfPromising(q, &report)
        for place in pass.metrics.indices { codePass.tighten(buffers.codePartials, query: q, place: place, to: costs[place]) }
        let sieve = SketchSieve(sketchPass, buffers.likeness, costs: costs)
        report.bytesRead += codePass.run(filter, buffers.codePartials, asked: q..<q + 1, sieve: sieve)
    }

    /// What the most promising rows of a pass over sketches say of what a row may cost that still matters, by metric.
    private func costsOfPromising(_ q: Int, _ report: inout VectorIndex.Report) throws(SearchError) -> ContiguousArray<Double> {
        let (marks, top) = (buffers.marks, buffers.top)
        marks.removeAll()
        for m in pass.metrics.indices {
            top.rows.begin(capacity: 2 * pass.count)
            for partial in buffers.sketchPartials { top.rows.merge(partial.promising[m]) }
            for entry in top.rows.entries { marks.insert(Int(entry.row)) }
        }
        report.bytesRead += marks.rows.count * pass.table.dimensions * MemoryLayout<Float>.size
        pass.begin(buffers.floatPartials, queries: q..<q + 1)
        try pass.run(marks.rows[...], buffers.floatPartials)
        return ContiguousArray(
            pass.metrics.indices.map { m in
                top.limit(count: pass.count) { for partial in buffers.floatPartials { $0(partial.collectors[m].shortlist) } }
            })
    }

    /// Reads the rows that one query's shortlists leave.
    ///
    /// - Parameter isLimited: whether it is known already what a row may cost that still matters.
    private func rank(_ q: Int, isLimited: Bool, _ report: inout VectorIndex.Report) throws(SearchError) -> [[Neighbor]]? {
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
            if isLimited { continue }
            top.rows.begin(capacity: 2 * pass.count)
            shortlists(m) { list in
                for candidate in list.candidates where !(candidate.lower > limit) { top.rows.offer(cost: candidate.lower, row: candidate.row) }
            }
            for entry in top.rows.entries { marks.insert(Int(entry.row)) }
        }
        pass.begin(buffers.floatPartials, queries: q..<q + 1)
        let first = marks.rows.count
        try pass.run(marks.rows[..<first], buffers.floatPartials)
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
        try pass.run(marks.rows[first...], buffers.laterPartials)
        return try Decision(pass: pass, buffers: buffers).neighbors(query: q, among: buffers.floatPartials, buffers.laterPartials)
    }
}
