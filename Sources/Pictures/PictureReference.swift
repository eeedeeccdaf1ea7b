/// Where a picture's pixels come from.
public enum PictureReference: Hashable, Sendable {
    /// A picture file.
    case file(path: String)
    /// One picture of an unpacked IDX file.
    case idx(path: String, index: Int)

    /// Decodes the picture, reduced to `side` pixels on its longer side where it is larger.
    public func decode(side: Int? = nil) throws(PictureError) -> Raster {
        switch self {
        case .file(let path): try PictureDecoder.decode(file: path, side: side)
        case .idx(let path, let index): try IDX.picture(path: path, index: index)
        }
    }
}
