import Engine
import Foundation
import Frames
import Pictures

extension Engine {
    /// An item's picture as a JPEG, its longer side 400 pixels at most; nil when it has none.
    @Sendable package func jpeg(_ item: ItemSummary) -> Data? {
        let side = 400
        let whole =
            item.picture.flatMap { picture($0, zoom: .whole, side: side) } ?? item.path.flatMap { try? PictureDecoder.decode(file: $0, side: side) }
        return whole.flatMap { try? JPEGWriter.encode($0) }.map { Data($0) }
    }
}
