import Frames

/// A picture ready to be sent: bytes for one size and format. Made on any thread, sent by the main one.
public struct EncodedPicture: Hashable, Sendable {
    enum Body: Hashable, Sendable {
        /// One run of bytes for each row of cells, every cell printed, attributes reset at the end.
        case rows([[UInt8]])
        /// One sequence that draws from the cursor; `coverage` is the part of the rectangle that it paints.
        case inline([UInt8], coverage: Coverage)
        /// Pixels to upload once and place by id.
        case upload(KittyUpload)
    }

    /// What of its rectangle a picture paints over: the fitted part, unless some of it is transparent.
    struct Coverage: Hashable, Sendable {
        var fit: Fit
        var isOpaque: Bool

        /// Whether nothing of `other`, drawn at the same place before, still shows.
        func hides(_ other: Coverage) -> Bool {
            isOpaque && fit.x <= other.fit.x && fit.y <= other.fit.y
                && fit.x + fit.width >= other.fit.x + other.fit.width && fit.y + fit.height >= other.fit.y + other.fit.height
        }
    }

    /// In cells.
    public let size: Size
    let body: Body

    /// About how much memory it takes, and how many bytes the terminal gets.
    public var byteCount: Int {
        switch body {
        case .rows(let rows): rows.reduce(0) { $0 + $1.count }
        case .inline(let bytes, _): bytes.count
        case .upload(let upload): upload.payload.count
        }
    }
}
