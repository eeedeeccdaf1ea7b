import Encoders
import Foundation
import Pictures
import TestSupport
import Testing
import Wall

@testable import Catalog

/// Arrangements by likeness that are kept beside the vectors.
@Suite struct ArrangementTests {
    let shop = Shop()

    private var kept: URL { shop.catalogFolder.appendingPathComponent("vectors.wall") }

    private func add(_ numbers: Range<Int>) throws {
        for number in numbers {
            try shop.add("\(number).bmp", red: UInt8(number * 37 % 251), green: UInt8(number * 91 % 241), blue: UInt8(number * 53 % 239))
        }
    }

    /// The item's ID at each place.
    private func ids(_ catalog: Catalog) throws -> [String] {
        let arrangement = try #require(try catalog.arrangement())
        let count = try catalog.state().items
        #expect(arrangement.isWhole && arrangement.items.count == count)
        return try catalog.items(rows: arrangement.items.map { Int($0) }).map(\.id)
    }

    @Test func whatWasMadeIsKept() throws {
        try add(1..<40)
        let catalog = try shop.index().catalog, first = try ids(catalog)
        let bytes = try Data(contentsOf: kept)
        #expect(try ids(catalog) == first)
        #expect(try Data(contentsOf: kept) == bytes)
        #expect(try ids(Catalog(opening: shop.catalogFolder)) == first)
        // Another seed is for whoever asks for it.
        let other = try #require(try catalog.arrangement(seed: 9)), same = try #require(try catalog.arrangement(seed: 9))
        #expect(other == same && other.isWhole)
        #expect(try Data(contentsOf: kept) == bytes)
    }

    @Test func whatComesIsLetInAndTheRestStays() throws {
        try add(1..<60)
        let catalog = try shop.index().catalog, first = try ids(catalog)
        try add(60..<64)
        _ = try shop.index()
        let grown = try ids(catalog)
        #expect(Set(grown) == Set((1..<64).map(String.init)))
        let columns = GridShape(count: 59).columns
        let steps = first.enumerated().map { place, id -> Int in
            let now = grown.firstIndex(of: id)!
            return max(abs(now % columns - place % columns), abs(now / columns - place / columns))
        }.sorted()
        #expect(steps[steps.count / 2] <= 2, "\(steps)")
        try FileManager.default.removeItem(atPath: shop.pictures + "/7.bmp")
        try FileManager.default.removeItem(atPath: shop.pictures + "/30.bmp")
        _ = try shop.index { $0.prune = true }
        #expect(Set(try ids(catalog)) == Set((1..<64).filter { $0 != 7 && $0 != 30 }.map(String.init)))
    }

    @Test func anotherPictureIsPlacedAnew() throws {
        try add(1..<50)
        let catalog = try shop.index().catalog
        _ = try ids(catalog)
        try shop.add("5.bmp", red: 255, green: 255, blue: 254)
        try shop.add("6.bmp", red: 254, green: 255, blue: 255)
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -5)], ofItemAtPath: shop.pictures + "/5.bmp")
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -5)], ofItemAtPath: shop.pictures + "/6.bmp")
        _ = try shop.index()
        let changed = try ids(catalog), columns = GridShape(count: 49).columns
        let (a, b) = (changed.firstIndex(of: "5")!, changed.firstIndex(of: "6")!)
        #expect(max(abs(a % columns - b % columns), abs(a / columns - b / columns)) <= 3)
    }

    @Test func whatIsNoneIsMadeAnew() throws {
        try add(1..<30)
        let catalog = try shop.index().catalog, first = try ids(catalog), whole = try Data(contentsOf: kept)
        var random = SeededGenerator(seed: 1)
        var broken: [Data] = [Data(), Data([1, 2, 3]), whole.dropLast(), whole + [0], Data(repeating: 0xFF, count: whole.count)]
        for place in 0..<48 {
            var bytes = whole
            bytes[place] ^= 0x81
            broken.append(bytes)
        }
        for _ in 0..<40 {
            var bytes = whole
            bytes[random.index(below: bytes.count)] ^= UInt8(1 + random.index(below: 255))
            broken.append(bytes)
        }
        for bytes in broken {
            try bytes.write(to: kept)
            #expect(Set(try ids(catalog)) == Set(first))
            // What does not begin as a wall is somebody's, and stays.
            if !bytes.isEmpty, bytes.prefix(6) != whole.prefix(6) { #expect(try Data(contentsOf: kept) == bytes) }
        }
        try FileManager.default.removeItem(at: kept)
        #expect(try ids(catalog) == first)
    }

    @Test func whatSaysUntruthsInGoodFormIsNoDanger() throws {
        try add(1..<20)
        let catalog = try shop.index().catalog
        let encoder = try #require(try catalog.state().encoder), generation = try catalog.state().generation
        let lies: [(columns: Int, keys: [UInt64], rows: [UInt32])] = [
            (1, Array(repeating: 0, count: 19), Array(repeating: 0, count: 19)), (19, Array(repeating: 7, count: 19), Array(1...19)),
            (3, [1, 2, 3], [0, 1, 2]), (2, Array(0..<400), Array(0..<400)),
        ]
        for (columns, keys, rows) in lies {
            try? FileManager.default.removeItem(at: kept)
            try ArrangementFile(columns: columns, generation: generation, keys: keys, rows: rows).write(to: kept, by: encoder, permissions: .owner)
            #expect(try ids(catalog).count == 19)
        }
    }

    @Test func whereALinkLeadsNothingIsWritten() throws {
        try add(1..<20)
        let catalog = try shop.index().catalog, other = shop.temporary.path("somebody else's")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: other))
        try FileManager.default.createSymbolicLink(atPath: kept.path, withDestinationPath: other)
        _ = try ids(catalog)
        #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == Data("precious".utf8))
        // A folder of that name is left alone, too.
        try FileManager.default.removeItem(at: kept)
        try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: false)
        #expect(try ids(catalog).count == 19)
        #expect(FileManager.default.fileExists(atPath: kept.path))
    }

    @Test func whatIsBeingMadeCanBeGivenUp() throws {
        try add(1..<20)
        let catalog = try shop.index().catalog
        let given = try catalog.arrangement(isCancelled: { true })
        #expect(given == nil)
        #expect(!FileManager.default.fileExists(atPath: kept.path))
        #expect(throws: CatalogError.self) { try Catalog(creating: shop.temporary.url.appendingPathComponent("empty")).arrangement() }
    }

    @Test func aRemovedCatalogTakesItAlong() throws {
        try add(1..<20)
        do { _ = try ids(shop.index().catalog) }
        #expect(try !Catalog.remove(at: shop.catalogFolder))
        #expect(!FileManager.default.fileExists(atPath: shop.catalogFolder.path))
    }
}
