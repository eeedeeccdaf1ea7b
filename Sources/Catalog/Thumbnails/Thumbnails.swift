import Basics
import Dispatch
import Foundation
import Pictures
import Synchronization

/// The thumbnails that a catalog has, from a mapped file: reading them decodes nothing. Safe to use from several threads.
public final class Thumbnails: Sendable {
    private let folder: URL
    private let mapped: Mutex<MappedFile?>

    init(in folder: URL) {
        self.folder = folder
        mapped = Mutex(ThumbnailFile.map(in: folder))
    }

    /// An item's thumbnail; nil where none has been made, or the item is not in that row or has got another picture. Cost: microseconds.
    public func thumbnail(id: String, fingerprint: String, row: Int) -> Thumbnail? {
        thumbnail(RowKeys.key(id: id, fingerprint: fingerprint), row: row)
    }

    /// The same by its key.
    func thumbnail(_ key: UInt64, row: Int) -> Thumbnail? { read(row) { ThumbnailFile.thumbnail(in: $0, key: key) } ?? nil }

    /// The same of an item.
    public func thumbnail(of item: Item) -> Thumbnail? { thumbnail(id: item.id, fingerprint: item.fingerprint, row: item.row) }

    /// Whether a record of the key is there, perhaps not whole.
    func has(_ key: UInt64, row: Int) -> Bool { read(row) { ThumbnailFile.holds($0, key: key) } ?? false }

    private func read<Value>(_ row: Int, _ body: (UnsafeRawBufferPointer) -> Value?) -> Value? {
        guard row >= 0, row < 1 << 32, let file = file(holding: row) else { return nil }
        let start = ThumbnailFile.offset(ofRow: row)
        return file.withBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<start + ThumbnailFile.recordSize])) }
    }

    /// The file, mapped once more where it has become longer since, or another one has taken its place.
    private func file(holding row: Int) -> MappedFile? {
        let end = ThumbnailFile.offset(ofRow: row + 1)
        return mapped.withLock { mapped in
            if let mapped, mapped.bytes.count >= end { return mapped }
            var status = stat()
            guard stat(ThumbnailFile.url(in: folder).path, &status) == 0, status.st_size >= end else { return nil }
            mapped = ThumbnailFile.map(in: folder)
            return mapped.flatMap { $0.bytes.count >= end ? $0 : nil }
        }
    }
}

extension Catalog {
    /// The thumbnails that there are. Cost: a file is mapped.
    public func thumbnails() -> Thumbnails { Thumbnails(in: folder) }

    /// Pictures that are decoded for their thumbnails between two looks at whether to go on.
    private static let batch = 256

    /// Makes the thumbnails that are missing, as those of a catalog from before there were any, on all processors. What was made stays when it
    /// is given up. Cost: a pass over the items; then the decoding of those pictures.
    ///
    /// - Parameter progress: thumbnails made, of how many; called on this thread.
    /// - Returns: how many items still have none, because their pictures cannot be read, or nothing can be written.
    public func makeThumbnails(
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }, isCancelled: () -> Bool = { false }
    ) throws(CatalogError) -> Int {
        let now = try generation(), count = try now.state().items, thumbnails = thumbnails()
        let keys = try now.read { db in try RowKeys.current(db, count: count) }
        let missing = keys.indices.filter { keys[$0] != 0 && !thumbnails.has(keys[$0], row: $0) }
        guard !missing.isEmpty else { return 0 }
        guard !isReadOnly, let writer = ThumbnailWriter(in: folder, permissions: permissions) else { return missing.count }
        var made = 0
        for start in stride(from: 0, to: missing.count, by: Self.batch) {
            if isCancelled() { break }
            progress(start, missing.count)
            let items = try now.items(rows: Array(missing[start..<min(start + Self.batch, missing.count)]))
            let pictures = try now.pictures(of: items), decoded = Slots<Thumbnail>(count: items.count)
            DispatchQueue.concurrentPerform(iterations: items.count) { index in
                guard let picture = pictures[index], let raster = try? picture.decode(side: 4 * Thumbnail.side) else { return }
                decoded.set(Thumbnail(raster), at: index)
            }
            for (index, item) in items.enumerated() {
                guard let thumbnail = decoded.take(index) else { continue }
                if writer.set(thumbnail, id: item.id, fingerprint: item.fingerprint, row: item.row) { made += 1 }
            }
        }
        progress(missing.count, missing.count)
        return missing.count - made
    }
}
