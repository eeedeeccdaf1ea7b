import Foundation
import Pictures
import TestSupport
import Testing

@testable import Catalog

@Suite struct IDXSourceTests {
    let shop = Shop()

    /// Pictures of 2 x 2 pixels, each of one shade.
    private func write(_ shades: [UInt8], labels: [UInt8]) throws {
        let count = UInt8(shades.count)
        try shop.temporary.write(
            [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 2, 0, 0, 0, 2] + shades.flatMap { [$0, $0, $0, $0] }, to: "pictures/train-images-idx3-ubyte")
        try shop.temporary.write([0, 0, 8, 1, 0, 0, 0, UInt8(labels.count)] + labels, to: "pictures/train-labels-idx1-ubyte")
    }

    @Test func picturesGetIDsAndLabelsByName() throws {
        try write([55, 5, 155], labels: [0, 9, 0])
        let (catalog, _) = try shop.index()
        #expect(try catalog.contents() == ["train-00000": [200, 200, 200], "train-00001": [250, 250, 250], "train-00002": [100, 100, 100]])
        #expect(try catalog.item(id: "train-00001").label == "Ankle boot")
        let item = try catalog.item(id: "train-00002")
        #expect(try catalog.picture(of: item)?.decode().pixels.first == 100)
    }

    @Test func oneLabelCanBeTakenAndTheRestLater() throws {
        try write([55, 5, 155], labels: [0, 9, 0])
        #expect(try shop.index { $0.onlyLabel = "T-shirt/top" }.catalog.state().items == 2)
        #expect(try shop.index().report.added == 1)
        #expect { try shop.index { $0.onlyLabel = "T-shirt" } } throws: { "\($0)".contains("there are Ankle boot, T-shirt/top") }
    }

    @Test func aChangedFileIsEncodedAgainUnderTheSameIDs() throws {
        try write([55, 5], labels: [0, 1])
        _ = try shop.index()
        try write([55, 5, 9], labels: [0, 1, 2])
        let (catalog, report) = try shop.index()
        #expect(report.changed == 2 && report.added == 1)
        #expect(try catalog.picture(of: catalog.item(id: "train-00000"))?.decode().pixels.first == 200)
        #expect(try FileManager.default.contentsOfDirectory(atPath: catalog.picturesFolder.path).count == 1)
    }

    @Test func labelsThatDoNotFitStopTheRunBeforeItBegins() throws {
        try write([55, 5, 155], labels: [0, 9])
        #expect { try shop.index() } throws: { "\($0)".contains("2 labels for 3 pictures") }
        #expect(try Catalog(opening: shop.catalogFolder).state().items == 0)
    }
}
