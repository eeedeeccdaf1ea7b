import Foundation
import TestSupport
import Vectors

@testable import Evaluation

/// A table of rows that a test writes down.
final class Table {
    let folder: TemporaryFolder
    let index: VectorIndex

    init(_ rows: [[Float]]) throws {
        folder = try TemporaryFolder()
        let url = folder.url.appendingPathComponent("v.npy")
        let writer = try VectorFileWriter(creating: url, dimensions: rows[0].count)
        for row in rows { try writer.append(row) }
        try writer.synchronize()
        index = VectorIndex(try VectorTable(contentsOf: url))
    }

    func subject(_ name: String = "test") -> Subject { Subject(name, index: index) }
}

/// So many items of each of three kinds, in 6 dimensions: kind k is near the axes 2k and 2k + 1. Motifs are halves of a kind.
struct ThreeKinds {
    let table: Table
    let labels: [String?]
    let motifs: [String?]

    init(_ each: Int = 20, noise: Float = 0.1) throws {
        var random = SeededGenerator(seed: 7)
        var (rows, labels, motifs) = ([[Float]](), [String?](), [String?]())
        for kind in 0..<3 {
            for place in 0..<each {
                var row = (0..<6).map { _ in Float.random(in: -noise...noise, using: &random) }
                row[2 * kind] += 1
                row[2 * kind + 1] += place % 2 == 0 ? 0.2 : 0.6
                rows.append(row)
                labels.append(["cat", "boat", "tree"][kind])
                motifs.append("\(kind)-\(place % 2)")
            }
        }
        (table, self.labels, self.motifs) = (try Table(rows), labels, motifs)
    }
}
