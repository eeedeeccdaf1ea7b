import Browser
import Engine
import Taste
import Terminal
import Vectors

/// What a person has set in `config.toml`. Nil where nothing is set: the program's own default holds.
public struct Settings: Sendable {
    public var graphics: GraphicsChoice?
    public var colors: ColorDepth?
    public var theme = ThemeChoice()
    public var keymap = Keymap()
    /// What items are called.
    public var caption: Caption?

    /// The catalog's directory, as it was written.
    public var catalog: String?
    public var encoder: String?
    /// At least one; the first is the browser's.
    public var metrics: [Metric]?
    public var mode: GhostMode?
    /// How many neighbours commands show.
    public var neighbors: Int?
    /// The height of the browser's pictures in rows.
    public var pictureRows: Int?

    public init() {}
}

/// What is wrong with a configuration, in one line.
public struct SettingsError: Error, Hashable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
