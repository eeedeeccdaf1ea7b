import Foundation
import TestSupport
import Testing

@testable import Pictures

@Suite struct IDXTests {
    let folder = try! TemporaryFolder()

    private func file(_ bytes: [UInt8]) throws -> String {
        try folder.write(bytes, to: "pictures-idx3-ubyte")
    }

    @Test func picturesAreReadByPositionAndNegated() throws {
        let source = try file([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 10, 20])
        let target = folder.path("unpacked")
        #expect(try IDX.unpack(path: source, to: target) == 2)
        #expect(try IDX.picture(path: target, index: 0).pixels == [255, 255, 255, 255, 0, 0, 0, 255])
        #expect(try IDX.picture(path: target, index: 1).pixels == [245, 245, 245, 255, 235, 235, 235, 255])
        #expect(throws: PictureError.missingFromFile(index: 2, count: 2)) { try IDX.picture(path: target, index: 2) }
    }

    @Test(
        arguments: [
            [], [0, 0, 8], [0, 0, 8, 1, 0, 0, 0, 1], [0, 0, 9, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7],
            [0, 0, 8, 3, 255, 255, 255, 255, 0, 0, 0, 1, 0, 0, 0, 1], [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1],
            [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3], [0, 0, 8, 3, 0, 0],
        ] as [[UInt8]])
    func damagedFilesAreRefusedAndLeaveNothingBehind(bytes: [UInt8]) throws {
        let source = try file(bytes)
        let target = folder.path("unpacked")
        #expect(throws: PictureError.self) { try IDX.unpack(path: source, to: target) }
        #expect(!FileManager.default.fileExists(atPath: target) && !FileManager.default.fileExists(atPath: target + ".partial"))
    }

    @Test func labelsMustBeAsManyAsAnnounced() throws {
        #expect(try IDX.labels(path: file([0, 0, 8, 1, 0, 0, 0, 3, 5, 6, 7])) == [5, 6, 7])
        let short = try file([0, 0, 8, 1, 0, 0, 0, 3, 5, 6])
        #expect(throws: PictureError.undecodable("3 labels announced, 2 there")) { try IDX.labels(path: short) }
    }
}
