import Basics
import Foundation
import Pictures
import TestSupport
import Testing

@testable import Catalog

@Suite struct ThumbnailTests {
    let shop = Shop()

    private var atlas: URL { ThumbnailFile.url(in: shop.catalogFolder) }

    private func colors(_ catalog: Catalog) throws -> [String: UInt8?] {
        let thumbnails = catalog.thumbnails()
        return Dictionary(
            uniqueKeysWithValues: try catalog.items(rows: 0..<catalog.state().items).map { ($0.id, thumbnails.thumbnail(of: $0)?.pixels[0]) })
    }

    @Test func indexingMakesThem() throws {
        for number in 1...9 { try shop.add("\(number).bmp", red: UInt8(number)) }
        let catalog = try shop.index().catalog
        #expect(try colors(catalog) == Dictionary(uniqueKeysWithValues: (1...9).map { ("\($0)", UInt8($0)) }))
        let missing = try catalog.makeThumbnails { _, _ in Issue.record("nothing was missing") }
        #expect(missing == 0)
        // Whoever has it open sees what comes later.
        let open = catalog.thumbnails()
        for number in 10...300 { try shop.add("\(number).bmp", red: UInt8(number % 256)) }
        _ = try shop.index()
        for item in try catalog.items(rows: 0..<300) { #expect(open.thumbnail(of: item)?.pixels[0] == UInt8(Int(item.id)! % 256)) }
    }

    @Test func aChangedPictureHasNoneOfTheEarlierOne() throws {
        try shop.add("1.bmp", red: 10)
        try shop.add("2.bmp", red: 20)
        let catalog = try shop.index().catalog, old = try catalog.item(id: "1")
        try shop.add("1.bmp", red: 99)
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -9)], ofItemAtPath: shop.pictures + "/1.bmp")
        _ = try shop.index()
        #expect(try colors(catalog) == ["1": 99, "2": 20])
        #expect(catalog.thumbnails().thumbnail(of: old) == nil)
        // What has moved into another row is made anew.
        try FileManager.default.removeItem(atPath: shop.pictures + "/1.bmp")
        _ = try shop.index { $0.prune = true }
        _ = try catalog.makeThumbnails()
        #expect(try colors(catalog) == ["2": 20])
    }

    @Test func olderCatalogsGetThem() throws {
        for number in 1...20 { try shop.add("\(number).bmp", red: UInt8(number)) }
        let catalog = try shop.index().catalog, first = try Data(contentsOf: atlas)
        try FileManager.default.removeItem(at: atlas)
        #expect(try colors(catalog).values.allSatisfy { $0 == nil })
        let left = try catalog.makeThumbnails(isCancelled: { true })
        #expect(left == 20)
        var told: [Int] = []
        try FileManager.default.removeItem(atPath: shop.pictures + "/4.bmp")
        let missing = try catalog.makeThumbnails { done, _ in told.append(done) }
        #expect(missing == 1)
        #expect(told.first == 0 && told.last == 20)
        #expect(try colors(catalog).filter { $0.value == nil }.map(\.key) == ["4"])
        #expect(first.count == ThumbnailFile.offset(ofRow: 20))
    }

    @Test func whatIsDamagedIsMadeAnew() throws {
        for number in 1...12 { try shop.add("\(number).bmp", red: UInt8(number)) }
        let catalog = try shop.index().catalog, whole = try Data(contentsOf: atlas), right = try colors(catalog)
        var random = SeededGenerator(seed: 1)
        var broken: [Data] = [Data(), Data([7]), whole.prefix(ThumbnailFile.headerSize), whole.dropLast(), Data(repeating: 0xFF, count: whole.count)]
        for place in 0..<32 {
            var bytes = whole
            bytes[place] ^= 0x55
            broken.append(bytes)
        }
        for _ in 0..<60 {
            var bytes = whole
            let record = ThumbnailFile.offset(ofRow: random.index(below: 12))
            bytes[record + random.index(below: 24 + 3 * 64)] ^= UInt8(1 + random.index(below: 255))
            broken.append(bytes)
        }
        for bytes in broken {
            try? FileManager.default.removeItem(at: atlas)
            try bytes.write(to: atlas)
            // Never another picture than the item's own.
            for (id, color) in try colors(catalog) where color != nil { #expect(color == right[id]) }
            _ = try catalog.makeThumbnails()
            let again = try colors(catalog)
            // What does not begin as an atlas is somebody's, and stays.
            let isOurs = bytes.isEmpty || bytes.prefix(6) == whole.prefix(6)
            if isOurs { #expect(again.count { $0.value == right[$0.key] } >= 11) } else { #expect(try Data(contentsOf: atlas) == bytes) }
        }
    }

    @Test func whereALinkLeadsNothingIsWritten() throws {
        try shop.add("1.bmp", red: 1)
        let other = shop.temporary.path("precious")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: other))
        _ = try Catalog(creating: shop.catalogFolder)
        try FileManager.default.createSymbolicLink(atPath: atlas.path, withDestinationPath: other)
        let catalog = try shop.index().catalog
        #expect(try catalog.state().items == 1)
        #expect(try catalog.makeThumbnails() == 1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == Data("precious".utf8))
        // Nor where it leads to nothing.
        try FileManager.default.removeItem(atPath: other)
        #expect(try catalog.makeThumbnails() == 1)
        #expect(!FileManager.default.fileExists(atPath: other))
    }
}
