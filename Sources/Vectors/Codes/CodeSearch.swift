/// A search that reads compact codes first, and of the table only the rows that these could not rule out.
struct CodeSearch {
    private let pass: FloatPass
    private let codePass: CodePass
    private let filter: RowFilter
    private let room: SearchRoom

    /// Codes that leave more than this share of the rows are not worth while: reading the table in order is faster.
    private static let worthwhile = 0.2

    /// nil when codes cannot help: there are none, they are damaged, a query has a balance, or most rows are wanted anyway.
    init?(_ codes: CompactCodes?, pass: FloatPass, filter: RowFilter, room: SearchRoom) {
        guard let codes, pass.count * 20 < filter.count, codes.isIntact, let queries = room.coded(pass.queries, codes) else { return nil }
        codePass = CodePass(codes: codes, queries: queries, metrics: pass.metrics, count: pass.count)
        (self.pass, self.filter, self.room) = (pass, filter, room)
    }

    /// nil when the codes rule out too few rows.
    func run(_ report: inout VectorIndex.Report) -> [[[Neighbor]]]? {
        report.bytesRead += codePass.run(filter, room.codeFindings)
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
        let (metrics, marks, top) = (pass.metrics, room.marks, room.top)
        func shortlists(_ m: Int, _ body: (Shortlist) -> Void) {
            for findings in room.codeFindings { body(findings.collectors[q * metrics.count + m].shortlist) }
        }
        marks.removeAll()
        // The most promising rows first: what they cost shows how many of the others matter.
        room.limits.removeAll(keepingCapacity: true)
        for m in metrics.indices {
            let limit = top.limit(count: pass.count) { shortlists(m, $0) }
            room.limits.append(limit)
            top.rows.begin(capacity: 2 * pass.count)
            shortlists(m) { list in
                for candidate in list.candidates where !(candidate.lower > limit) { top.rows.offer(cost: candidate.lower, row: candidate.row) }
            }
            for entry in top.rows.entries { marks.insert(Int(entry.row)) }
        }
        pass.begin(room.floatFindings, queries: q..<q + 1)
        let first = marks.rows.count
        pass.run(marks.rows[..<first], room.floatFindings)
        for m in metrics.indices {
            let limit = top.limit(count: pass.count) { for findings in room.floatFindings { $0(findings.collectors[m].shortlist) } }
            room.limits[m] = min(room.limits[m], limit)
            let most = room.limits[m]
            shortlists(m) { list in
                for candidate in list.candidates where !(candidate.lower > most) { marks.insert(Int(candidate.row)) }
            }
        }
        let read = marks.rows.count
        guard Double(read) <= Self.worthwhile * Double(filter.count) else { return nil }
        report.rowsRead += read
        report.bytesRead += read * pass.table.dimensions * MemoryLayout<Float>.size
        pass.begin(room.laterFindings, queries: q..<q + 1, ceilings: room.limits)
        pass.run(marks.rows[first...], room.laterFindings)
        return Decision(pass: pass, room: room).neighbors(query: q, among: room.floatFindings, room.laterFindings)
    }
}
