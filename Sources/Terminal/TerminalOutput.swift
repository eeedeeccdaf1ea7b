import Basics
import Frames

/// Where frames go: the real terminal (`Screen`) or one that remembers (`RecordingTerminal`).
public protocol TerminalOutput: AnyObject {
    /// In cells.
    var size: Size { get }

    /// How pictures are encoded for it.
    var format: PictureFormat { get }

    /// Shows a frame: sends what differs from the last one.
    /// - Parameters:
    ///   - cache: the encoded pictures at hand.
    ///   - placeholder: the colour that stands in for a picture that is not in the cache yet; nil leaves blanks.
    /// - Returns: what was drawn, and what is missing, so that the caller can have it encoded.
    @discardableResult
    func show(_ frame: Frame, from cache: PictureCache, placeholder: (PictureKey) -> Color?) -> PictureUpdate
}

extension TerminalOutput {
    /// The request for a placement's picture here, to ask for it before its frame comes.
    public func request(for placement: Placement) -> EncodingRequest {
        EncodingRequest(
            picture: placement.picture, size: Size(columns: placement.rect.columns, rows: placement.rect.rows), format: format)
    }
}
