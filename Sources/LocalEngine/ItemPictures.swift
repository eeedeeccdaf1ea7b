import Basics
import Catalog
import Engine
import Foundation
import Frames
import Pictures
import Synchronization
import Taste

/// Decodes items' pictures, keeps the last ones, and averages them into ghosts. Safe to use from several threads.
final class ItemPictures: Sendable {
    private struct Key: Hashable {
        let picture: PictureName
        let zoom: PictureZoom
        let side: Int
        /// Whether it is centred on a white square.
        var isSquare = false
    }

    private static let byteLimit = 24 << 20
    private let catalog: Catalog
    private let kept = Mutex(RecentCache<Key, Raster>())
    let further: FurtherPictures

    init(_ catalog: Catalog, further: FurtherPictures) { (self.catalog, self.further) = (catalog, further) }

    /// An item's picture, trimmed or cut as the zoom says, its longer side about `side` pixels; nil when it cannot be had.
    func raster(_ picture: PictureName, zoom: PictureZoom, side: Int) -> Raster? {
        // A few sizes only, so that a decoded picture serves rectangles of about its size.
        let key = Key(picture: picture, zoom: zoom, side: [128, 256, 512, 1024].first { $0 >= side } ?? 2048)
        if let known = kept.withLock({ $0.use(key) }) { return known }
        guard let whole = decoded(picture, side: zoom == .print ? 2 * key.side : key.side) else { return nil }
        let raster =
            switch zoom {
            case .whole: whole
            case .garment: whole.trimmingMargins()
            case .print: whole.trimmingMargins().printArea()
            }
        keep(raster, as: key)
        return raster
    }

    private func decoded(_ picture: PictureName, side: Int) -> Raster? {
        if FurtherPictures.isName(picture) { return further.raster(picture, side: side) }
        return try? catalog.picture(id: picture.item, fingerprint: picture.fingerprint)?.decode(side: side)
    }

    private func keep(_ raster: Raster, as key: Key) {
        kept.withLock { kept in
            kept.insert(raster, for: key, cost: raster.pixels.count)
            if kept.cost > Self.byteLimit { kept.evict(to: Self.byteLimit / 4 * 3) { old, _ in old == key } }
        }
    }

    /// The weighted mean of a basket's liked pictures, pixel by pixel, each trimmed or cut as the zoom says and centred on a
    /// white square.
    ///
    /// Cost: 0.1 ms for each picture that was in the last ghost; some milliseconds for the others.
    func ghost(of basket: Basket, zoom: PictureZoom, side: Int) -> Raster? {
        let side = min(256, max(64, side))
        var sums = [Float](repeating: 0, count: 4 * side * side)
        var total: Float = 0
        let liked = basket.liked.suffix(64)
        let names = (try? catalog.pictureNames(liked.map(\.item))) ?? [:]
        for entry in liked {
            guard let picture = square(names[entry.item], path: entry.item, zoom: zoom, side: side) else { continue }
            total += entry.weight
            picture.pixels.withUnsafeBufferPointer { pixels in
                sums.withUnsafeMutableBufferPointer { sums in Self.add(pixels, times: entry.weight, to: sums) }
            }
        }
        guard total > 0 else { return nil }
        let scale = 1 / total
        return Raster(width: side, height: side, pixels: sums.map { UInt8(max(0, min(255, ($0 * scale).rounded()))) })
    }

    /// An item's picture on a square, or that of a file from outside.
    private func square(_ picture: PictureName?, path: String, zoom: PictureZoom, side: Int) -> Raster? {
        guard let picture else {
            guard ItemSummary.isPath(path) else { return nil }
            return (try? PictureDecoder.decode(file: path, side: side))?.centered(inSquareOf: side)
        }
        let key = Key(picture: picture, zoom: zoom, side: side, isSquare: true)
        if let known = kept.withLock({ $0.use(key) }) { return known }
        guard let square = raster(picture, zoom: zoom, side: side)?.centered(inSquareOf: side) else { return nil }
        keep(square, as: key)
        return square
    }

    private static func add(
        _ pixels: UnsafeBufferPointer<UInt8>, times weight: Float, to sums: UnsafeMutableBufferPointer<Float>
    ) {
        for place in sums.indices { sums[place] += weight * Float(pixels[place]) }
    }
}
