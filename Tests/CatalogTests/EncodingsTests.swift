import Encoders
import Foundation
import Pictures
import TestSupport
import Testing
import Vectors

@testable import Catalog

/// Several encoders in one catalog.
@Suite struct EncodingsTests {
    let shop = Shop()

    /// Gives a picture's colours in another order, and fails where it is told to.
    private struct SwappedEncoder: Encoder {
        var name = "swapped"
        var version = "1"
        var failsAfter = Int.max
        let encoded = Counter()

        var identity: EncoderIdentity { EncoderIdentity(name: name, version: version, dimensions: 4) }
        var preferredSide: Int { 8 }
        var batchSize: Int { 2 }

        func encode(_ pictures: [Raster]) throws -> [Float] {
            if encoded.count >= failsAfter { throw CocoaError(.fileReadUnknown) }
            encoded.count += pictures.count
            return pictures.flatMap { raster in
                let color = raster.meanColor()
                return [Float(color.blue), Float(color.green), Float(color.red), 1]
            }
        }
    }

    private final class Counter: @unchecked Sendable { var count = 0 }

    private func vectors(_ catalog: Catalog, by name: String) throws -> [String: [Float]] {
        let seen = try catalog.by(encoder: name).generation(), table = try seen.vectors()
        var result: [String: [Float]] = [:]
        for item in try seen.items(rows: 0..<seen.state().items) where seen.encodedRows?.contains(item.row) ?? true {
            result[item.id] = table.vector(at: item.row)
        }
        return result
    }

    private func fill(_ count: Int) throws -> Catalog {
        for number in 1...count { try shop.add("\(number).bmp", red: UInt8(number)) }
        return try shop.index().catalog
    }

    @Test func aFurtherEncoderIsBesideTheFirst() throws {
        let catalog = try fill(5), before = try catalog.contents()
        let report = try FurtherEncoding(catalog, by: SwappedEncoder()).run()
        #expect(report.encoded == 5 && report.skipped.isEmpty && !report.isOwn)
        #expect(try vectors(catalog, by: "swapped")["3"] == [0, 0, 3, 1])
        #expect(try catalog.contents() == before)
        #expect(try catalog.encodings().map(\.name) == [MeanColorEncoder().identity.name, "swapped"])
        #expect(try catalog.by(encoder: "swapped").index().nearest(to: [0, 0, 2, 1], metrics: [.euclidean], count: 1)[0].map(\.row) == [1])
    }

    @Test func itFollowsWhatComesChangesAndGoes() throws {
        _ = try fill(6)
        let encoder = SwappedEncoder()
        _ = try FurtherEncoding(Catalog(opening: shop.catalogFolder), by: encoder).run()
        try shop.add("new.bmp", red: 100)
        try shop.add("2.bmp", red: 200)
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: shop.pictures + "/2.bmp")
        for gone in ["1", "3"] { try FileManager.default.removeItem(atPath: shop.pictures + "/\(gone).bmp") }
        let catalog = try shop.index { $0.prune = true }.catalog
        // Rows have moved: nothing is taken for what it is not.
        #expect(try vectors(catalog, by: "swapped").allSatisfy { $1 == [0, 0, Float($0)!, 1] })
        encoder.encoded.count = 0
        let report = try FurtherEncoding(catalog, by: encoder).run()
        #expect(report.encoded == encoder.encoded.count && report.encoded <= 4)
        let expected: [String: [Float]] = [
            "2": [0, 0, 200, 1], "4": [0, 0, 4, 1], "5": [0, 0, 5, 1], "6": [0, 0, 6, 1], "new": [0, 0, 100, 1],
        ]
        #expect(try vectors(catalog, by: "swapped") == expected)
        #expect(try FurtherEncoding(catalog, by: encoder).run().encoded == 0)
    }

    @Test func whoReadsKeepsItsGeneration() throws {
        let catalog = try fill(6)
        _ = try FurtherEncoding(catalog, by: SwappedEncoder()).run()
        let before = try catalog.by(encoder: "swapped").generation(), table = try before.vectors()
        for number in 1...6 {
            try shop.add("\(number).bmp", red: UInt8(100 + number))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: shop.pictures + "/\(number).bmp")
        }
        _ = try FurtherEncoding(shop.index().catalog, by: SwappedEncoder()).run()
        #expect((0..<6).map { table.vector(at: $0)[2] } == [1, 2, 3, 4, 5, 6])
        #expect(try vectors(catalog, by: "swapped")["4"] == [0, 0, 104, 1])
    }

    @Test func aRunThatFailedIsGoneOnWith() throws {
        let catalog = try fill(9)
        var encoder = SwappedEncoder()
        encoder.failsAfter = 4
        #expect(throws: CatalogError.self) { try FurtherEncoding(catalog, by: encoder).run() }
        let found = try vectors(catalog, by: "swapped")
        #expect(found.count == 4 && found.allSatisfy { $1 == [0, 0, Float($0)!, 1] })
        let rest = SwappedEncoder()
        #expect(try FurtherEncoding(catalog, by: rest).run().encoded == 5)
        #expect(try vectors(catalog, by: "swapped").count == 9 && rest.encoded.count == 5)
    }

    @Test func anItemWithoutAPictureHasNoVector() throws {
        let catalog = try fill(3)
        try FileManager.default.removeItem(atPath: shop.pictures + "/2.bmp")
        let report = try FurtherEncoding(catalog, by: SwappedEncoder()).run()
        #expect(report.encoded == 2 && report.skipped.map(\.picture) == ["2"])
        #expect(try vectors(catalog, by: "swapped").keys.sorted() == ["1", "3"])
        #expect(try catalog.encodings()[1].encoded == 2)
    }

    @Test func aNewerVersionTakesThePlaceOfTheEarlierOneOnceAllIsThere() throws {
        let catalog = try fill(4), own = MeanColorEncoder().identity.name
        let newer = SwappedEncoder(name: own, version: "newer")
        try FileManager.default.removeItem(atPath: shop.pictures + "/2.bmp")
        #expect(try !FurtherEncoding(catalog, by: newer).run().isOwn)
        #expect(try catalog.state().encoder == MeanColorEncoder().identity)
        try shop.add("2.bmp", red: 2)
        let frozen = try catalog.generation(), table = try frozen.vectors()
        #expect(try FurtherEncoding(catalog, by: newer).run().isOwn)
        #expect(try catalog.state().encoder == newer.identity && catalog.vectors().vector(at: 2) == [0, 0, 3, 1])
        #expect(table.vector(at: 2) == [3, 0, 0])
        let earlier = try #require(catalog.encodings().last)
        #expect(earlier.name.hasPrefix(own + "@") && earlier.encoded == 4)
        #expect(try vectors(catalog, by: earlier.name)["3"] == [3, 0, 0])
        // Items come in with the newer one, and the earlier vectors stay those of the pictures that they are of.
        try shop.add("5.bmp", red: 5)
        let report = try Indexer(catalog: catalog, encoder: newer).run(source: shop.pictures)
        #expect(report.added == 1 && report.changed == 1)
        #expect(try vectors(catalog, by: own)["5"] == [0, 0, 5, 1])
        #expect(try vectors(catalog, by: earlier.name).keys.sorted() == ["1", "3", "4"])
    }

    @Test func removingVectorsFreesThemAndNothingElse() throws {
        let catalog = try fill(4)
        _ = try FurtherEncoding(catalog, by: SwappedEncoder()).run()
        let before = try catalog.contents()
        #expect(try catalog.removeEncoding(named: "swapped") > 0)
        #expect(try catalog.encodings().count == 1 && catalog.contents() == before)
        let left = try FileManager.default.contentsOfDirectory(atPath: catalog.folder.path).filter { $0.hasPrefix("vectors") }
        #expect(left.sorted() == ["vectors.codes", "vectors.npy"] || left.sorted() == ["vectors.codes", "vectors.npy", "vectors.undo"])
        #expect(throws: CatalogError.ownEncoding(MeanColorEncoder().identity.name, path: catalog.folder.path)) {
            try catalog.removeEncoding(named: MeanColorEncoder().identity.name)
        }
        #expect(throws: CatalogError.self) { try catalog.by(encoder: "swapped") }
    }

    @Test func filesThatAreLostOrDamagedAreMadeAnew() throws {
        let catalog = try fill(4)
        _ = try FurtherEncoding(catalog, by: SwappedEncoder()).run()
        let table = try catalog.by(encoder: "swapped").vectors().url
        try Data(repeating: 7, count: 100).write(to: table)
        #expect(throws: CatalogError.self) { try catalog.by(encoder: "swapped").vectors() }
        #expect(try FurtherEncoding(catalog, by: SwappedEncoder()).run().encoded == 4)
        try FileManager.default.removeItem(at: RowKeys.url(catalog.by(encoder: "swapped").vectors().url))
        #expect(try vectors(catalog, by: "swapped").isEmpty)
        #expect(try FurtherEncoding(catalog, by: SwappedEncoder()).run().encoded == 4)
        #expect(try vectors(catalog, by: "swapped").count == 4)
    }

    @Test func picturesThatChangedAreNotCounted() throws {
        let catalog = try fill(4)
        _ = try FurtherEncoding(catalog, by: SwappedEncoder()).run()
        try shop.add("2.bmp", red: 200)
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: shop.pictures + "/2.bmp")
        try shop.add("5.bmp", red: 5)
        _ = try shop.index()
        #expect(try catalog.encodings().map(\.encoded) == [5, 3])
    }

    /// A catalog may come from anybody.
    @Test(arguments: ["vectors.npy", "vectors-1.npy", "vectors-999999999999999999.npy", "../x.npy"]) func recordsThatLieOverwriteNothing(file: String)
        throws
    {
        let catalog = try fill(3), before = try catalog.contents()
        try catalog.write { db in
            for version in ["1", "2"] {
                let identity = EncoderIdentity(name: "swapped", version: version, dimensions: 3)
                try db.execute(
                    sql: "INSERT OR IGNORE INTO encoding VALUES (?, ?, 0, 0, 0)",
                    arguments: [String(decoding: JSONEncoder().encode(identity), as: UTF8.self), file])
            }
        }
        _ = try? FurtherEncoding(catalog, by: SwappedEncoder()).run()
        #expect(try Catalog(opening: shop.catalogFolder).contents() == before)
        #expect(!FileManager.default.fileExists(atPath: shop.temporary.path("x.npy")))
    }

    @Test func whatLinksLeadToIsLeftAlone() throws {
        let catalog = try fill(3)
        _ = try FurtherEncoding(catalog, by: SwappedEncoder()).run()
        let table = try catalog.by(encoder: "swapped").vectors().url, files = FileManager.default
        let others = try [table, RowKeys.url(table)].map { file in
            let other = shop.temporary.url.appendingPathComponent("my-" + file.lastPathComponent)
            try files.moveItem(at: file, to: other)
            try files.createSymbolicLink(at: file, withDestinationURL: other)
            return (url: other, bytes: try Data(contentsOf: other))
        }
        try shop.add("4.bmp", red: 4)
        _ = try FurtherEncoding(shop.index().catalog, by: SwappedEncoder()).run()
        for other in others { #expect(try Data(contentsOf: other.url) == other.bytes) }
        #expect(try vectors(catalog, by: "swapped").count == 4)
    }
}
