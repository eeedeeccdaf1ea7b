import Pictures
import Synchronization
import Testing

@testable import Encoders

@Suite struct EncodePipelineTests {
    /// One value per picture: its first byte.
    private struct FirstByte: Encoder {
        let identity = EncoderIdentity(name: "first byte", version: "1", dimensions: 1)
        let preferredSide = 1
        let batchSize = 4

        func encode(_ pictures: [Raster]) throws -> [Float] {
            if pictures.contains(where: { $0.pixels[0] == 99 }) { throw EncoderError.notFinite(encoder: "first byte", picture: 0) }
            return pictures.map { Float($0.pixels[0]) }
        }
    }

    private struct Broken: Error {}

    @Test(arguments: [0, 1, 3, 4, 5, 41], [1, 3])
    func deliversAllInOrder(count: Int, workers: Int) throws {
        var indices: [Int] = []
        var vectors: [Float] = []
        try EncodePipeline(FirstByte(), workers: workers).run(count: count) { index in
            Samples.plain(1, 1, UInt8(index), 0, 0)
        } deliver: { chunk in
            #expect(chunk.indices.count <= 4)
            indices += chunk.indices
            vectors += chunk.vectors
        }
        #expect(indices == Array(0..<count))
        #expect(vectors == (0..<count).map(Float.init))
    }

    @Test func picturesThatFailAreNamedAndStopNothing() throws {
        var (indices, failed) = ([Int](), [Int]())
        try EncodePipeline(FirstByte()).run(count: 20) { index in
            if index % 3 == 0 { throw Broken() }
            return Samples.plain(1, 1, UInt8(index), 0, 0)
        } deliver: { chunk in
            indices += chunk.indices
            failed += chunk.failures.map(\.index)
            #expect(chunk.vectors == chunk.indices.map(Float.init))
        }
        #expect(failed == Array(stride(from: 0, to: 20, by: 3)))
        #expect((indices + failed).sorted() == Array(0..<20))
    }

    @Test func errorsOfTheEncoderAndTheReceiverEndTheRun() {
        let loaded = Atomic(0)
        #expect(throws: EncoderError.self) {
            try EncodePipeline(FirstByte()).run(count: 1000) { index in
                loaded.wrappingAdd(1, ordering: .relaxed)
                return Samples.plain(1, 1, index == 6 ? 99 : 1, 0, 0)
            } deliver: { _ in
            }
        }
        #expect(loaded.load(ordering: .relaxed) <= 12)
        #expect(throws: Broken.self) {
            try EncodePipeline(FirstByte()).run(count: 9) { _ in
                Samples.plain(1, 1, 1, 1, 1)
            } deliver: { _ in
                throw Broken()
            }
        }
    }

    /// Has up to three runs under way, and makes their vectors when they are asked for.
    private final class Late: Encoder {
        let identity = EncoderIdentity(name: "late", version: "1", dimensions: 1)
        let preferredSide = 1, batchSize = 12, runSize = 2
        let underWay = Mutex((now: 0, most: 0))

        func encode(_ pictures: [Raster]) throws -> [Float] { try begin(pictures, waits: true)!() }

        func begin(_ pictures: [Raster], waits: Bool) throws -> PendingVectors? {
            if pictures.contains(where: { $0.pixels[0] == 99 }) { throw EncoderError.notFinite(encoder: "late", picture: 0) }
            let isBegun = underWay.withLock { runs in
                if runs.now == 3 { return false }
                runs = (runs.now + 1, max(runs.most, runs.now + 1))
                return true
            }
            #expect(isBegun || !waits)
            guard isBegun else { return nil }
            return { [self] in
                underWay.withLock { $0.now -= 1 }
                return pictures.map { Float($0.pixels[0]) }
            }
        }
    }

    @Test func runsOverlapAndEndInOrder() throws {
        let encoder = Late()
        var (indices, failed) = ([Int](), [Int]())
        try EncodePipeline(encoder).run(count: 31) { index in
            if (8...10).contains(index) { throw Broken() }
            return Samples.plain(1, 1, UInt8(index), 0, 0)
        } deliver: { chunk in
            #expect(chunk.indices.count <= 2)
            #expect(chunk.vectors == chunk.indices.map(Float.init))
            indices += chunk.indices
            failed += chunk.failures.map(\.index)
        }
        #expect(indices == Array(0..<8) + Array(11..<31) && failed == [8, 9, 10])
        #expect(encoder.underWay.withLock { $0 == (0, 3) })
    }

    @Test func runsBeforeOneThatFailsAreDelivered() {
        var indices: [Int] = []
        #expect(throws: EncoderError.self) {
            try EncodePipeline(Late()).run(count: 40) { index in
                Samples.plain(1, 1, index == 12 ? 99 : 1, 0, 0)
            } deliver: { chunk in
                indices += chunk.indices
            }
        }
        #expect(indices == Array(0..<12))
    }

    @Test func ratesArePositive() throws {
        let rate = try EncodeRate.measure(DescriptorEncoder(), pictures: 3, rounds: 1) { index in
            Samples.noise(20, 20, seed: UInt64(index))
        }
        #expect(rate.pictures == 3)
        #expect(rate.endToEnd > 0)
        #expect(rate.alone > 0)
        #expect(throws: Broken.self) { try EncodeRate.measure(DescriptorEncoder(), pictures: 3, rounds: 1) { _ in throw Broken() } }
    }
}
