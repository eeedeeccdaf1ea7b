import Basics
import Browser
import Frames
import Terminal

/// The terminal that a browser is shown on. Everything here happens on the main thread.
public protocol Display: AnyObject {
    var size: Size { get }
    var format: PictureFormat { get }
    /// Whether it is one of lines that are read and said, instead of keys and frames.
    var isPlain: Bool { get }

    /// How pictures of a size are encoded for it now.
    func format(for size: Size) -> PictureFormat

    /// Whether pictures could be shown now that the last frame left for later.
    var isReady: Bool { get }

    /// Waits for input, messages or the end of `timeout`, and takes all that is there; nil when the terminal has gone.
    func wait(for mailbox: Mailbox<Action>, timeout: Duration?) -> (events: [InputEvent], messages: [Action])?

    /// Shows a frame with the pictures at hand, and says which are missing.
    func show(_ frame: Frame, from cache: PictureCache, placeholder: (PictureKey) -> Color?) -> PictureUpdate

    /// Says lines, where it is plain.
    func say(_ lines: [String])

    /// Sends some pictures ahead; returns whether there may be more to send.
    func prepare(_ requests: [EncodingRequest], from cache: PictureCache) -> Bool

    /// Has the next frame drawn whole.
    func redraw()

    /// Stops the process, and returns false where nothing could let it go on.
    func stop() -> Bool

    /// Puts a text on the clipboard.
    func copy(_ text: String)

    /// Puts the terminal back as it was.
    func close()
}

/// A display of cells that draws all pictures alike, whenever they are there.
extension Display {
    public var isPlain: Bool { false }
    public func say(_ lines: [String]) {}
    public func format(for size: Size) -> PictureFormat { format }
    public var isReady: Bool { true }
}

extension Screen: Display {}
