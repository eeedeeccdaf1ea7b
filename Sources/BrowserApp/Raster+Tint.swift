import Frames
import Pictures
import Saliency

extension Raster {
    /// What shows of a whole picture at a zoom, tinted where a map of the whole says.
    ///
    /// Where the garment and its print are is looked for before the tint takes the colours away. Cost: some nanoseconds a pixel.
    func tinted(by map: SimilarityMaps.Map, seen: Window, zoom: PictureZoom) -> Raster {
        let box = box(at: zoom), whole = (width: Double(width), height: Double(height))
        let shown = Window(
            x: Double(box.x) / whole.width, y: Double(box.y) / whole.height, width: Double(box.width) / whole.width,
            height: Double(box.height) / whole.height)
        return cropped(to: box).tinted(by: map.heat, seen: seen.relative(to: shown), strength: map.strength)
    }

    private func box(at zoom: PictureZoom) -> PixelBox {
        guard zoom != .whole else { return PixelBox(x: 0, y: 0, width: width, height: height) }
        let garment = boxInsideMargins()
        guard zoom == .print else { return garment }
        let print = cropped(to: garment).printAreaBox
        return PixelBox(x: garment.x + print.x, y: garment.y + print.y, width: print.width, height: print.height)
    }
}
