import Basics
import Foundation
import Pictures

/// Writes thumbnails into a catalog's atlas. Any number may write at the same time: of a key all write the same. Where the atlas cannot be
/// written nothing is, for a catalog is whole without it.
final class ThumbnailWriter {
    private let descriptor: Int32

    /// - Returns: nil where there is no atlas and none can be made, or where something else has its name.
    init?(in folder: URL, permissions: Permissions) {
        let url = ThumbnailFile.url(in: folder)
        if ThumbnailFile.map(in: folder) == nil {
            guard mayClaim(url, magic: ThumbnailFile.magic) else {
                descriptor = -1
                return nil
            }
            // What is there under its name is of another version, or was damaged; whoever maps it keeps it.
            unlink(url.path)
            // Somebody else may be quicker.
            try? Draft.write(ThumbnailFile.header, to: url, permissions: permissions, replacing: false)
        }
        descriptor = open(url.path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0, ThumbnailFile.map(in: folder) != nil else { return nil }
    }

    /// Also where `init` fails after it has opened the file.
    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Stores a row's thumbnail.
    ///
    /// - Returns: whether it is stored.
    @discardableResult
    func set(_ thumbnail: Thumbnail, id: String, fingerprint: String, row: Int) -> Bool {
        let record = ThumbnailFile.record(thumbnail, key: RowKeys.key(id: id, fingerprint: fingerprint))
        return pwrite(descriptor, record, record.count, off_t(ThumbnailFile.offset(ofRow: row))) == record.count
    }
}
