import Foundation
import TestSupport
import Testing
import Vectors

@testable import Catalog

@Suite struct IndexerTests {
    let shop = Shop()

    @Test func aFolderBecomesACatalogAndASecondRunEncodesNothing() throws {
        for number in 0..<10 { try shop.add("87531\(number).bmp", red: UInt8(number * 20)) }
        let (catalog, report) = try shop.index()
        #expect(report.added == 10 && report.skipped.isEmpty)
        #expect(try catalog.contents()["875313"] == [60, 0, 0])
        #expect(try catalog.item(id: "875313").color == 60 << 16)

        let encoder = MeanColorEncoder()
        let again = try shop.index(encoder)
        #expect(again.report.unchanged == 10 && again.report.added == 0 && encoder.encoded == 0)
    }

    @Test func onlyWhatIsNewOrChangedIsEncodedAgain() throws {
        try shop.add("1.bmp", red: 10)
        try shop.add("2.bmp", red: 20)
        _ = try shop.index()
        try shop.add("2.bmp", red: 200)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: shop.pictures + "/2.bmp")
        try shop.add("3.bmp", red: 30)
        let encoder = MeanColorEncoder()
        let (catalog, report) = try shop.index(encoder)
        #expect(report.added == 1 && report.changed == 1 && report.unchanged == 1 && encoder.encoded == 2)
        #expect(try catalog.contents() == ["1": [10, 0, 0], "2": [200, 0, 0], "3": [30, 0, 0]])
    }

    @Test func whatIsGoneStaysUntilItIsPruned() throws {
        for number in 1...5 { try shop.add("\(number).bmp", red: UInt8(number)) }
        _ = try shop.index()
        for name in ["1", "3"] { try FileManager.default.removeItem(atPath: shop.pictures + "/\(name).bmp") }
        #expect(try shop.index().report.gone == 2)
        let (catalog, report) = try shop.index { $0.prune = true }
        #expect(report.pruned == 2)
        #expect(try catalog.contents() == ["2": [2, 0, 0], "4": [4, 0, 0], "5": [5, 0, 0]])
        let vectorFiles = try FileManager.default.contentsOfDirectory(atPath: shop.catalogFolder.path).filter { $0.hasSuffix(".npy") }
        #expect(vectorFiles.count == 1)
    }

    @Test func theLastRowsMoveIntoTheGapsAndTheCodesFollowInPlace() throws {
        for number in 1...9 { try shop.add("\(number).bmp", red: UInt8(number)) }
        let first = try shop.index().catalog.vectors()
        let codes = Catalog.codesURL(first)
        let file = try FileManager.default.attributesOfItem(atPath: codes.path)[.systemFileNumber] as? Int
        for name in ["2", "8"] { try FileManager.default.removeItem(atPath: shop.pictures + "/\(name).bmp") }
        try shop.add("1.bmp", red: 100)
        try shop.add("new.bmp", red: 50)
        let catalog = try shop.index { $0.prune = true }.catalog
        #expect(
            try catalog.contents() == [
                "1": [100, 0, 0], "3": [3, 0, 0], "4": [4, 0, 0], "5": [5, 0, 0], "6": [6, 0, 0], "7": [7, 0, 0], "9": [9, 0, 0],
                "new": [50, 0, 0],
            ])
        let table = try catalog.vectors()
        #expect(table.url == first.url && table.rows == 8 && first.vector(at: 8) == [9, 0, 0], "whoever has the old table mapped keeps it")
        #expect(CompactCodes(contentsOf: codes, for: table)?.rows == 8)
        #expect(try FileManager.default.attributesOfItem(atPath: codes.path)[.systemFileNumber] as? Int == file)
    }

    @Test func aRemovalThatIsKilledHalfWayLosesNothing() throws {
        for number in 1...6 { try shop.add("\(number).bmp", red: UInt8(number)) }
        let catalog = try shop.index().catalog
        do {
            let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: MeanColorEncoder().identity)
            try writer.file.beginOverwriting([1], generation: catalog.state().generation)
            try writer.file.overwrite(row: 1, with: [6, 0, 0])
        }
        #expect(try catalog.contents().count == 6)
        let encoder = MeanColorEncoder()
        #expect(try shop.index(encoder).catalog.contents()["2"] == [2, 0, 0])
        #expect(encoder.encoded == 0, "what it held is put back, not made again")
    }

    @Test func anInterruptedRunLeavesACatalogThatOpensAndTheNextOneContinues() throws {
        for number in 10..<50 { try shop.add("\(number).bmp", red: UInt8(number)) }
        #expect(throws: CatalogError.self) { try shop.index(MeanColorEncoder(failsAfter: 20)) }
        #expect(try Catalog(opening: shop.catalogFolder).contents().count == 20)
        let encoder = MeanColorEncoder()
        let (catalog, _) = try shop.index(encoder)
        #expect(encoder.encoded == 20)
        #expect(try catalog.contents() == Dictionary(uniqueKeysWithValues: (10..<50).map { ("\($0)", [Float($0), 0, 0]) }))
    }

    @Test func rowsBehindTheLastCommitAreCutOff() throws {
        try shop.add("1.bmp", red: 1)
        let (catalog, _) = try shop.index()
        let file = try FileHandle(forUpdating: shop.catalogFolder.appendingPathComponent("vectors.npy"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(repeating: 7, count: 1000))
        try file.close()
        #expect(try catalog.contents() == ["1": [1, 0, 0]])
        try shop.add("2.bmp", red: 2)
        #expect(try shop.index().catalog.contents() == ["1": [1, 0, 0], "2": [2, 0, 0]])
    }

    @Test func equalStemsAreToldApartAndReported() throws {
        try shop.add("a/1.bmp", red: 1)
        try shop.add("b/1.bmp", red: 2)
        try shop.add("b/2.bmp", red: 3)
        let (catalog, report) = try shop.index()
        #expect(try catalog.contents() == ["a/1": [1, 0, 0], "b/1": [2, 0, 0], "2": [3, 0, 0]])
        #expect(report.renamed.map(\.id) == ["a/1", "b/1"])
        #expect(try catalog.labels().map(\.label) == ["b", "a"])
        let text = try String(contentsOf: Indexer.reportURL(catalog), encoding: .utf8)
        #expect(text.contains("a/1.bmp,renamed,its ID is a/1"))

        // A stem that turns up twice later does not rename the item that has it.
        try shop.add("c/2.bmp", red: 4)
        #expect(try shop.index().catalog.contents()["2"] == [3, 0, 0])
        #expect(try catalog.contents()["c/2"] == [4, 0, 0])
    }

    @Test func everyPictureThatIsLeftOutIsNamedWithItsReason() throws {
        try shop.add("good.bmp", red: 9)
        try shop.temporary.write([], to: "pictures/empty.jpg")
        try shop.temporary.write(Array(Fixtures.jpeg.prefix(Fixtures.jpeg.count / 2)), to: "pictures/half.jpg")
        try shop.temporary.write(Array("text".utf8), to: "pictures/text.png")
        try shop.temporary.write(Array("text".utf8), to: "pictures/readme.txt")
        try shop.add("folder.jpg/inside.bmp", red: 8)
        try shop.add("evil\u{1B}[2J.bmp", red: 7)
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: shop.pictures + "/loop", withDestinationPath: shop.pictures)
        try manager.createSymbolicLink(atPath: shop.pictures + "/dangling.jpg", withDestinationPath: "/nowhere/at/all")
        let bytes: [UInt8] = Array((shop.pictures + "/latin-").utf8) + [0xE9] + Array(".jpg".utf8) + [0]
        bytes.withUnsafeBytes { _ = close(open($0.bindMemory(to: CChar.self).baseAddress!, O_CREAT | O_WRONLY, 0o644)) }
        #expect(mkfifo(shop.pictures + "/pipe.png", 0o600) == 0)

        let (catalog, report) = try shop.index()
        #expect(Set(try catalog.contents().keys) == ["good", "inside", "evil\u{1B}[2J"])
        let reasons = Dictionary(uniqueKeysWithValues: report.skipped.map { ($0.picture, $0.reason) })
        #expect(Set(reasons.keys) == ["empty.jpg", "half.jpg", "text.png", "dangling.jpg", "latin-\u{FFFD}.jpg", "pipe.png"])
        #expect(reasons["empty.jpg"] == "the file is empty")
        #expect(reasons["dangling.jpg"] == "a link to nothing")
        #expect(report.otherFiles == 1)
    }

    @Test func smallFilesAreSkippedWhenAskedFor() throws {
        try shop.add("small.bmp", red: 1)
        try shop.temporary.write(Fixtures.bitmap(width: 90, height: 90) { _, _ in (1, 2, 3) }, to: "pictures/large.bmp")
        let (catalog, report) = try shop.index { $0.skipSmallerThan = 10_000 }
        #expect(Array(try catalog.contents().keys) == ["large"])
        #expect(report.skipped.map(\.picture) == ["small.bmp"])
    }

    @Test func attributesComeFromCSVAndLaterRunsKeepOrChangeThem() throws {
        try shop.add("cats/1.bmp", red: 1)
        try shop.add("2.bmp", red: 2)
        let csv = try shop.temporary.write(
            Array("\u{FEFF}Item,Title,Price,Label\r\n1,\"Tee, \"\"cat\"\"\",12.50,\r\n2,Plain,,basics\r\n9,Nowhere,1,\r\n".utf8), to: "a.csv")
        let (catalog, report) = try shop.index { $0.attributes = try AttributesFile(path: csv) }
        #expect(report.attributesWithoutItem == ["9"])
        #expect(try catalog.item(id: "1").attributes == ["title": "Tee, \"cat\"", "price": "12.50"])
        #expect(try catalog.item(id: "1").label == "cats")
        #expect(try catalog.item(id: "2").label == "basics")

        _ = try shop.index()
        #expect(try catalog.item(id: "1").attributes["price"] == "12.50")
        let newer = try shop.temporary.write(Array("id,price\n1,9.90\n".utf8), to: "b.csv")
        let encoder = MeanColorEncoder()
        _ = try shop.index(encoder) { $0.attributes = try AttributesFile(path: newer) }
        #expect(try catalog.item(id: "1").attributes == ["price": "9.90"] && encoder.encoded == 0)
    }

    @Test(arguments: ["", "id,price,Price\n1,2,3\n", "id,a\n1,x\n1,y\n"])
    func unusableAttributesAreRefused(text: String) throws {
        let csv = try shop.temporary.write(Array(text.utf8), to: "bad.csv")
        #expect(throws: CatalogError.self) { try AttributesFile(path: csv) }
    }

    @Test func vectorsOfTwoEncodersDoNotMix() throws {
        try shop.add("1.bmp", red: 1)
        _ = try shop.index()
        #expect { try shop.index(MeanColorEncoder(name: "another")) } throws: { "\($0)".contains("made by mean color, not by another") }
    }

    @Test func aSecondWriterIsSentAway() throws {
        let catalog = try Catalog(creating: shop.catalogFolder)
        let writer = try WriterLock(folder: catalog.folder)
        #expect { try WriterLock(folder: catalog.folder) } throws: { "\($0)".contains("is being written by process \(getpid())") }
        withExtendedLifetime(writer) {}
    }
}
