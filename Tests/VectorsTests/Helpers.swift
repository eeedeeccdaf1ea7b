import Basics
import Foundation

@testable import Vectors

/// A directory of its own, removed with its owner.
final class TemporaryDirectory: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "vectors-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appending(path: name) }

    /// A table of these rows.
    func table(_ rows: [[Float]], dimensions: Int? = nil, name: String = "vectors.npy") throws -> VectorTable {
        let writer = try VectorFileWriter(creating: file(name), dimensions: dimensions ?? rows[0].count)
        try writer.append(rows.flatMap { $0 })
        try writer.synchronize()
        return try VectorTable(contentsOf: file(name))
    }
}

/// The generator of the synthetic vectors, with what these tests draw from it.
typealias Seeded = SplitMix

extension SplitMix {
    mutating func number() -> Float { Float.random(in: -1...1, using: &self) }

    mutating func vector(_ dimensions: Int) -> [Float] { (0..<dimensions).map { _ in number() } }
}

/// Kinds of tables that a search must not stumble over.
enum Adversary: String, CaseIterable, Sendable {
    case random, clustered, constant, hugeRange, denormal, equalRows, zeros, sparse, notNumbers, nearlyEqual, descending

    func rows(_ count: Int, _ dimensions: Int, seed: UInt64) -> [[Float]] {
        var random = Seeded(seed)
        let base = random.vector(dimensions)
        return (0..<count).map { i in
            var row = random.vector(dimensions)
            switch self {
            case .random: break
            case .clustered: for d in row.indices { row[d] = row[d] * 0.05 + Float(i % 5) * base[d] }
            case .constant: row = base
            case .hugeRange:
                for d in row.indices {
                    row[d] *= Float(sign: .plus, exponent: Int.random(in: -120...126, using: &random), significand: 1)
                }
            case .denormal: for d in row.indices { row[d] *= 0x1p-130 }
            case .equalRows: row = Array(repeating: Float(i % 3), count: dimensions)
            case .zeros: if i % 2 == 0 { row = Array(repeating: 0, count: dimensions) }
            case .sparse: for d in row.indices where d % 7 != i % 7 { row[d] = 0 }
            case .notNumbers: if i % 3 == 0 { row[i % dimensions] = [.nan, .infinity, -.infinity][i / 3 % 3] }
            case .nearlyEqual: for d in row.indices { row[d] = base[d] + row[d] * 1e-7 }
            case .descending: for d in row.indices { row[d] = base[d] * Float(count - i) }
            }
            return row
        }
    }
}

extension PreparedQuery {
    convenience init(_ query: Query, dimensions: Int) throws(SearchError) {
        self.init(dimensions: dimensions)
        try take(query)
    }
}
