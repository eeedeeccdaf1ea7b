import Basics
import Encoders
import Foundation
import Pictures
import Saliency
import SampleShop

/// Measures similarity maps on T-shirts of the sample shop: whether the heat between two that carry the same motif lies on the print, whose
/// place is known, and whether the places that a map points at are those which the likeness hangs on (Petsiuk et al. 2018).
package struct WhereBenchmark {
    private let encoder: any Encoder
    private let explainer: SimilarityExplainer
    /// How places are covered, where they are.
    private let occlusion: Occlusion
    /// Prints whose maps are measured.
    private let prints: Int
    private let seed: UInt64

    private static let steps = 20

    package init(_ encoder: any Encoder, occlusion: Occlusion, prints: Int, seed: UInt64) {
        (self.encoder, self.occlusion, self.prints, self.seed) = (encoder, occlusion, prints, seed)
        explainer = SimilarityExplainer(encoder, in: .standard(), occlusion: occlusion)
    }

    /// Two items with the same motif, the first one's print in one place.
    private var pairs: [(item: SampleItem, other: SampleItem)] {
        let shop = SampleShop(items: 20 * prints, seed: seed)
        var pairs: [(item: SampleItem, other: SampleItem)] = [], byMotif: [String: SampleItem] = [:]
        for item in shop.items where item.printLayout != "all-over" {
            guard let motif = item.motif, pairs.count < prints else { continue }
            if let other = byMotif[motif] { pairs.append((item, other)) }
            byMotif[motif] = item
        }
        return pairs
    }

    /// What one pair shows.
    private struct Pair {
        let method: SimilarityMaps.Method
        let milliseconds: Double
        let heat: PrintHeat
        let map: Curves
        let chance: Curves
    }

    /// Mean similarities along a deletion and an insertion.
    private typealias Curves = (deletion: Double, insertion: Double)

    /// - Parameter progress: called with the pairs done and to do.
    /// - Throws: what encoding throws, and a `PlainError` where no two prints have one motif.
    package func run(progress: (Int, Int) -> Void) throws -> WhereFigures {
        let pairs = pairs, part = encoder.identity.parts.first?.name
        var measured: [Pair] = []
        var random = SplitMix(seed)
        for (number, pair) in pairs.enumerated() {
            progress(number, pairs.count)
            let shop = SampleShop(items: 0, seed: seed)
            let jpeg = try shop.jpeg(pair.item), target = try encoder.encode([decoded(shop.jpeg(pair.other))])
            let start = ContinuousClock.now
            let picture = try decoded(jpeg)
            guard let maps = try explainer.maps(of: picture, likenessTo: target), let map = maps.map(of: part) else { continue }
            let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
            guard let printed = shop.printPlace(of: pair.item) else { continue }
            let query = SimilarityQuery(target, parts: encoder.identity.parts.map { ($0.name, $0.from..<$0.to) })
            let chance = HeatMap(
                width: map.heat.width, height: map.heat.height, shares: map.heat.values.map { _ in Float(random.unit()) })
            measured.append(
                Pair(
                    method: maps.method, milliseconds: milliseconds, heat: PrintHeat(map.heat, seen: maps.seen, printed: printed),
                    map: try curves(of: picture, by: map.heat, seen: maps.seen, query, part),
                    chance: try curves(of: picture, by: chance, seen: maps.seen, query, part)))
        }
        progress(pairs.count, pairs.count)
        return try figures(measured, part: part)
    }

    private func figures(_ pairs: [Pair], part: String?) throws -> WhereFigures {
        func mean(_ value: (Pair) -> Double) throws -> WhereFigures.Mean {
            guard let mean = WhereFigures.Mean(pairs.map(value), seed: seed) else {
                throw PlainError("no two of the T-shirts carry the same motif; take more --prints")
            }
            return mean
        }
        let way =
            pairs.contains { $0.method == .occlusion }
            ? "\(occlusion.columns)x\(occlusion.rows) places, reach \(occlusion.reach), covered \(occlusion.cover.rawValue)" : "exact shares"
        return WhereFigures(
            encoder: encoder.identity.name, part: part, way: way, prints: pairs.count,
            milliseconds: pairs.isEmpty ? 0 : pairs.map(\.milliseconds).sorted()[pairs.count / 2], heatOnPrint: try mean(\.heat.onPrint),
            area: try mean(\.heat.area), timesArea: try mean { $0.heat.area > 0 ? $0.heat.onPrint / $0.heat.area : 0 },
            deletion: try mean(\.map.deletion), randomDeletion: try mean(\.chance.deletion),
            deletionGain: try mean { $0.chance.deletion - $0.map.deletion }, insertion: try mean(\.map.insertion),
            randomInsertion: try mean(\.chance.insertion), insertionGain: try mean { $0.map.insertion - $0.chance.insertion })
    }

    private func decoded(_ jpeg: [UInt8]) throws -> Raster { try PictureDecoder.decode(jpeg, side: encoder.preferredSide) }

    /// The mean similarity while pixels are greyed, the hottest first, and while they come into a blurred picture, the hottest first.
    private func curves(of picture: Raster, by heat: HeatMap, seen: Window, _ query: SimilarityQuery, _ part: String?) throws -> (
        deletion: Double, insertion: Double
    ) {
        let order = (0..<picture.width * picture.height).map { pixel -> (pixel: Int, heat: Float) in
            let place = seen.place(
                ofX: (Double(pixel % picture.width) + 0.5) / Double(picture.width), y: (Double(pixel / picture.width) + 0.5) / Double(picture.height))
            return (pixel, heat.value(atX: place.x, y: place.y))
        }.sorted { ($1.heat, $0.pixel) < ($0.heat, $1.pixel) }.map(\.pixel)
        let grey = Raster.filled([128, 128, 128], width: picture.width, height: picture.height)
        let blurred = picture.blurred(radius: max(1, max(picture.width, picture.height) / 8))
        func mean(from start: Raster, to end: Raster) throws -> Double {
            let pictures = (0...Self.steps).map { step -> Raster in
                var mixed = start
                for pixel in order.prefix(order.count * step / Self.steps) {
                    for at in 4 * pixel..<4 * pixel + 4 { mixed.pixels[at] = end.pixels[at] }
                }
                return mixed
            }
            let vectors = try encoder.encode(pictures)
            let values = pictures.indices.map { query.similarity(of: vectors[$0 * query.dimensions..<($0 + 1) * query.dimensions], by: part) }
            return values.reduce(0) { $0 + Double($1) } / Double(values.count)
        }
        return (try mean(from: picture, to: grey), try mean(from: blurred, to: picture))
    }
}

/// How much of a map's heat lies on a print.
struct PrintHeat {
    /// Of all heat; 0 where there is none.
    let onPrint: Double
    /// Of the picture.
    let area: Double

    /// - Parameter printed: for each pixel whether it is printed, row after row.
    init(_ heat: HeatMap, seen: Window, printed: [Bool]) {
        var sums = (on: 0.0, all: 0.0)
        // The shop's pictures are square.
        let side = Int(Double(printed.count).squareRoot())
        for (pixel, isPrinted) in printed.enumerated() {
            let place = seen.place(ofX: (Double(pixel % side) + 0.5) / Double(side), y: (Double(pixel / side) + 0.5) / Double(side))
            let value = Double(heat.value(atX: place.x, y: place.y))
            sums.all += value
            if isPrinted { sums.on += value }
        }
        onPrint = sums.all > 0 ? sums.on / sums.all : 0
        area = Double(printed.count(where: { $0 })) / Double(printed.count)
    }
}
