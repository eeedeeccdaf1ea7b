import Pictures

/// How fast an encoder is on this machine, pictures per second.
public struct EncodeRate: Codable, Hashable, Sendable {
    /// Which encoder was measured.
    public let encoder: EncoderIdentity
    /// Pictures per round.
    public let pictures: Int
    /// From file to vector: loading, preprocessing, network; the median of the rounds.
    public let endToEnd: Double
    /// The network alone, measured between the rounds; for an encoder without one, from decoded picture to vector.
    public let alone: Double

    /// The part of the network's rate that remains end to end.
    public var efficiency: Double { alone > 0 ? endToEnd / alone : 0 }

    /// Measures both rates in turns, so that a change of the machine's load meets both.
    ///
    /// - Parameters:
    ///   - pictures: how many are encoded in each round; at least some batches, or start-up weighs too much.
    ///   - load: decodes picture number 0 ..< pictures from its file.
    /// - Throws: what loading or encoding throws.
    public static func measure(
        _ encoder: any Encoder, pictures: Int, rounds: Int = 3, workers: Int = 2, load: @escaping @Sendable (Int) throws -> Raster
    ) throws -> EncodeRate {
        precondition(pictures > 0 && rounds > 0, "a rate needs pictures and rounds")
        let clock = ContinuousClock()
        let sample = try (0..<min(pictures, encoder.batchSize)).map(load)
        _ = try encoder.encode(sample)
        var (whole, alone) = ([Double](), [Double]())
        for _ in 0..<rounds {
            let start = clock.now
            try EncodePipeline(encoder, workers: workers).run(count: pictures, load: load) { chunk in
                if let failure = chunk.failures.first { throw failure.error }
            }
            let seconds = (clock.now - start) / .seconds(1)
            whole.append(Double(pictures) / seconds)
            alone.append(try aloneRate(encoder, sample: sample, seconds: min(max(seconds, 0.05), 5)))
        }
        return EncodeRate(
            encoder: encoder.identity, pictures: pictures, endToEnd: whole.sorted()[rounds / 2], alone: alone.sorted()[rounds / 2])
    }

    private static func aloneRate(_ encoder: any Encoder, sample: [Raster], seconds: Double) throws -> Double {
        if let network = encoder as? OpenVINOEncoder { return try network.networkRate(seconds: seconds) }
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        repeat {
            _ = try encoder.encode(sample)
            count += sample.count
        } while clock.now - start < .seconds(seconds)
        return Double(count) / ((clock.now - start) / .seconds(1))
    }
}
