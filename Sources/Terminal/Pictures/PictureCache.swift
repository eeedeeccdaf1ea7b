import Synchronization

/// The encoded pictures at hand: filled by worker threads, read by the main one. The least recently used go first.
public final class PictureCache: Sendable {
    private struct Entry {
        var picture: EncodedPicture
        var used: UInt64
    }

    private struct Contents {
        var entries: [EncodingRequest: Entry] = [:]
        var bytes = 0
        var clock: UInt64 = 0
    }

    private let byteLimit: Int
    private let contents = Mutex(Contents())

    /// - Parameter byteLimit: about how much memory the pictures may take together.
    public init(byteLimit: Int = 48 << 20) {
        self.byteLimit = byteLimit
    }

    /// The picture, which counts as used now.
    public subscript(request: EncodingRequest) -> EncodedPicture? {
        contents.withLock { contents in
            guard contents.entries[request] != nil else { return nil }
            contents.clock += 1
            contents.entries[request]?.used = contents.clock
            return contents.entries[request]?.picture
        }
    }

    /// Whether the picture is here, without using it.
    public func contains(_ request: EncodingRequest) -> Bool {
        contents.withLock { $0.entries[request] != nil }
    }

    /// Cost: constant, but O(n log n) when the limit is passed, which then drops a quarter at once.
    /// - Returns: what was dropped.
    @discardableResult
    public func insert(_ picture: EncodedPicture, for request: EncodingRequest) -> [EncodingRequest] {
        contents.withLock { contents in
            var dropped: [EncodingRequest] = []
            contents.clock += 1
            if let earlier = contents.entries.updateValue(Entry(picture: picture, used: contents.clock), forKey: request) {
                contents.bytes -= earlier.picture.byteCount
            }
            contents.bytes += picture.byteCount
            guard contents.bytes > byteLimit else { return dropped }
            for (key, entry) in contents.entries.sorted(by: { $0.value.used < $1.value.used }) where key != request {
                guard contents.bytes > byteLimit / 4 * 3 else { break }
                contents.entries[key] = nil
                contents.bytes -= entry.picture.byteCount
                dropped.append(key)
            }
            return dropped
        }
    }

    public func removeAll() { contents.withLock { $0 = Contents() } }

    public var byteCount: Int { contents.withLock { $0.bytes } }
}
