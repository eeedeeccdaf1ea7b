import Basics
import Foundation
import TestSupport
import Testing

@testable import Catalog

@Suite struct MakingTests {
    struct Failure: Error {}

    let shop = Shop()

    private func names(_ folder: URL) -> Set<String> { Set((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []) }
    private func mode(_ name: String) -> mode_t {
        var status = stat()
        return lstat(shop.catalogFolder.appendingPathComponent(name).path, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    /// The first step of an index run.
    private func begin(_ catalog: Catalog) throws {
        var options = Indexer.Options()
        options.isFirstStep = true
        _ = try Indexer(catalog: catalog, encoder: MeanColorEncoder(), options: options).run(source: shop.pictures)
    }

    @Test func aCatalogComesWithItsFirstItems() throws {
        for number in 0..<80 { try shop.add("\(100 + number).bmp", red: UInt8(number)) }
        let catalog = try #require(
            try Catalog.make(at: shop.catalogFolder) { draft in
                #expect(!isOccupied(shop.catalogFolder))
                try begin(draft)
            })
        #expect(catalog.folder.path == shop.catalogFolder.resolvingSymlinksInPath().path)
        let count = try catalog.contents().count
        #expect((1..<80).contains(count))
        #expect(try shop.index().catalog.contents().count == 80)
        #expect(names(shop.temporary.url) == ["pictures", "catalog"])
    }

    @Test func whoeverFailsOrFindsNothingLeavesNone() throws {
        #expect(try Catalog.make(at: shop.catalogFolder, begin) == nil)
        #expect(throws: Failure.self) { try Catalog.make(at: shop.catalogFolder) { _ in throw Failure() } }
        try shop.temporary.write(Array("no picture".utf8), to: "pictures/1.jpg")
        #expect(try Catalog.make(at: shop.catalogFolder, begin) == nil)
        #expect(names(shop.temporary.url) == ["pictures"])
    }

    @Test func aFirstStepGoesOnUntilAPictureCanBeUsed() throws {
        for number in 0..<70 { try shop.temporary.write(Array("no picture".utf8), to: "pictures/\(100 + number).jpg") }
        try shop.add("999.bmp", red: 1)
        #expect(try Catalog.make(at: shop.catalogFolder, begin)?.contents() == ["999": [1, 0, 0]])
    }

    @Test func ofTwoMakersOneIsSentAway() throws {
        try shop.add("1.bmp", red: 1)
        let catalog = try Catalog.make(at: shop.catalogFolder) { draft in
            #expect { try Catalog.make(at: shop.catalogFolder, begin) } throws: { "\($0)".contains("is being written by") }
            try begin(draft)
        }
        #expect(try catalog?.contents().count == 1)
        // One that comes to its end while somebody else was faster.
        let other = shop.temporary.url.appendingPathComponent("other")
        #expect {
            try Catalog.make(at: other) { draft in
                try begin(draft)
                try FileManager.default.copyItem(at: shop.catalogFolder, to: other)
            }
        } throws: { "\($0)".contains("meanwhile") }
        #expect(names(shop.temporary.url) == ["pictures", "catalog", "other"])
    }

    @Test func aFolderThatIsThereKeepsWhatItHolds() throws {
        try shop.add("1.bmp", red: 1)
        try shop.temporary.write(Array("mine".utf8), to: "catalog/notes.txt")
        try shop.temporary.write(Array("mine".utf8), to: "catalog/pictures/me.jpg")
        chmod(shop.catalogFolder.path, 0o755)
        #expect(try Catalog.make(at: shop.catalogFolder) { _ in } == nil)
        #expect(names(shop.catalogFolder) == ["notes.txt", "pictures"])
        #expect(try Catalog.make(at: shop.catalogFolder, begin)?.contents() == ["1": [1, 0, 0]])
        #expect(names(shop.catalogFolder).isSuperset(of: ["notes.txt", "pictures", "vectors.npy", "catalog.sqlite"]))
        #expect(!names(shop.catalogFolder).contains { $0.contains(".vitrine-") })
        #expect(mode("") == 0o755 && mode("vectors.npy") == 0o600 && mode("catalog.sqlite") == 0o600)

        try shop.temporary.write(Array("mine".utf8), to: "full/vectors.npy")
        let full = shop.temporary.url.appendingPathComponent("full")
        #expect { try Catalog.make(at: full, begin) } throws: { "\($0)".contains("holds vectors.npy, which does not belong to a catalog") }
        #expect(names(full) == ["vectors.npy"])
    }

    @Test(arguments: [(Permissions.owner, 0o700, 0o600), (.umask, 0o755, 0o644)] as [(Permissions, mode_t, mode_t)])
    func aCatalogIsItsOwnersAloneUnlessItIsShared(permissions: Permissions, folder: mode_t, file: mode_t) throws {
        let mask = umask(0o022)
        umask(mask)
        try #require(mask == 0o022 || permissions == .owner)
        try shop.add("1.bmp", red: 1)
        _ = try Catalog.make(at: shop.catalogFolder, permissions: permissions, begin)
        try shop.add("2.bmp", red: 2)
        let catalog = try Catalog(opening: shop.catalogFolder)
        _ = try Indexer(catalog: catalog, encoder: MeanColorEncoder()).run(source: shop.pictures)
        try catalog.store(["a"], as: "baskets")
        #expect(mode("") == folder)
        for name in names(shop.catalogFolder) { #expect(mode(name) == file, "\(name)") }
        #expect(names(shop.catalogFolder).contains("catalog.sqlite-wal"))
    }

    @Test func theFoldersOfPicturesAreNamed() throws {
        try shop.add("1.bmp", red: 1)
        try shop.add("2.bmp", red: 2)
        let catalog = try shop.index().catalog
        try catalog.write { db in try db.execute(sql: "UPDATE item SET locator = '../../etc/passwd' WHERE id = '2'") }
        let root = URL(fileURLWithPath: shop.pictures).standardizedFileURL.path
        #expect(try catalog.pictureFolders() == [PictureFolder(path: root, items: 2, outside: 1)])
    }
}
