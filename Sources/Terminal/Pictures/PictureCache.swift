import Basics
import Synchronization

/// The encoded pictures at hand: filled by worker threads, read by the main one. The least recently used go first.
public final class PictureCache: Sendable {
    private let byteLimit: Int
    private let pictures = Mutex(RecentCache<EncodingRequest, EncodedPicture>())

    /// - Parameter byteLimit: about how much memory the pictures may take together.
    public init(byteLimit: Int = 48 << 20) {
        self.byteLimit = byteLimit
    }

    /// The picture, which counts as used now.
    public subscript(request: EncodingRequest) -> EncodedPicture? { pictures.withLock { $0.use(request) } }

    /// Whether the picture is here, without using it.
    public func contains(_ request: EncodingRequest) -> Bool { pictures.withLock { $0.contains(request) } }

    /// Cost: constant, but O(n log n) when the limit is passed, which then drops a quarter at once.
    /// - Returns: what was dropped.
    @discardableResult
    public func insert(_ picture: EncodedPicture, for request: EncodingRequest) -> [EncodingRequest] {
        pictures.withLock { pictures in
            pictures.insert(picture, for: request, cost: picture.byteCount)
            guard pictures.cost > byteLimit else { return [] }
            return pictures.evict(to: byteLimit / 4 * 3) { key, _ in key == request }.map(\.key)
        }
    }
}
