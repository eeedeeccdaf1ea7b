import Browser
import Catalog
import Foundation
import Pictures

extension ItemPictures {
    /// An item's picture as a JPEG, its longer side `side` pixels at most; nil when it has none.
    func jpeg(_ item: ItemSummary, side: Int) -> Data? {
        let whole =
            item.picture.flatMap { raster($0, zoom: .whole, side: side) } ?? item.path.flatMap { try? PictureDecoder.decode(file: $0, side: side) }
        return whole.flatMap { try? JPEGWriter.encode($0) }.map { Data($0) }
    }
}
