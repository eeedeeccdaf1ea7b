import Basics
import Encoders
import Foundation
import Vectors

/// The vectors of a catalog's items by one encoder, on their way elsewhere.
package struct TravellingVectors: Sendable {
    package let encoder: EncoderIdentity
    package let table: VectorTable
    /// The rows that have one; nil: all.
    package let rows: RowSet?
    /// The file that keeps the items arranged by these vectors, where there is one.
    package let arrangement: URL?
}

extension Catalog {
    /// Calls `body` with each row of a table.
    ///
    /// - Throws: what `body` throws, or `CatalogError`.
    package func forEachRow(of table: TravellingTable, _ body: ([TravellingValue]) throws -> Void) throws {
        var failure: (any Error)?
        do {
            try read { db in
                try table.forEachRow(db) { row in
                    do { try body(row) } catch {
                        failure = error
                        throw error
                    }
                }
            }
        } catch {
            throw failure ?? error
        }
    }

    /// The vectors by all encoders, the catalog's own first. In a `generation()`.
    ///
    /// - Throws: `CatalogError.busy` where the catalog changes meanwhile; `.noVectors` while it is empty.
    package func travellingVectors() throws(CatalogError) -> [TravellingVectors] {
        var all: [TravellingVectors] = []
        for encoding in try encodings() {
            let catalog = try encoding.isOwn ? self : by(encoder: encoding.name), table = try catalog.vectors()
            guard try catalog.state().generation == state().generation else {
                throw .busy(path: folder.path, process: WriterLock.writer(of: folder))
            }
            let arrangement = ArrangementFile.url(beside: table.url)
            all.append(
                TravellingVectors(
                    encoder: encoding.encoder, table: table, rows: catalog.encodedRows,
                    arrangement: ArrangementFile(contentsOf: arrangement, by: encoding.encoder) == nil ? nil : arrangement))
        }
        guard !all.isEmpty else { throw .noVectors(path: folder.path) }
        return all
    }

    /// Checksums of the catalog's own vectors in blocks of `CompactCodes.blockRows`, by which it shows later which have changed; nil where the
    /// codes, which have them, are not of the vectors as they are.
    package func vectorChecksums() -> [UInt64]? {
        guard let table = try? withOwnVectors.vectors(), let codes = CompactCodes(contentsOf: Self.codesURL(table), for: table),
            codes.rows == table.rows
        else { return nil }
        return codes.sourceChecksums
    }

    /// The files that travel, each with the name that it travels under: the pictures that are the catalog's own, and thumbnails. Pictures elsewhere
    /// stay where they are.
    package func travellingFiles() -> [(name: String, url: URL)] {
        let pictures = ((try? FileManager.default.contentsOfDirectory(atPath: picturesFolder.path)) ?? []).filter(Self.travels).sorted()
        let thumbnails = ThumbnailFile.map(in: folder) == nil ? [] : [(ThumbnailFile.name, ThumbnailFile.url(in: folder))]
        return pictures.map { (Self.picturePrefix + $0, picturesFolder.appendingPathComponent($0)) } + thumbnails
    }

    private static let picturePrefix = "pictures/"

    /// Whether a picture's file is the catalog's own. Of equal pictures of a shop each has a name by
    /// its address; the name that they share stays behind.
    private static func travels(_ name: String) -> Bool {
        IDXSource.isCopy(name) && !name.utf8.contains(UInt8(ascii: "/")) || ShopPictures.isFile(name) && !ShopPictures.isSecondName(name)
    }

    /// Where a file that came from elsewhere goes, by the name that it travelled under; nil for one that no catalog has.
    package func place(ofTravelled name: String) -> URL? {
        if name.isExactly(ThumbnailFile.name) { return ThumbnailFile.url(in: folder) }
        guard name.hasPrefix(Self.picturePrefix) else { return nil }
        let file = String(name.dropFirst(Self.picturePrefix.count))
        return Self.travels(file) ? picturesFolder.appendingPathComponent(file) : nil
    }

    /// Where the file of an arrangement by an encoder's vectors goes.
    package func place(ofArrangementBy encoder: EncoderIdentity) throws(CatalogError) -> URL {
        let name = try encodings().first { $0.encoder == encoder }?.name ?? encoder.name
        guard let file = try by(encoder: name).state().vectorFile else { throw .noVectors(path: folder.path) }
        return ArrangementFile.url(beside: folder.appendingPathComponent(file))
    }

    /// Whether a file that travels can be made from all else.
    package static func isDerived(travelled name: String) -> Bool { name.isExactly(ThumbnailFile.name) }
}
