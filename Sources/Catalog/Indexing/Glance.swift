import Basics
import Pictures

/// What is kept of a picture that was decoded for encoding.
package struct Glance: Sendable {
    /// The mean, 0xRRGGBB.
    package let color: Int
    package let thumbnail: Thumbnail

    package init(_ picture: Raster) { (color, thumbnail) = (picture.meanColor().packed, Thumbnail(picture)) }
}
