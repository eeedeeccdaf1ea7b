import Basics
import Browser
import Encoders
import Engine
import Foundation
import Frames
import Taste
import Terminal
import Vectors

extension Settings {
    /// A longer file is no configuration.
    static let byteLimit = 1 << 20

    /// Reads a configuration file.
    ///
    /// - Throws: `SettingsError` naming the file.
    public init(file: URL) throws(SettingsError) {
        let data: Data
        do {
            data = try Data(contentsOf: file)
        } catch {
            throw SettingsError("\(file.path) cannot be read: \(error.localizedDescription)")
        }
        guard data.count <= Self.byteLimit else { throw SettingsError("\(file.path) is longer than a configuration can be") }
        guard let text = String(validating: data, as: UTF8.self) else { throw SettingsError("\(file.path) is not UTF-8") }
        do {
            try self.init(parsing: text)
        } catch {
            throw SettingsError("\(file.path): \(error)")
        }
    }

    /// Reads TOML 1.0. Every name must be known and every value usable: nothing is skipped in silence.
    public init(parsing text: String) throws(SettingsError) {
        self.init()
        let root = try TOMLNode(parsing: text)
        try root.requireNames(["graphics", "colors", "plain", "caption", "theme", "defaults", "keys"])
        graphics = try root.choice("graphics", among: GraphicsChoice.allCases)
        if let name = try root.string("colors"), name != "auto" {
            colors = try root.choice("colors", among: ColorDepth.allCases, others: ["auto"])
        }
        plain = try root.boolean("plain")
        caption = try root.strings("caption").map { columns throws(SettingsError) in try Caption(checking: columns) }
        if let theme = try root.table("theme") { self.theme = try ThemeChoice(theme) }
        if let defaults = try root.table("defaults") { try takeDefaults(defaults) }
        if let keys = try root.table("keys") { keymap = try Keymap(keys) }
    }

    private mutating func takeDefaults(_ node: TOMLNode) throws(SettingsError) {
        try node.requireNames(["catalog", "encoder", "metric", "mode", "k", "picture-rows", "stacks", "mirror-megabytes"])
        catalog = try node.string("catalog")
        encoder = try node.string("encoder")
        if let names = try node.strings("metric") {
            var metrics: [Metric] = []
            for name in names { metrics.append(try node.value(name, of: "metric", among: Metric.allCases)) }
            guard !metrics.isEmpty else { throw SettingsError("defaults.metric is empty; name at least one metric") }
            self.metrics = metrics
        }
        mode = try node.choice("mode", among: GhostMode.allCases)
        neighbors = try node.integer("k", in: 1...10_000)
        pictureRows = try node.integer("picture-rows", in: 2...96)
        stacks = try node.boolean("stacks")
        mirrorMegabytes = try node.integer("mirror-megabytes", in: 0...1 << 30)
    }
}

extension Caption {
    /// Which columns a catalog has is not known here; one that an item does not have is left out.
    fileprivate init(checking columns: [String]) throws(SettingsError) {
        guard !columns.isEmpty else { throw SettingsError("caption is empty; name at least one column, such as title, id or price") }
        for (place, column) in columns.enumerated() {
            guard !column.isEmpty else { throw SettingsError("caption has a column without a name") }
            guard !columns[..<place].contains(where: { $0.isExactly(column) }) else {
                throw SettingsError("caption names \(sanitized(column)) twice")
            }
        }
        self.init(columns)
    }
}

extension ThemeChoice {
    fileprivate init(_ node: TOMLNode) throws(SettingsError) {
        self.init()
        try node.requireNames(["background"] + Role.allCases.map(\.rawValue))
        background = try node.choice("background", among: Background.allCases) ?? .auto
        for role in Role.allCases {
            guard let text = try node.string(role.rawValue) else { continue }
            guard let color = ThemeColor(text) else {
                throw SettingsError(
                    "theme.\(role.rawValue): “\(text)” is not a colour; "
                        + suggestion(
                            text, among: ThemeColor.names + ["default"], otherwise: "write a name such as magenta, a number from 0 to 255, or #rrggbb"
                        ))
            }
            colors[role] = color
        }
    }
}

extension Keymap {
    /// The standard keys with those changed that the table names.
    fileprivate init(_ node: TOMLNode) throws(SettingsError) {
        self.init()
        try node.requireNames(Command.allCases.map(\.rawValue), noun: "command")
        var wanted: [(command: Command, keys: [Key])] = []
        for command in Command.allCases {
            guard let names = try node.strings(command.rawValue) else { continue }
            var keys: [Key] = []
            for name in names {
                guard let key = Key(name: name) else {
                    throw SettingsError(
                        "keys.\(command.rawValue): there is no key “\(name)”; "
                            + suggestion(name, among: Key.names, otherwise: "write a character, or a name such as Space, Ctrl-R or PgDn"))
                }
                keys.append(key)
            }
            wanted.append((command, keys))
        }
        do {
            try rebind(wanted)
        } catch {
            throw SettingsError("keys.\(error.command.rawValue): \(error)")
        }
    }
}

/// "did you mean a or b", or something else where nothing is near.
func suggestion(_ name: String, among names: [String], otherwise: String) -> String {
    let near = nearestNames(to: name, among: names)
    return near.isEmpty ? otherwise : "did you mean " + near.joined(separator: " or ") + "?"
}
