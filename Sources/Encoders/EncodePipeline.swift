import Dispatch
import Pictures
import Synchronization

/// Encodes many pictures: while the encoder works on one chunk, the next one is loaded on other threads.
///
/// Memory is bounded: two chunks of `encoder.batchSize` pictures. A picture that cannot be loaded stops nothing.
public struct EncodePipeline: Sendable {
    /// What became of one chunk.
    public struct Chunk {
        /// The pictures that were encoded, in order.
        public let indices: [Int]
        /// Their vectors, one after another.
        public let vectors: [Float]
        /// The pictures that could not be loaded, with the reason.
        public let failures: [Failure]
    }

    /// A picture that could not be loaded.
    public struct Failure {
        /// Which picture.
        public let index: Int
        /// Why not.
        public let error: any Error
    }

    private let encoder: any Encoder
    private let workers: Int

    /// - Parameter workers: threads that load pictures.
    public init(_ encoder: any Encoder, workers: Int = 2) {
        self.encoder = encoder
        self.workers = max(1, workers)
    }

    /// Encodes pictures `0 ..< count`; `deliver` gets the chunks in order, on the calling thread.
    ///
    /// - Throws: what the encoder or `deliver` throws; loading in progress is waited for.
    public func run(
        count: Int, load: @escaping @Sendable (Int) throws -> Raster, deliver: (Chunk) throws -> Void
    ) throws {
        let size = max(1, encoder.batchSize)
        let chunks = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
        var next = chunks.first.map { Loading($0, workers: workers, load: load) }
        defer { _ = next?.wait() }
        for position in chunks.indices {
            guard let loaded = next?.wait() else { return }
            next = position + 1 < chunks.count ? Loading(chunks[position + 1], workers: workers, load: load) : nil
            var (indices, pictures, failures) = ([Int](), [Raster](), [Failure]())
            for (index, result) in zip(chunks[position], loaded) {
                switch result {
                case .success(let picture):
                    indices.append(index)
                    pictures.append(picture)
                case .failure(let error):
                    failures.append(Failure(index: index, error: error))
                }
            }
            try deliver(Chunk(indices: indices, vectors: encoder.encode(pictures), failures: failures))
        }
    }

    /// One chunk that is being loaded.
    private final class Loading: Sendable {
        private let results: Mutex<[Result<Raster, any Error>?]>
        private let next: Atomic<Int>
        private let group = DispatchGroup()

        init(_ range: Range<Int>, workers: Int, load: @escaping @Sendable (Int) throws -> Raster) {
            results = Mutex(Array(repeating: nil, count: range.count))
            next = Atomic(range.lowerBound)
            for _ in 0..<min(workers, range.count) {
                DispatchQueue.global().async(group: group) { [self] in
                    while true {
                        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                        guard index < range.upperBound else { return }
                        let result = Result { try load(index) }
                        results.withLock { $0[index - range.lowerBound] = result }
                    }
                }
            }
        }

        /// The pictures in order, once all are there.
        func wait() -> [Result<Raster, any Error>] {
            group.wait()
            return results.withLock { $0.compactMap { $0 } }
        }
    }
}
