import Browser
import Engine
import Foundation
import Frames
import Taste
import Terminal
import Vectors

extension Settings {
    /// The configuration as a file that can be kept: every setting with what it means; what is not set stands behind a `#`.
    public var template: String {
        var file = TemplateWriter()
        file.comment("Vitrine's configuration. A line that begins with # is the default; take the # away to change it.")
        file.comment("An option on the command line overrides this file.")
        file.blank()
        file.comment("How pictures are drawn: \(names(GraphicsChoice.self)).")
        file.setting("graphics", graphics.map { quoted($0.rawValue) }, standard: quoted("auto"))
        file.comment("How many colours: auto, \(names(ColorDepth.self)).")
        file.setting("colors", colors.map { quoted($0.rawValue) }, standard: quoted("auto"))
        file.comment("Whether the browser is a conversation in lines, for screen readers and braille: no pictures, and nothing is redrawn.")
        file.setting("plain", plain.map { "\($0)" }, standard: "false")
        file.comment("What items are called: a column, or several. The first names an item, by its ID where it has nothing there; the others")
        file.comment("stand beside the name. title, id and price, whatever a catalog calls its price, or attributes.")
        file.setting("caption", caption.map { list($0.columns) }, standard: list(Caption.standard.columns))
        addDefaults(&file)
        addTheme(&file)
        addKeys(&file)
        return file.text
    }

    private func addDefaults(_ file: inout TemplateWriter) {
        file.table("defaults")
        file.comment("The catalog that opens; otherwise the last one used. For example:")
        file.setting("catalog", catalog.map(quoted), standard: quoted("~/tees"))
        file.comment("What turns pictures into vectors; `vitrine encoders list` shows what there is.")
        file.setting("encoder", encoder.map(quoted), standard: quoted("vitrine-tee"))
        file.comment("The metrics of `similar` and `export`: \(names(Metric.self)). A catalog that is new to the browser begins with the first.")
        file.setting("metric", metrics.map { list($0.map(\.rawValue)) }, standard: list(Metric.standard.map(\.rawValue)))
        file.comment("How likes become a ghost: \(names(GhostMode.self)).")
        file.setting("mode", mode.map { quoted($0.rawValue) }, standard: quoted(GhostMode.standard.rawValue))
        file.comment("How many neighbours `similar` and `export` show.")
        file.setting("k", neighbors.map(String.init), standard: "5")
        file.comment("The height of the browser's pictures in rows; otherwise what suits the terminal. For example:")
        file.setting("picture-rows", pictureRows.map(String.init), standard: "10")
        file.comment("Whether a catalog that is new to the browser shows one tile for each design and for pictures that look alike; V switches.")
        file.setting("stacks", stacks.map { "\($0)" }, standard: "true")
        file.comment("Vectors of a catalog on a server that take more megabytes than this stay there; otherwise half the memory. For example:")
        file.setting("mirror-megabytes", mirrorMegabytes.map(String.init), standard: "4096")
    }

    private func addTheme(_ file: inout TemplateWriter) {
        file.table("theme")
        file.comment("Colours for a dark or a light background; auto asks the terminal.")
        file.setting("background", theme.background == .auto ? nil : quoted(theme.background.rawValue), standard: quoted("auto"))
        file.comment("Colours of one's own: \(ThemeColor.names.joined(separator: ", ")), default, a number from 0 to 255, or #rrggbb. For example:")
        let examples: [Role: String] = [
            .text: "default", .dim: "bright-black", .accent: "#ffaf5f", .like: "#ff5f87", .pass: "cyan", .warning: "yellow",
        ]
        for role in Role.allCases {
            file.setting(role.rawValue, theme.colors[role].map { quoted($0.description) }, standard: quoted(examples[role]!))
        }
    }

    private func addKeys(_ file: inout TemplateWriter) {
        file.table("keys")
        file.comment("A character, or Space, Enter, Esc, Tab, PgUp, Ctrl-R, F1 and the like; several in a list.")
        file.comment("Most terminals cannot tell Ctrl-I from Tab, Ctrl-M and Ctrl-J from Enter, and Ctrl-H from Backspace.")
        let standard = Keymap()
        for command in Command.allCases {
            let bindings = keymap.bindings.filter { $0.command == command }, before = standard.bindings.filter { $0.command == command }
            guard let first = bindings.first, let was = before.first else { continue }
            let isSet = bindings.map(\.keys) != before.map(\.keys)
            if !isSet, Set(before.map(\.keys)).count > 1 {
                // One list of keys would say something else.
                file.comment(
                    "\(command.rawValue): " + before.map { "\(keyNames($0.keys).joined(separator: ", ")) (\(screens($0)))" }.joined(separator: ", "))
            } else {
                file.setting(command.rawValue, isSet ? list(keyNames(first.keys)) : nil, standard: list(keyNames(was.keys)))
            }
        }
    }

    private func names<Value: CaseIterable & RawRepresentable<String>>(_ type: Value.Type) -> String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }

    private func keyNames(_ keys: [Key]) -> [String] { keys.map(\.configurationName) }

    private func screens(_ binding: Keymap.Binding) -> String {
        binding.screens.count == ScreenKind.allCases.count
            ? "everywhere" : ScreenKind.allCases.filter(binding.screens.contains).map(\.name).joined(separator: ", ")
    }

    private func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }

    /// A TOML basic string.
    private func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: String(format: "\\u%04X", scalar.value)
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}

/// Lines of a configuration file.
private struct TemplateWriter {
    private var lines: [String] = []

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func comment(_ text: String) { lines.append("# " + text) }

    mutating func blank() { lines.append("") }

    mutating func table(_ name: String) { lines += ["", "[\(name)]"] }

    /// A setting, or its default behind a `#`.
    mutating func setting(_ name: String, _ value: String?, standard: String) {
        lines.append(value.map { "\(name) = \($0)" } ?? "#\(name) = \(standard)")
    }
}
