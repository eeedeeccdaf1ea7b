import Foundation
import GRDB
import Testing

@testable import Catalog

@Suite struct CatalogErrorTests {
    private let folder = FileManager.default.temporaryDirectory

    @Test func resultCodesSurviveReadsAndWrites() {
        let path = folder.path
        for (code, meaning) in [
            (ResultCode.SQLITE_BUSY, CatalogError.locked(path: path)), (.SQLITE_LOCKED, .locked(path: path)), (.SQLITE_FULL, .full(path: path)),
            (.SQLITE_READONLY, .readOnly(path: path)), (.SQLITE_CORRUPT, .damaged(path: path, reason: "because")),
            (.SQLITE_IOERR_SHMSIZE, .full(path: path)),
        ] {
            let error = DatabaseError(resultCode: code, message: "because")
            #expect(CatalogError.opening(folder, error) == meaning)
            #expect(CatalogError.reading(folder, error) == meaning)
            #expect(CatalogError.writing(folder, error) == meaning)
        }
        let noMemory = DatabaseError(resultCode: .SQLITE_NOMEM, message: "because")
        #expect(CatalogError.reading(folder, noMemory) == .cannotOpen(path: path, reason: "because"))
        #expect(CatalogError.writing(folder, noMemory) == .cannotWrite(path: path, reason: "because"))
        #expect(CatalogError.reading(folder, DatabaseError(message: "because")) == .damaged(path: path, reason: "because"))
    }

    @Test func whatIsWrittenToAFullDatabaseSaysSo() throws {
        let shop = Shop()
        try shop.add("a.bmp", red: 1)
        let catalog = try shop.index().catalog
        try catalog.database.write { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)")
        }
        #expect(throws: CatalogError.full(path: shop.catalogFolder.path)) {
            try catalog.store(String(repeating: "x", count: 1 << 20), as: "long")
        }
    }
}
