import Foundation
import GRDB
import TestSupport
import Testing

@testable import Catalog

@Suite struct PictureOriginsTests {
    let shop = Shop()

    private func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

    @Test func foldersOutsideTheCatalogAreNamedOnce() throws {
        for name in ["1.bmp", "cats/2.bmp"] { try shop.add(name, red: 1) }
        let catalog = try shop.index().catalog
        var origins = try PictureOrigins(catalog)
        try origins.addAll(of: catalog)
        #expect(origins.folders == [real(shop.pictures)])

        // Steps upwards and links show where they lead.
        let secret = try shop.temporary.write(Fixtures.jpeg, to: "secret/x.jpg")
        try FileManager.default.createSymbolicLink(atPath: shop.catalogFolder.path + "/link.jpg", withDestinationPath: secret)
        for path in [shop.pictures + "/../secret/x.jpg", shop.catalogFolder.path + "/link.jpg", "/nowhere/at/../all.jpg"] { origins.add(path: path) }
        #expect(origins.folders == [real(shop.pictures), real(shop.temporary.path("secret")), "/nowhere"])
    }

    @Test func aCatalogsOwnPicturesAreNot() throws {
        let catalog = try shop.index { _ in }.catalog
        var origins = try PictureOrigins(catalog)
        origins.add(path: shop.catalogFolder.path + "/pictures/1.bmp")
        #expect(origins.folders.isEmpty)
    }
}
