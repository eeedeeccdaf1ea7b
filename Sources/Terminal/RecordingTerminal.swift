import Basics
import Frames

/// A terminal that remembers what it was sent, for tests and benchmarks: the same bytes as the real one's.
public final class RecordingTerminal: TerminalOutput {
    public var size: Size { didSet { if size != oldValue { renderer.clear(format: format) } } }
    public var format: PictureFormat { didSet { if format != oldValue { renderer.clear(format: format) } } }
    public private(set) var frames: [Frame] = []
    public private(set) var updates: [PictureUpdate] = []
    /// What the last frame sent.
    public private(set) var lastBytes: [UInt8] = []
    private var renderer: FrameRenderer
    private let keepsAll: Bool

    /// - Parameter keepsAll: whether all frames and updates are kept, or the last ones only.
    public init(size: Size, format: PictureFormat, keepsAll: Bool = true) {
        self.size = size
        self.format = format
        self.keepsAll = keepsAll
        renderer = FrameRenderer(format: format)
    }

    @discardableResult
    public func show(
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
}
