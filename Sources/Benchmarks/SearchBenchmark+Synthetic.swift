import Basics
import Console
import Foundation
import Vectors

extension SearchBenchmark {
    /// Measures searches in vectors that are made up, in a temporary folder.
    package func runSynthetic(items: Int, dimensions: Int) throws -> Result {
        let draft = try DraftFolder.temporary("benchmark"), folder = draft.folder
        defer { withExtendedLifetime(draft) {} }
        let url = folder.appendingPathComponent("vectors.npy")
        Console.note("Making \(grouped(items)) vectors of \(dimensions) dimensions")
        try SyntheticVectors(rows: items, dimensions: dimensions).write(to: url)
        let table = try VectorTable(contentsOf: url)
        let codes = try CompactCodes.update(at: folder.appendingPathComponent("vectors.codes"), for: table)
        return try run(VectorIndex(table, codes: codes))
    }
}

extension SearchBenchmark.Result {
    /// The figures as a table, a line each.
    package var table: [String] {
        var table = [
            "\(grouped(rows)) x \(dimensions), \(metrics.map(\.rawValue).joined(separator: ", ")), k \(count), \(threads) threads",
            "plain read of the table: \(fixed(plainRead.median, decimals: 2)) ms",
            "query    path        median       p99   rows read   MB read   against a plain read",
        ]
        for line in lines {
            table.append(
                padded(line.query, to: 9) + padded(line.path, to: 8)
                    + paddedHead(fixed(line.milliseconds.median, decimals: 2) + " ms", to: 10)
                    + paddedHead(fixed(line.milliseconds.p99, decimals: 2) + " ms", to: 10)
                    + paddedHead(grouped(Int(line.rowsRead)), to: 12) + paddedHead(fixed(line.bytesRead / 1e6, decimals: 1), to: 10)
                    + paddedHead(fixed(line.ratioToPlainRead, decimals: 2), to: 12))
        }
        return table
    }
}
