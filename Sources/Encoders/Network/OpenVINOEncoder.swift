import Basics
import Foundation
import Pictures

/// Encodes pictures with an ONNX network on the processor, through OpenVINO.
///
/// Thread-safe: several threads may encode at once; each call borrows requests from a small pool, and waits if all are
/// lent. One batch is preprocessed while the network runs on those before.
public final class OpenVINOEncoder: Encoder {
    /// How the network is run. None of it changes a vector beyond rounding.
    public struct Options: Sendable {
        /// Processor threads; nil for all cores.
        public var threads: Int?
        /// Requests that run side by side, each on its share of the threads. One per core spares the
        /// threads waiting for each other at every layer; more than four would cost too much memory for the layers in between.
        public var streams: Int
        /// Pictures in one run of the network.
        public var batch: Int

        public init(threads: Int? = nil, streams: Int? = nil, batch: Int = 8) {
            self.threads = threads
            self.streams = max(1, streams ?? min(4, threads ?? ProcessInfo.processInfo.activeProcessorCount))
            self.batch = max(1, batch)
        }
    }

    public let identity: EncoderIdentity
    /// What it was opened by, with the dimensions found.
    public let manifest: EncoderManifest
    public let preferredSide: Int
    public let batchSize: Int
    private let input: NetworkInput
    private let batch: Int
    private let pool: RequestPool

    /// Loads a network, cuts it at the manifest's layer, and compiles it.
    ///
    /// A manifest with 0 dimensions gets them from a trial run.
    /// - Throws: `EncoderError`. Cost: 0.1 to some seconds, by the network's size.
    public init(_ manifest: EncoderManifest, model: URL, options: Options = Options()) throws(EncoderError) {
        let openVINO = try OpenVINO.shared()
        let outline = try manifest.outline(of: model)
        try manifest.preprocessing.validate()
        input = try NetworkInput(outline, size: manifest.preprocessing.size)
        batch = input.fixedBatch ?? options.batch
        let settings = CompiledNetwork.Settings(
            shapes: .only(input.shape(batch: input.fixedBatch ?? -1)), layer: manifest.layer, precision: manifest.precision, threads: options.threads,
            streams: options.streams)
        let network = try CompiledNetwork.cut(model, outline: outline, settings: settings, openVINO: openVINO)
        var requests: [InferRequest] = []
        for _ in 0..<options.streams { requests.append(try InferRequest(network, input: input, capacity: batch)) }
        pool = RequestPool(requests)
        preferredSide = manifest.preprocessing.resize == .crop ? manifest.preprocessing.shorterSide : manifest.preprocessing.size
        // Enough for every request to be busy while the next batch is prepared.
        batchSize = batch * options.streams * 2
        var manifest = manifest
        let trial = try Self.trial(requests[0], manifest.pooling)
        if manifest.dimensions == 0 { manifest.dimensions = trial }
        guard trial == manifest.dimensions else {
            throw .unsuitableOutput(
                tensor: manifest.layer, reason: "it has \(trial) values, the manifest says \(manifest.dimensions)")
        }
        self.manifest = manifest
        identity = manifest.identity
    }

    /// The length of a vector, from a run on one blank picture.
    private static func trial(_ request: InferRequest, _ pooling: Pooling) throws(EncoderError) -> Int {
        try request.start(count: 1)
        return try request.finish(count: 1, pooling: pooling).count
    }

    public var runSize: Int { batch }

    public func encode(_ pictures: [Raster]) throws -> [Float] {
        var vectors: [Float] = []
        vectors.reserveCapacity(pictures.count * identity.dimensions)
        var runs = RunsUnderWay<Void>(self)
        for start in stride(from: 0, to: pictures.count, by: batch) {
            try runs.begin(Array(pictures[start..<min(start + batch, pictures.count)]), ()) { vectors += $1 }
        }
        try runs.finish { vectors += $1 }
        return vectors
    }

    public func begin(_ pictures: [Raster], waits: Bool) throws -> PendingVectors? {
        precondition(pictures.count <= batch, "\(pictures.count) pictures in a run of \(batch)")
        guard let request = waits ? pool.take() : pool.takeIfIdle() else { return nil }
        let run = LentRun(of: request, from: pool)
        for (index, picture) in pictures.enumerated() {
            manifest.preprocessing.write(picture, to: request.input(at: index), layout: input.layout)
        }
        try run.start(count: pictures.count)
        return { [self] in
            let vectors = try run.finish(pooling: manifest.pooling)
            try requireFinite(vectors)
            return vectors
        }
    }

    private func requireFinite(_ vectors: [Float]) throws(EncoderError) {
        guard let index = vectors.firstIndex(where: { !$0.isFinite }) else { return }
        throw .notFinite(encoder: identity.name, picture: index / identity.dimensions)
    }

    /// Pictures per second of the network alone: no decoding, no preprocessing, all requests kept busy.
    ///
    /// - Parameter seconds: how long to measure at least.
    public func networkRate(seconds: Double) throws -> Double {
        var idle = [pool.take()]
        while let another = pool.takeIfIdle() { idle.append(another) }
        var running: [InferRequest] = []
        defer {
            for request in running { _ = try? request.finish(count: batch, pooling: manifest.pooling) }
            for request in running + idle { pool.giveBack(request) }
        }
        let clock = ContinuousClock()
        let start = clock.now
        var pictures = 0
        repeat {
            while let request = idle.last {
                try request.start(count: batch)
                running.append(idle.removeLast())
            }
            _ = try running[0].finish(count: batch, pooling: manifest.pooling)
            idle.append(running.removeFirst())
            pictures += batch
        } while clock.now - start < .seconds(seconds)
        // What still runs counts as well, once it is done.
        for request in running {
            _ = try request.finish(count: batch, pooling: manifest.pooling)
            pictures += batch
        }
        idle += running
        running = []
        return Double(pictures) / ((clock.now - start) / .seconds(1))
    }
}
