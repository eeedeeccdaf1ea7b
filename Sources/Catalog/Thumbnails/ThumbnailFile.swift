import Basics
import Foundation
import Pictures

/// The atlas: thumbnails of a catalog's items in `thumbnails.atlas`, a header of 32 bytes and a record of one length for each row. A record
/// is its item's key (`RowKeys`, 64 bits), a checksum of all that follows (64 bits), width and height (a byte each) and the pixels. In the
/// machine's byte order.
///
/// A record whose key is not its row's present one is of an item or a picture that is no longer there, and one whose checksum does not fit was
/// being written when its writer was killed, or is at this moment: either is none, and will be made. So nothing needs to reach the
/// disk in any order.
enum ThumbnailFile {
    static let name = "thumbnails.atlas"
    static let headerSize = 32
    static let recordSize = 24 + Thumbnail.mostBytes
    static let magic: UInt64 = 0x3130_534C_5441_5456

    static func url(in folder: URL) -> URL { folder.appendingPathComponent(name) }

    static var header: Data {
        [magic, UInt64(Thumbnail.side), UInt64(recordSize), 0].withUnsafeBytes { Data($0) }
    }

    static func offset(ofRow row: Int) -> Int { headerSize + row * recordSize }

    /// A record of a thumbnail.
    static func record(_ thumbnail: Thumbnail, key: UInt64) -> [UInt8] {
        var record = [UInt8](repeating: 0, count: recordSize)
        (record[16], record[17]) = (UInt8(thumbnail.width), UInt8(thumbnail.height))
        record.replaceSubrange(24..<24 + thumbnail.pixels.count, with: thumbnail.pixels)
        record.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: key, as: UInt64.self)
            bytes.storeBytes(of: checksum(UnsafeRawBufferPointer(rebasing: bytes[16...]), key), toByteOffset: 8, as: UInt64.self)
        }
        return record
    }

    /// The thumbnail in a record; nil where it has another key, or is not whole.
    static func thumbnail(in record: UnsafeRawBufferPointer, key: UInt64) -> Thumbnail? {
        guard holds(record, key: key) else { return nil }
        // What is checked is what is returned, whatever is written there meanwhile.
        let copy = [UInt8](record)
        guard
            copy.withUnsafeBytes({
                checksum(UnsafeRawBufferPointer(rebasing: $0[16...]), key) == $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            })
        else { return nil }
        let (width, height) = (Int(copy[16]), Int(copy[17]))
        guard width <= Thumbnail.side, height <= Thumbnail.side else { return nil }
        return Thumbnail(width: width, height: height, pixels: copy[24..<24 + 3 * width * height])
    }

    /// Whether a record claims to be of a key.
    static func holds(_ record: UnsafeRawBufferPointer, key: UInt64) -> Bool { record.loadUnaligned(as: UInt64.self) == key }

    /// FNV-1a over words of 64 bits, those of the record's rest.
    private static func checksum(_ bytes: UnsafeRawBufferPointer, _ key: UInt64) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ key
        for at in stride(from: 0, to: bytes.count - 7, by: 8) {
            hash = (hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x100_0000_01B3
        }
        return hash ^ hash >> 32
    }

    /// Maps what there is of the atlas; nil where there is none, or something else.
    static func map(in folder: URL) -> MappedFile? {
        guard let file = try? MappedFile(url(in: folder)), file.bytes.count >= headerSize,
            file.withBytes({ $0[..<headerSize].elementsEqual(header) })
        else { return nil }
        return file
    }
}
