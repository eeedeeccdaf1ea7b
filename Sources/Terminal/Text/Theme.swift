import Frames

/// How roles look: attributes and one colour each, picked for the background and for what the terminal can show.
struct Theme: Sendable {
    private struct Look: Hashable, Sendable {
        /// Nil is the terminal's own foreground.
        var color: ThemeColor?
        /// SGR numbers.
        var attributes: [Int] = []
    }

    private static let bold = 1
    private static let faint = 2
    private let looks: [Role: Look]
    private let colors: ColorDepth

    /// - Parameters:
    ///   - dark: whether the background is dark; nil (unknown) takes colours that read on both.
    ///   - wanted: colours that a person has chosen instead of ours; without colours they count for nothing.
    init(colors: ColorDepth, dark: Bool?, wanted: [Role: ThemeColor] = [:]) {
        self.colors = colors
        looks = Dictionary(
            uniqueKeysWithValues: Role.allCases.map { role in
                guard colors != .none, let color = wanted[role] else { return (role, Self.look(role, colors: colors, dark: dark)) }
                return (role, Look(color: color))
            })
    }

    /// The SGR sequence (ECMA-48) that sets a style, whatever was set before.
    func sequence(_ style: Style) -> [UInt8] {
        let look = looks[style.role]!
        var numbers = [0] + look.attributes
        if style.bold { numbers.append(Self.bold) }
        if style.underline { numbers.append(4) }
        if style.reverse { numbers.append(7) }
        if let color = look.color { numbers += color.foreground(colors) }
        return Array("\u{1B}[\(numbers.map(String.init).joined(separator: ";"))m".utf8)
    }

    private static func look(_ role: Role, colors: ColorDepth, dark: Bool?) -> Look {
        switch colors {
        case .trueColor, .palette256: look256(role, dark: dark)
        case .ansi16: look16(role, dark: dark)
        case .none: plainLook(role)
        }
    }

    private static func look256(_ role: Role, dark: Bool?) -> Look {
        func pick(_ onDark: UInt8, _ onLight: UInt8, _ onBoth: UInt8) -> Look {
            Look(color: .palette(dark.map { $0 ? onDark : onLight } ?? onBoth))
        }
        return switch role {
        case .text: Look()
        case .dim: pick(246, 242, 244)
        case .accent: pick(215, 130, 172)
        case .like: pick(204, 161, 198)
        case .pass: pick(109, 66, 67)
        case .warning: pick(221, 94, 136)
        }
    }

    private static func look16(_ role: Role, dark: Bool?) -> Look {
        switch role {
        case .text: Look()
        case .dim: Look(attributes: [faint])
        case .accent: Look(color: .palette(dark == true ? 3 : 5))
        case .like: Look(color: .palette(1))
        case .pass: Look(color: .palette(dark == true ? 6 : 4))
        case .warning: Look(color: .palette(dark == true ? 3 : 5), attributes: [bold])
        }
    }

    private static func plainLook(_ role: Role) -> Look {
        switch role {
        case .text, .pass: Look()
        case .dim: Look(attributes: [faint])
        case .accent, .like, .warning: Look(attributes: [bold])
        }
    }
}
