import Browser
import Engine
import Taste
import Terminal
import Vectors

/// What a person has set in `config.toml`. Nil where nothing is set: the program's own default holds.
public struct Settings: Sendable {
    /// How pictures are drawn; nil where the file does not say.
    public var graphics: GraphicsChoice?
    /// Nil for what the terminal shows.
    public var colors: ColorDepth?
    /// Whether the browser is one of lines.
    public var plain: Bool?
    /// The roles' colours.
    public var theme = ThemeChoice()
    /// The standard keys with the changes of the file.
    public var keymap = Keymap()
    /// What items are called.
    public var caption: Caption?

    /// The catalog's directory, as it was written.
    public var catalog: String?
    /// By name or path; nil for the best that is installed.
    public var encoder: String?
    /// At least one; the first is the browser's.
    public var metrics: [Metric]?
    /// How a basket becomes a query; nil for the standard.
    public var mode: GhostMode?
    /// How many neighbours commands show.
    public var neighbors: Int?
    /// The height of the browser's pictures in rows.
    public var pictureRows: Int?
    /// Whether designs, and pictures that look alike, have one tile each in a catalog that is new to the browser.
    public var stacks: Bool?
    /// Vectors of a catalog on a server that take more megabytes than this stay there.
    public var mirrorMegabytes: Int?

    public init() {}
}

/// What is wrong with a configuration, in one line.
public struct SettingsError: Error, Hashable, CustomStringConvertible {
    /// One line: where, and what is wrong.
    public let description: String

    init(_ description: String) { self.description = description }
}
