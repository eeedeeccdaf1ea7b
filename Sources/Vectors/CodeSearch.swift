/// A search that reads compact codes first, and of the table only the rows that these could not rule out.
struct CodeSearch {
    private let pass: FloatPass
    private let codes: CompactCodes
    private let queries: [CodeQuery]
    private let filter: RowFilter
    private let threads: Int

    /// Codes that leave more than this share of the rows are not worth while: reading the table in order is faster.
    private static let worthwhile = 0.2

    /// nil when codes cannot help: there are none, they are damaged, a query has a balance, or most rows are wanted anyway.
    init?(index: VectorIndex, pass: FloatPass, filter: RowFilter, threads: Int) {
        guard let codes = index.codes, pass.count * 20 < filter.count, codes.isIntact else { return nil }
        let queries = pass.queries.compactMap { CodeQuery($0, codes) }
        guard queries.count == pass.queries.count else { return nil }
        (self.pass, self.codes, self.queries, self.filter, self.threads) = (pass, codes, queries, filter, threads)
    }

    /// nil when the codes rule out too few rows.
    func run(_ report: inout VectorIndex.Report) -> [[[Neighbor]]]? {
        let result = CodePass(codes: codes, queries: queries, metrics: pass.metrics, count: pass.count).run(filter, threads: threads)
        report.bytesRead += result.bytesRead
        var found: [[[Neighbor]]] = []
        for (q, lists) in result.shortlists.enumerated() {
            guard let neighbors = rank(lists, pass.queries[q], &report) else { return nil }
            found.append(neighbors)
        }
        report.usedCodes = true
        return found
    }

    /// Reads the rows that one query's shortlists (by metric, the most promising first) leave.
    private func rank(
        _ lists: [[Shortlist.Candidate]], _ query: PreparedQuery, _ report: inout VectorIndex.Report
    ) -> [[Neighbor]]? {
        let pass = FloatPass(table: pass.table, queries: [query], metrics: pass.metrics, count: pass.count)
        // The most promising rows first: what they cost shows how many of the others matter.
        var seen = Set<UInt32>()
        for list in lists { seen.formUnion(list.prefix(2 * pass.count).lazy.map(\.row)) }
        let first = pass.run(seen.sorted(), threads: threads)
        let limits = lists.indices.map { m in
            Shortlist.limit(of: first.map { $0.collectors[m].shortlist }, count: pass.count)
        }
        var rest = Set<UInt32>()
        for (list, limit) in zip(lists, limits) {
            for candidate in list.dropFirst(2 * pass.count) {
                if candidate.lower > limit { break }
                if !seen.contains(candidate.row) { rest.insert(candidate.row) }
            }
        }
        let read = seen.count + rest.count
        guard Double(read) <= Self.worthwhile * Double(filter.count) else { return nil }
        report.rowsRead += read
        report.bytesRead += read * pass.table.dimensions * MemoryLayout<Float>.size
        let second = pass.run(rest.sorted(), threads: threads, ceilings: [limits])
        return Decision(pass: pass).neighbors(first + second, threads: threads)[0]
    }
}
