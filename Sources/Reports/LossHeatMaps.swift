import Basics
import Catalog
import Console
import Encoders
import Experiments
import Foundation
import Pictures
import Saliency
import Training

/// Pictures of a catalog's items, with a heat map over them where the body has a feature map.
package struct LossHeatMaps {
    private let catalog: Catalog
    private let encoder: TrainedEncoder?
    private let maps: (any Encoder)?

    /// - Parameter encoder: nil: the pictures alone.
    package init(_ catalog: Catalog, encoder: TrainedEncoder?) throws {
        (self.catalog, self.encoder) = (catalog, encoder)
        maps = try encoder?.body.mapEncoder()
    }

    /// Those of a training's items: as much of them as there still is; what there is not is said on standard error.
    ///
    /// - Parameters:
    ///   - encoder: its name.
    ///   - catalog: the folder of the catalog that it was trained on, where that is no longer in its place.
    ///   - withHeat: whether heat maps are wanted, for which the encoder is opened.
    package static func available(of record: TrainingRecord, by encoder: String, in store: EncoderStore, catalog: String?, withHeat: Bool)
        -> LossHeatMaps?
    {
        do {
            let catalog = try Catalog(opening: catalog.map { CatalogLibrary().existing(meant: $0) } ?? URL(fileURLWithPath: record.catalog))
            guard withHeat else { return try LossHeatMaps(catalog, encoder: nil) }
            do {
                return try LossHeatMaps(catalog, encoder: store.open(encoder) as? TrainedEncoder)
            } catch {
                Console.note("No heat maps: \(sanitized("\(error)"))")
                return try LossHeatMaps(catalog, encoder: nil)
            }
        } catch {
            Console.note("No pictures: \(sanitized("\(error)"))")
            return nil
        }
    }

    /// Whether there are heat maps.
    package var hasHeat: Bool { maps != nil }

    /// An item's picture; nil where it is gone.
    package func picture(_ item: String, side: Int = 256) -> Raster? {
        guard let item = try? catalog.item(id: item), let reference = try? catalog.picture(of: item) else { return nil }
        return try? reference.decode(side: side)
    }

    /// The picture with the heat of a class over it, 60% opaque; nil without a feature map, and where nothing in the
    /// picture speaks for the class.
    package func overlay(_ picture: Raster, label: Int) throws -> Raster? {
        guard let encoder, let maps else { return nil }
        let map = try maps.encode([picture])
        let channels = encoder.body.encoder.identity.dimensions / 2
        let side = Int(Double(map.count / channels).squareRoot().rounded())
        guard let heat = HeatMap(map, width: side, height: side, head: encoder.head, label: label), !heat.isEmpty else { return nil }
        return picture.overlaid(heat, seen: encoder.body.window(ofWidth: picture.width, height: picture.height))
    }
}
