import Basics
import Catalog
import Foundation
import Frames
import Pictures
import Synchronization

/// Asks a host for a picture; the answer comes on any thread.
package typealias PictureFetch = @Sendable (_ address: String, _ reply: @escaping @Sendable (Result<[UInt8], any Error>) -> Void) -> Void

/// Pictures of items beside the front: fetched when they are looked at, and kept in the catalog where that can be written, else for a while.
final class FurtherPictures: Sendable {
    private static let prefix = "further "
    private static let byteLimit = 32 << 20
    private let isReadOnly: Bool
    private let stored: ShopPictures
    private let fetch: PictureFetch?
    /// Of a catalog that cannot be written.
    private let kept = Mutex(RecentCache<ExactText, [UInt8]>())
    /// Storing and decoding are no business of the thread that talks to hosts.
    private let queue = DispatchQueue(label: "vitrine.further-pictures", qos: .userInitiated)

    init(_ catalog: Catalog, fetch: PictureFetch?) {
        (isReadOnly, stored, self.fetch) = (catalog.isReadOnly, ShopPictures(catalog), fetch)
    }

    /// Whether a name is that of a further picture.
    static func isName(_ picture: PictureName) -> Bool { picture.fingerprint.utf8.starts(with: prefix.utf8) }

    /// Has a picture at hand; the answer comes on any thread.
    func load(_ address: String, of id: String, _ reply: @escaping @Sendable (Result<PictureName, any Error>) -> Void) {
        let name = PictureName(item: id, fingerprint: Self.prefix + address)
        queue.async { [self] in
            if raster(name, side: 64) != nil { return reply(.success(name)) }
            guard let fetch else { return reply(.failure(PlainError("\(address): pictures are not fetched here"))) }
            fetch(address) { [self] result in
                queue.async { [self] in
                    reply(Result { try take(result.get(), of: address) }.map { name })
                }
            }
        }
    }

    private func take(_ bytes: [UInt8], of address: String) throws {
        // What cannot be decoded is not kept.
        do { _ = try PictureDecoder.decode(bytes, side: 64) } catch { throw PlainError("\(address): \(error)") }
        if !isReadOnly, (try? stored.store(Data(bytes), of: address)) ?? nil != nil { return }
        kept.withLock { kept in
            kept.insert(bytes, for: ExactText(address), cost: bytes.count)
            if kept.cost > Self.byteLimit { kept.evict(to: Self.byteLimit / 4 * 3) { old, _ in old == ExactText(address) } }
        }
    }

    /// A picture that is at hand; nil where it is not.
    func raster(_ picture: PictureName, side: Int) -> Raster? {
        let address = String(Substring(picture.fingerprint.utf8.dropFirst(Self.prefix.utf8.count)))
        if let bytes = kept.withLock({ $0.use(ExactText(address)) }) { return try? PictureDecoder.decode(bytes, side: side) }
        return stored.stored(address).flatMap { try? PictureDecoder.decode(file: stored.file($0), side: side) }
    }
}
