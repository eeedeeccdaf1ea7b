import Encoders
import Foundation
import Pictures
import TestSupport

@testable import Catalog

/// An encoder whose vectors are easy to foresee: the mean colour. Counts what it encodes, and can be told to fail.
final class MeanColorEncoder: Encoder, @unchecked Sendable {
    struct Stopped: Error, CustomStringConvertible {
        let description = "stopped by the test"
    }

    let identity: EncoderIdentity
    let preferredSide = 16
    let batchSize: Int
    private(set) var encoded = 0
    private let failsAfter: Int

    init(name: String = "mean color", batchSize: Int = 4, failsAfter: Int = .max) {
        identity = EncoderIdentity(name: name, version: "1", dimensions: 3)
        self.batchSize = batchSize
        self.failsAfter = failsAfter
    }

    func encode(_ pictures: [Raster]) throws -> [Float] {
        guard encoded < failsAfter else { throw Stopped() }
        encoded += pictures.count
        return pictures.flatMap { picture -> [Float] in
            let color = picture.meanColor()
            return [Float(color.red), Float(color.green), Float(color.blue)]
        }
    }
}

/// A folder of pictures beside a catalog.
struct Shop {
    let temporary = try! TemporaryFolder()
    var pictures: String { temporary.path("pictures") }
    var catalogFolder: URL { temporary.url.appendingPathComponent("catalog") }

    init() { try! FileManager.default.createDirectory(atPath: temporary.path("pictures"), withIntermediateDirectories: true) }

    /// Puts a picture of one colour into the shop.
    func add(_ name: String, red: UInt8, green: UInt8 = 0, blue: UInt8 = 0) throws {
        try temporary.write(Fixtures.bitmap(width: 8, height: 8) { _, _ in (red, green, blue) }, to: "pictures/" + name)
    }

    func index(
        _ encoder: MeanColorEncoder = MeanColorEncoder(), change: (inout Indexer.Options) throws -> Void = { _ in }
    ) throws -> (catalog: Catalog, report: IndexReport) {
        var options = Indexer.Options()
        try change(&options)
        let catalog = try Catalog(creating: catalogFolder)
        return (catalog, try Indexer(catalog: catalog, encoder: encoder, options: options).run(source: pictures))
    }
}

extension Catalog {
    /// Every item's ID with its vector, by way of its row.
    func contents() throws -> [String: [Float]] {
        let state = try state()
        guard state.items > 0 else { return [:] }
        let table = try vectors()
        return Dictionary(uniqueKeysWithValues: try items(rows: 0..<state.items).map { ($0.id, table.vector(at: $0.row)) })
    }
}
