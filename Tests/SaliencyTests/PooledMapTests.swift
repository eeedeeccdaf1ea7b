import Pictures
import TestSupport
import Testing

@testable import Saliency

@Suite struct PooledMapTests {
    private func values(_ count: Int, seed: UInt64) -> [Float] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Float.random(in: -1...2, using: &random) }
    }

    @Test(arguments: PooledMap.Pooling.allCases) func sharesAddUpToTheSum(_ pooling: PooledMap.Pooling) throws {
        let channels = 5, dimensions = pooling == .maximumAndMean ? 10 : 5
        let map = try #require(PooledMap(values(channels * 49, seed: 1), pooledTo: dimensions, pooling))
        #expect(map.side == 7 && map.pooled.count == dimensions)
        let weights = values(dimensions, seed: 2)
        let sum = zip(map.pooled, weights).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(map.shares(of: weights).reduce(0, +) - sum) < 1e-4)
    }

    @Test func theSharesOfTheCosineAddUpToIt() throws {
        let map = try #require(PooledMap(values(6 * 64, seed: 3), pooledTo: 6, .mean)), other = values(6, seed: 4)
        let query = SimilarityQuery(other, weights: [1, 2, 1, 0.5, 1, 0], parts: [("a", 0..<2), ("b", 2..<6)])
        let maps = query.maps(of: map, vector: map.pooled, seen: .all)
        #expect(maps.method == .shares && maps.maps.map(\.part) == [nil, "a", "b"])
        // By the reference: each place's own vector beside the query.
        for (part, range, weights) in [(nil, 0..<6, [1, 2, 1, 0.5, 1, 0]), ("a", 0..<2, [1, 1]), ("b", 2..<6, [1, 1, 1, 1])]
            as [(String?, Range<Int>, [Float])]
        {
            func dot(_ a: [Float], _ b: [Float]) -> Float { zip(weights, zip(a, b)).reduce(0) { $0 + $1.0 * $1.0 * $1.1.0 * $1.1.1 } }
            let own = Array(map.pooled[range]), its = Array(other[range]), lengths = (dot(own, own) * dot(its, its)).squareRoot()
            let found = try #require(maps.map(of: part))
            #expect(abs(found.similarity - dot(own, its) / lengths) < 1e-5)
            let shares = (0..<64).map { place in dot(range.map { values(6 * 64, seed: 3)[$0 * 64 + place] }, its) / 64 / lengths }
            #expect(abs(shares.reduce(0, +) - found.similarity) < 1e-4)
            for (place, share) in shares.enumerated() { #expect(abs(found.heat.values[place] * found.heat.peak - max(0, share)) < 1e-5) }
        }
    }

    @Test func aMaximumIsBroughtByItsPlace() throws {
        var values = [Float](repeating: 0, count: 2 * 49)
        (values[10], values[49 + 40], values[49 + 41]) = (3, 5, 5)
        let map = try #require(PooledMap(values, pooledTo: 2, .maximum))
        let shares = map.shares(of: [1, 2])
        #expect(shares[10] == 3 && shares[40] == 10 && shares.reduce(0, +) == 13)
    }

    /// Where the truth is known both ways: covering a place with what counts for nothing takes away just what it brings.
    @Test func occlusionAndSharesPointAtTheSamePlace() throws {
        let side = 8, pixels = 4
        var random = SeededGenerator(seed: 5)
        for _ in 0..<20 {
            // A linear map: each place's red and green, and what is so large everywhere that no place changes the vector's length.
            var picture = Raster.filled([128, 128, 128], width: side * pixels, height: side * pixels)
            for y in 0..<side {
                for x in 0..<side {
                    let color = [UInt8.random(in: 0...255, using: &random), UInt8.random(in: 0...255, using: &random), 0]
                    picture.paste(.filled(color, width: pixels, height: pixels), x: x * pixels, y: y * pixels)
                }
            }
            func map(_ picture: Raster) -> [Float] {
                (0..<2).flatMap { channel in
                    (0..<side * side).map { place in
                        let (x, y) = (place % side * pixels, place / side * pixels)
                        return (Float(picture.pixels[4 * (y * picture.width + x) + channel]) - 128) / 255
                    }
                } + [Float](repeating: 30, count: side * side)
            }
            func vector(_ picture: Raster) -> [Float] { PooledMap(map(picture), pooledTo: 3, .mean)!.pooled }
            let query = SimilarityQuery([0, 1, 0.1])
            let pooled = try #require(PooledMap(map(picture), pooledTo: 3, .mean))
            let exact = try #require(query.maps(of: pooled, vector: pooled.pooled, seen: .all).map())
            let occlusion = try #require(
                Occlusion(columns: side, rows: side, reach: 1, cover: .grey).maps(of: picture, for: query, batch: 16) { $0.flatMap(vector) }?.map())
            let hottest = try #require(exact.heat.values.firstIndex(of: 1))
            #expect(occlusion.heat.values[hottest] > 0.98 && abs(exact.similarity - occlusion.similarity) < 1e-5)
        }
    }

    @Test func whatIsNoPoolingOfSuchAMapIsNone() {
        #expect(PooledMap(values(50, seed: 1), pooledTo: 5, .mean) == nil)
        #expect(PooledMap(values(49 * 3, seed: 1), pooledTo: 5, .mean) == nil)
        #expect(PooledMap(values(49 * 5, seed: 1), pooledTo: 5, .maximumAndMean) == nil)
        #expect(PooledMap([], pooledTo: 5, .mean) == nil && PooledMap([1], pooledTo: 0, .mean) == nil)
    }

    @Test func aMapOfZerosIsEmpty() throws {
        let map = try #require(PooledMap([Float](repeating: 0, count: 98), pooledTo: 2, .mean))
        let maps = SimilarityQuery([1, 1]).maps(of: map, vector: map.pooled, seen: .all)
        #expect(maps.maps[0].similarity == 0 && maps.maps[0].heat.isEmpty)
    }
}

@Suite struct HeatMapTests {
    @Test func sharesAreScaledAndWhatCountsAgainstIsNothing() {
        let heat = HeatMap(width: 2, height: 2, shares: [0.5, -3, .nan, 0.25])
        #expect(heat.values == [1, 0, 0, 0.5] && heat.peak == 0.5 && !heat.isEmpty)
        for shares: [Float] in [[0, 0], [-1, -2], [.nan, .infinity]] {
            let heat = HeatMap(width: 2, height: 1, shares: shares)
            #expect(heat.values == [0, 0] && heat.isEmpty)
        }
    }

    @Test func aPictureOutsideTheMapStaysAsItIs() {
        let picture = Raster.filled([10, 200, 30], width: 8, height: 4), heat = HeatMap(width: 1, height: 1, shares: [1])
        let overlaid = picture.overlaid(heat, seen: Window(x: 0.5, y: 0, width: 0.5, height: 1))
        for pixel in 0..<32 {
            let isSame = overlaid.pixels[4 * pixel..<4 * pixel + 4] == picture.pixels[4 * pixel..<4 * pixel + 4]
            #expect(isSame == (pixel % 8 < 4))
        }
        #expect(picture.overlaid(heat, seen: Window(x: -2, y: -1, width: 5, height: 3)).width == 8)
    }
}
