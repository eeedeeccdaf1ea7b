import Catalog
import Foundation
import Frames
import Pictures
import Synchronization
import Taste

/// Decodes items' pictures, keeps the last ones, and averages them into ghosts. Safe to use from several threads.
final class ItemPictures: Sendable {
    private struct Key: Hashable {
        let row: Int
        let zoom: PictureZoom
        let side: Int
    }

    private struct Kept {
        var rasters: [Key: (raster: Raster, used: Int)] = [:]
        var bytes = 0
        var clock = 0
    }

    private static let byteLimit = 24 << 20
    private let catalog: Catalog
    private let kept = Mutex(Kept())

    init(_ catalog: Catalog) { self.catalog = catalog }

    /// The picture of a row, trimmed or cut as the zoom says, its longer side about `side` pixels; nil when it cannot be had.
    func raster(row: Int, zoom: PictureZoom, side: Int) -> Raster? {
        // A few sizes only, so that a decoded picture serves rectangles of about its size.
        let key = Key(row: row, zoom: zoom, side: [128, 256, 512, 1024].first { $0 >= side } ?? 2048)
        let known = kept.withLock { kept in
            kept.clock += 1
            kept.rasters[key]?.used = kept.clock
            return kept.rasters[key]?.raster
        }
        if let known { return known }
        guard let reference = try? catalog.picture(row: row), let whole = try? reference.decode(side: zoom == .print ? 2 * key.side : key.side) else {
            return nil
        }
        let raster =
            switch zoom {
            case .whole: whole
            case .garment: whole.trimmingMargins()
            case .print: whole.trimmingMargins().printArea()
            }
        keep(raster, as: key)
        return raster
    }

    private func keep(_ raster: Raster, as key: Key) {
        kept.withLock { kept in
            kept.clock += 1
            kept.bytes += raster.pixels.count - (kept.rasters[key]?.raster.pixels.count ?? 0)
            kept.rasters[key] = (raster, kept.clock)
            guard kept.bytes > Self.byteLimit else { return }
            for (old, entry) in kept.rasters.sorted(by: { $0.value.used < $1.value.used }) where old != key {
                guard kept.bytes > Self.byteLimit / 4 * 3 else { break }
                kept.rasters[old] = nil
                kept.bytes -= entry.raster.pixels.count
            }
        }
    }

    /// The weighted mean of a basket's liked pictures, pixel by pixel, each trimmed and centred on a white square.
    func ghost(of basket: Basket, side: Int) -> Raster? {
        let side = min(256, max(64, side))
        var sums = [Float](repeating: 0, count: 3 * side * side)
        var total: Float = 0
        let liked = basket.liked.suffix(64)
        let rows = (try? catalog.rows(ids: liked.map(\.item))) ?? [:]
        for entry in liked {
            // What is not in the catalog is a picture from outside, named by its path.
            let found =
                rows[entry.item].map { raster(row: $0, zoom: .garment, side: side) } ?? (try? PictureDecoder.decode(file: entry.item, side: side))
            guard let picture = found?.centered(inSquareOf: side) else { continue }
            let weight = entry.weight
            total += weight
            for pixel in 0..<side * side {
                for channel in 0..<3 { sums[3 * pixel + channel] += weight * Float(picture.pixels[4 * pixel + channel]) }
            }
        }
        guard total > 0 else { return nil }
        var pixels = [UInt8](repeating: 255, count: 4 * side * side)
        for pixel in 0..<side * side {
            for channel in 0..<3 { pixels[4 * pixel + channel] = UInt8(max(0, min(255, (sums[3 * pixel + channel] / total).rounded()))) }
        }
        return Raster(width: side, height: side, pixels: pixels)
    }
}
