import ExactSearch
import Foundation

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("exact-search-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
for (metric, neighbors) in zip([Metric.cosine, .euclidean, .dot], try nearestOfMany(in: folder)) {
    print(metric.rawValue, neighbors.map { "\($0.row): \($0.distance)" }.joined(separator: ", "))
}
