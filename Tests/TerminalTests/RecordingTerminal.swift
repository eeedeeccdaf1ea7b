import Basics
import Frames

@testable import Terminal

/// A terminal that remembers what it was sent: the same bytes as the real one's.
final class RecordingTerminal {
    var size: Size { didSet { if size != oldValue { renderer.clear(format: format) } } }
    var format: PictureFormat { didSet { if format != oldValue { renderer.clear(format: format) } } }
    private(set) var frames: [Frame] = []
    private(set) var updates: [PictureUpdate] = []
    /// What the last frame sent.
    private(set) var lastBytes: [UInt8] = []
    private var renderer: FrameRenderer
    private let keepsAll: Bool

    /// - Parameter keepsAll: whether all frames and updates are kept, or the last ones only.
    init(size: Size, format: PictureFormat, keepsAll: Bool = true, habits: TerminalHabits = TerminalHabits()) {
        self.size = size
        self.format = format
        self.keepsAll = keepsAll
        renderer = FrameRenderer(format: format, habits: habits)
    }

    @discardableResult
    func show(
        _ frame: Frame, from cache: PictureCache, placeholder: (PictureKey) -> Color? = { _ in nil }
    ) -> PictureUpdate {
        let (bytes, update) = renderer.render(frame, size: size, from: cache, placeholder: placeholder)
        if !keepsAll {
            frames.removeAll(keepingCapacity: true)
            updates.removeAll(keepingCapacity: true)
        }
        lastBytes = bytes
        frames.append(frame)
        updates.append(update)
        return update
    }

    /// The request for a placement's picture here.
    func request(for placement: Placement) -> EncodingRequest {
        EncodingRequest(
            picture: placement.picture, size: Size(columns: placement.rect.columns, rows: placement.rect.rows), format: format)
    }
}
