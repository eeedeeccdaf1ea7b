import Basics
import Catalog
import Encoders
import Engine
import Foundation
@testable import LocalEngine
import Pictures
import Synchronization
import Taste
import TestSupport
import Testing
import Vectors

/// An image-text network in little: pictures and texts of eight kinds, each side in a region of its own, far from the other, and a text's
/// vector only in part in the direction of its kind of picture.
private struct LinkedNetwork: Encoder {
    static let kinds = ["cat", "boat", "robot", "flower", "skull", "guitar", "pizza", "mountain"]
    /// How much of a text's direction is that of its pictures: the rest tells texts apart alone.
    private static let shared: Float = 0.5

    let identity: EncoderIdentity
    let preferredSide = 8, batchSize = 16
    private let pictures: [[Float]], texts: [[Float]], gaps: (pictures: [Float], texts: [Float])

    init(version: String = "1", dimensions: Int = 128) {
        identity = EncoderIdentity(name: "linked", version: version, dimensions: dimensions)
        var generator = SeededGenerator(seed: 16)
        func direction() -> [Float] {
            let values = (0..<dimensions).map { _ in Float.random(in: -1...1, using: &generator) }
            let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return values.map { $0 / length }
        }
        let own = Self.kinds.map { _ in direction() }
        pictures = own
        texts = own.map { own in zip(own, direction()).map { Self.shared * $0 + (1 - Self.shared * Self.shared).squareRoot() * $1 } }
        gaps = (direction(), direction())
    }

    /// A picture's red says its kind; its green how it differs from others of it.
    func encode(_ rasters: [Raster]) -> [Float] {
        rasters.flatMap { raster -> [Float] in
            let color = raster.meanColor()
            var generator = SeededGenerator(seed: UInt64(color.green))
            let kind = pictures[Int(color.red) / 30]
            return kind.indices.map { 1.6 * gaps.pictures[$0] + 0.7 * kind[$0] + Float.random(in: -0.1...0.1, using: &generator) }
        }
    }

    func direction(of text: String) -> [Float] {
        // What it does not know is in the middle of all.
        let kind = Self.kinds.firstIndex(of: text).map { texts[$0] } ?? texts[0].indices.map { index in texts.reduce(0) { $0 + $1[index] } / 8 }
        let vector = kind.indices.map { 2 * gaps.texts[$0] + kind[$0] }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
    }

    /// The mean of all kinds' texts.
    var mean: [Float] {
        let all = Self.kinds.map(direction)
        return all[0].indices.map { index in all.reduce(0) { $0 + $1[index] } / Float(all.count) }
    }
}

@Suite struct NetworkWordsTests {
    private let folder = try! TemporaryFolder()
    private static let metrics: [Metric] = [.cosine, .euclidean, .manhattan]

    private func engine(_ asked: @escaping @Sendable (String) -> Void = { _ in }) throws -> LocalEngine {
        let network = LinkedNetwork()
        return try engine(WordSources { _ in Self.words(of: network, asked) })
    }

    private static func words(of network: LinkedNetwork, _ asked: @escaping @Sendable (String) -> Void = { _ in }) -> WordSource {
        .network(
            NetworkWords(mean: network.mean) { text in
                asked(text)
                return network.direction(of: text)
            })
    }

    /// Twenty pictures of each kind, their names the kind and a number.
    private func engine(_ words: WordSources) throws -> LocalEngine {
        let network = LinkedNetwork()
        for (number, kind) in LinkedNetwork.kinds.enumerated() {
            for copy in 0..<20 {
                let (red, green) = (UInt8(30 * number + 5), UInt8(10 + 11 * copy))
                try folder.write(Fixtures.bitmap(width: 8, height: 8) { _, _ in (red, green, UInt8(number)) }, to: "tees/\(kind)-\(copy).bmp")
            }
        }
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        _ = try Indexer(catalog: catalog, encoder: network).run(source: folder.path("tees")) { _ in }
        return LocalEngine(catalog, fetch: nil, words: words)
    }

    private func nearest(_ liked: [String], in engine: LocalEngine, mode: GhostMode, count: Int = 10) throws -> [Ranking] {
        let basket = Basket(entries: liked.map { Basket.Entry(item: $0) })
        var query = NeighborQuery(subject: .ghost(basket), metrics: Self.metrics, count: count)
        query.taste.mode = mode
        return try waitForAnswer { _ = engine.neighbors(query, $0) }
    }

    private func kind(of match: Match) -> String { String(match.item.id.prefix { $0 != "-" }) }

    @Test func wordsFindTheirPicturesInEachModeByEachMetric() throws {
        let engine = try engine()
        for mode in GhostMode.allCases {
            for ranking in try nearest([Wish.id(of: "robot")], in: engine, mode: mode) {
                // By chance it would be one. Directions of length 1 are beside the pictures here, whoever they are of.
                let least = mode == .direction && ranking.metric != .cosine ? 3 : 9
                #expect(ranking.matches.count { kind(of: $0) == "robot" } >= least, "\(mode) \(ranking.metric)")
            }
            for ranking in try nearest([Wish.id(of: "boat -cat")], in: engine, mode: mode) {
                #expect(ranking.matches.count { kind(of: $0) == "boat" } >= 3, "\(mode) \(ranking.metric)")
            }
        }
    }

    /// Of an item and words, over all pairs of kinds: both sides' neighbours are among the nearest ten, and each says whom it is for.
    @Test func neitherSideDrownsTheOther() throws {
        let engine = try engine()
        for mode in GhostMode.allCases {
            var found = Self.metrics.map { _ in (words: 0, items: 0, ownWords: 0, ownItems: 0, all: 0) }
            for (number, wished) in LinkedNetwork.kinds.enumerated() {
                let liked = LinkedNetwork.kinds[(number + 3) % 8]
                for (place, ranking) in try nearest([Wish.id(of: wished), "\(liked)-7"], in: engine, mode: mode).enumerated() {
                    for match in ranking.matches {
                        let first = match.because.first?.id
                        found[place].all += 1
                        if kind(of: match) == wished {
                            found[place].words += 1
                            if first == Wish.id(of: wished) { found[place].ownWords += 1 }
                        } else if kind(of: match) == liked {
                            found[place].items += 1
                            if first == "\(liked)-7" { found[place].ownItems += 1 }
                        }
                    }
                }
            }
            for (metric, one) in zip(Self.metrics, found) {
                let least = mode == .direction && metric != .cosine ? 10 : 5
                #expect(one.words * least >= one.all && one.items * least >= one.all, "\(mode) \(metric): \(one)")
                #expect(one.ownWords * 4 >= one.words * 3 && one.ownItems * 5 >= one.items * 4, "\(mode) \(metric): \(one)")
            }
        }
    }

    @Test func aPhraseIsMadeOnce() throws {
        let asked = Mutex<[String]>([])
        let engine = try engine { text in asked.withLock { $0.append(text) } }
        for _ in 0..<3 { _ = try nearest([Wish.id(of: "cat 2:boat")], in: engine, mode: .interests) }
        #expect(asked.withLock { $0 } == ["cat", "boat"])
    }

    @Test func aNetworkKnowsEveryText() throws {
        let engine = try engine()
        let reading = try waitForAnswer { engine.reading(of: "blorptastic cat -2:boat", encoder: nil, $0) }
        #expect(reading.known == ["blorptastic cat", "less of boat ×2"] && reading.unknown.isEmpty && reading.isUnderstood)
        #expect(try !waitForAnswer { engine.reading(of: "cat -cat", encoder: nil, $0) }.isUnderstood)
    }

    @Test func wordsFollowTheEncoderThatTheCatalogChangesTo() throws {
        let engine = try engine(
            WordSources { Self.words(of: LinkedNetwork(version: $0.version, dimensions: $0.dimensions)) })
        func nearest() throws -> [Match] { try self.nearest([Wish.id(of: "robot"), "robot-7"], in: engine, mode: .centroid)[0].matches }
        #expect(try nearest().count { kind(of: $0) == "robot" } >= 9)
        #expect(try FurtherEncoding(engine.catalog, by: LinkedNetwork(version: "2", dimensions: 96)).run().isOwn)
        #expect(try nearest().count { kind(of: $0) == "robot" } >= 9)
    }

    @Test func wordsThatCannotBeReadDisableNoNeighbours() throws {
        let loads = Mutex(0)
        let engine = try engine(
            WordSources { _ in
                loads.withLock { $0 += 1 }
                throw PlainError("damaged")
            })
        let alone = try nearest(["cat-7"], in: engine, mode: .centroid)
        let both = try nearest(["cat-7", Wish.id(of: "boat")], in: engine, mode: .centroid)
        #expect(both.map { $0.matches.map(\.item.id) } == alone.map { $0.matches.map(\.item.id) } && !both[0].matches.isEmpty)
        // Where there is nothing else, it is said; and what fails is not tried at every question.
        let failure = #expect(throws: PlainError.self) { try nearest([Wish.id(of: "boat")], in: engine, mode: .centroid) }
        #expect(failure?.description == "damaged" && loads.withLock { $0 } == 1)
    }

    @Test(arguments: [Float.nan, .infinity, 3e38]) func wordsWithoutAVectorDisableNoNeighbours(_ number: Float) throws {
        let engine = try engine(
            WordSources { encoder in
                .network(
                    NetworkWords(mean: [Float](repeating: 0, count: encoder.dimensions)) { _ in [Float](repeating: number, count: encoder.dimensions)
                    })
            })
        let alone = try nearest(["cat-7"], in: engine, mode: .centroid)
        let both = try nearest(["cat-7", Wish.id(of: "100:boat")], in: engine, mode: .centroid)
        #expect(both.map { $0.matches.map(\.item.id) } == alone.map { $0.matches.map(\.item.id) } && !both[0].matches.isEmpty)
        #expect(throws: PlainError.self) { try nearest([Wish.id(of: "100:boat")], in: engine, mode: .centroid) }
    }

    @Test func anEncoderMayLearnWordsMeanwhile() throws {
        let network = Mutex<LinkedNetwork?>(nil)
        let engine = try engine(WordSources { _ in network.withLock { $0 }.map { Self.words(of: $0) } })
        #expect(try nearest([Wish.id(of: "boat")], in: engine, mode: .centroid)[0].matches.isEmpty)
        network.withLock { $0 = LinkedNetwork() }
        #expect(try nearest([Wish.id(of: "boat")], in: engine, mode: .centroid)[0].matches.count == 10)
    }
}
