import Dispatch
import Pictures
import Synchronization

/// Encodes many pictures: while the encoder works on some, the next ones are loaded on other threads.
///
/// Memory is bounded: two batches of the encoder and what it works on. A picture that cannot be loaded stops nothing.
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
        let size = max(1, encoder.runSize), most = max(1, 2 * encoder.batchSize / size)
        var rest = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }[...]
        var ahead: [Loading] = []
        var runs = RunsUnderWay<Loaded>(encoder)
        func end(_ loaded: Loaded, _ vectors: [Float]) throws {
            try deliver(Chunk(indices: loaded.indices, vectors: vectors, failures: loaded.failures))
        }
        defer { for loading in ahead { _ = loading.loaded() } }
        while true {
            while ahead.count < most, let range = rest.popFirst() { ahead.append(Loading(range, workers: workers, load: load)) }
            guard !ahead.isEmpty else { break }
            let loaded = ahead.removeFirst().loaded()
            try runs.begin(loaded.pictures, loaded, end: end)
        }
        try runs.finish(end: end)
    }

    /// What became of one chunk before it is encoded.
    private struct Loaded {
        var indices: [Int] = []
        var pictures: [Raster] = []
        var failures: [Failure] = []
    }

    /// One chunk that is being loaded.
    private final class Loading: Sendable {
        private let range: Range<Int>
        private let results: Mutex<[Result<Raster, any Error>?]>
        private let next: Atomic<Int>
        private let group = DispatchGroup()

        init(_ range: Range<Int>, workers: Int, load: @escaping @Sendable (Int) throws -> Raster) {
            self.range = range
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
        func loaded() -> Loaded {
            group.wait()
            var loaded = Loaded()
            for (index, result) in zip(range, results.withLock { $0 }) {
                switch result {
                case .success(let picture):
                    loaded.indices.append(index)
                    loaded.pictures.append(picture)
                case .failure(let error): loaded.failures.append(Failure(index: index, error: error))
                case nil: preconditionFailure("picture \(index) was left out")
                }
            }
            return loaded
        }
    }
}
