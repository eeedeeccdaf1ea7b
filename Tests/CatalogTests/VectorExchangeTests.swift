import Basics
import Foundation
import TestSupport
import Testing
import Vectors

@testable import Catalog

@Suite struct VectorExchangeTests {
    let shop = Shop()

    private func table(_ rows: [[Float]], ids: String) throws -> (vectors: URL, ids: URL) {
        let url = shop.temporary.url.appendingPathComponent("in.npy")
        let file = try VectorFileWriter(creating: url, dimensions: rows[0].count)
        try file.append(rows.flatMap(\.self))
        try file.synchronize()
        try shop.temporary.write(Array(ids.utf8), to: "in.ids")
        return (url, shop.temporary.url.appendingPathComponent("in.ids"))
    }

    @Test func vectorsComeInWithPicturesAndGoOutTheSame() throws {
        try shop.add("cats/b.bmp", red: 5)
        let files = try table([[1, 2], [3, 4], [5, 6]], ids: "a\nb\nc\n")
        let catalog = try Catalog(creating: shop.catalogFolder)
        let result = try VectorExchange.import(vectors: files.vectors, ids: files.ids, into: catalog, encoderName: "mine", pictures: shop.pictures)
        #expect(result.items == 3 && result.pictures == 1)
        #expect(try catalog.contents() == ["a": [1, 2], "b": [3, 4], "c": [5, 6]])
        #expect(try catalog.picture(of: catalog.item(id: "b")) == .file(path: shop.pictures + "/cats/b.bmp"))
        #expect(try catalog.picture(of: catalog.item(id: "a")) == nil)

        let out = shop.temporary.url.appendingPathComponent("out.npy"), ids = shop.temporary.url.appendingPathComponent("out.ids")
        #expect(try VectorExchange.export(catalog, vectors: out, ids: ids) == 3)
        #expect(try String(contentsOf: ids, encoding: .utf8) == "a\nb\nc\n")
        #expect(try Data(contentsOf: out) == Data(contentsOf: files.vectors))
    }

    @Test func filesThatAreThereStayUnlessTheyMayGo() throws {
        let files = try table([[1, 2], [3, 4]], ids: "a\nb\n")
        let catalog = try Catalog(creating: shop.catalogFolder)
        _ = try VectorExchange.import(vectors: files.vectors, ids: files.ids, into: catalog, encoderName: "mine")
        let out = shop.temporary.url.appendingPathComponent("out")
        let npy = out.appendingPathComponent("v.npy"), ids = out.appendingPathComponent("v.ids")
        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: out.path).sorted() }
        for taken in ["v.npy", "v.ids"] {
            try shop.temporary.write(Array("mine".utf8), to: "out/" + taken)
            #expect(throws: FileError.self) { try VectorExchange.export(catalog, vectors: npy, ids: ids) }
            #expect(try names() == [taken])
            #expect(try String(contentsOf: out.appendingPathComponent(taken), encoding: .utf8) == "mine")
            try FileManager.default.removeItem(at: out.appendingPathComponent(taken))
        }
        for name in ["v.npy", "v.ids", ".v.ids.vitrine-0123456789abcdef"] { try shop.temporary.write(Array("old".utf8), to: "out/" + name) }
        #expect(try VectorExchange.export(catalog, vectors: npy, ids: ids, replacing: true) == 2)
        #expect(try names() == ["v.ids", "v.npy"])
        #expect(try String(contentsOf: ids, encoding: .utf8) == "a\nb\n" && Data(contentsOf: npy) == Data(contentsOf: files.vectors))
        #expect(throws: CatalogError.self) { try VectorExchange.export(catalog, vectors: npy, ids: npy, replacing: true) }
    }

    @Test(arguments: [
        ([[1, 2], [3, 4]] as [[Float]], "a\n", "has 1 IDs, but"), ([[1, 2], [3, 4]], "a\na\n", "is on line 1 and again on line 2"),
        ([[1, 2], [3, .nan]], "a\nb\n", "row 1, dimension 1 is nan"), ([[.infinity, 2]], "a\n", "row 0, dimension 0 is inf"),
        ([[1, 2], [3, 4]], "a\n\n", "line 2 is empty"), ([[1, 2]], "old\n", "has an item old already"), ([[1, 2, 3]], "a\n", "do not mix"),
    ])
    func whatDoesNotFitLeavesTheCatalogUntouched(rows: [[Float]], ids: String, reason: String) throws {
        let first = try table([[7, 8]], ids: "old\n")
        let catalog = try Catalog(creating: shop.catalogFolder)
        _ = try VectorExchange.import(vectors: first.vectors, ids: first.ids, into: catalog, encoderName: "mine")
        let files = try table(rows, ids: ids)
        #expect {
            try VectorExchange.import(vectors: files.vectors, ids: files.ids, into: catalog, encoderName: "mine")
        } throws: { "\($0)".contains(reason) }
        #expect(try catalog.contents() == ["old": [7, 8]])
    }
}
