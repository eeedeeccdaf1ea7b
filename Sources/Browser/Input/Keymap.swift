import Basics
import Frames

/// Which key means what on which screen: the one table that input, key hints and help are made from.
public struct Keymap: Sendable {
    public struct Binding: Hashable, Sendable {
        public var command: Command
        public var keys: [Key]
        /// Screens where the keys mean this; earlier bindings win over later ones.
        public var screens: Set<ScreenKind>
        /// The part of help that tells of it.
        var section: Section
        /// What it does, as help says it.
        public var help: String
        /// A word or two for the line of key hints, or nil to leave it to help.
        public var hint: String?

        init(_ command: Command, _ keys: [Key], _ screens: Set<ScreenKind>, _ section: Section, _ help: String, hint: String? = nil) {
            self.command = command
            self.keys = keys
            self.screens = screens
            self.section = section
            self.help = help
            self.hint = hint
        }
    }

    /// Bindings in the order in which help and hints show them.
    public private(set) var bindings: [Binding] { didSet { commands = Self.commands(of: bindings) } }
    /// What keys mean, by screen: every frame asks for those of its hints.
    private var commands: [ScreenKind: [Key: Command]]

    public init(bindings: [Binding] = Keymap.standard) { (self.bindings, commands) = (bindings, Self.commands(of: bindings)) }

    private static func commands(of bindings: [Binding]) -> [ScreenKind: [Key: Command]] {
        var commands: [ScreenKind: [Key: Command]] = [:]
        for binding in bindings.reversed() {
            for screen in binding.screens { for key in binding.keys { commands[screen, default: [:]][key] = binding.command } }
        }
        return commands
    }

    /// What a key means on a screen. One that means nothing means what its twin does, as on terminals that do not tell them apart.
    public func command(for key: Key, on screen: ScreenKind) -> Command? {
        guard let commands = commands[screen] else { return nil }
        return commands[key] ?? key.twins.lazy.compactMap { commands[$0] }.first
    }

    /// What stands in the way of giving commands other keys.
    public struct Conflict: Error, Hashable, CustomStringConvertible {
        public let command: Command
        public let description: String
    }

    /// Gives commands other keys wherever they have some. A key loses any other meaning on the screens of its new command.
    ///
    /// - Throws: `Conflict` when two of the commands want one key on one screen, or when a command that is not among them would be left
    ///   without any key on a screen where it had some.
    public mutating func rebind(_ wanted: [(command: Command, keys: [Key])]) throws(Conflict) {
        let commands = Set(wanted.map(\.command))
        for (index, first) in wanted.enumerated() {
            for second in wanted[(index + 1)...]
            where first.command != second.command && !screens(of: first.command).isDisjoint(with: screens(of: second.command)) {
                guard let key = first.keys.first(where: second.keys.contains) else { continue }
                throw Conflict(command: second.command, description: "\(key.configurationName) is the key of \(first.command.rawValue) already")
            }
        }
        let before = self
        for (command, keys) in wanted {
            let screens = screens(of: command)
            for index in bindings.indices {
                if bindings[index].command == command {
                    bindings[index].keys = keys.unique
                } else if !commands.contains(bindings[index].command), !bindings[index].screens.isDisjoint(with: screens) {
                    bindings[index].keys.removeAll(where: keys.contains)
                }
            }
            for lost in Command.allCases where !commands.contains(lost) && !lost.isTypedToo {
                guard let screen = ScreenKind.allCases.first(where: { before.hasKey(for: lost, on: $0) && !hasKey(for: lost, on: $0) }) else {
                    continue
                }
                let key = before.bindings.lazy.filter { $0.command == lost }.flatMap(\.keys).first(where: keys.contains)
                throw Conflict(
                    command: command,
                    description:
                        "\(key?.configurationName ?? "this") is the only key of \(lost.rawValue) (\(screen.name)); give that another one too")
            }
        }
        mergeBindings()
    }

    /// What had several bindings because of its several keys needs one only.
    private mutating func mergeBindings() {
        var merged: [Binding] = []
        for binding in bindings {
            let same = merged.firstIndex { $0.command == binding.command && $0.keys == binding.keys && $0.help == binding.help }
            guard let same else {
                merged.append(binding)
                continue
            }
            merged[same].screens.formUnion(binding.screens)
            if merged[same].section != binding.section { merged[same].section = .everywhere }
        }
        bindings = merged
    }

    private func screens(of command: Command) -> Set<ScreenKind> {
        bindings.filter { $0.command == command }.reduce(into: []) { $0.formUnion($1.screens) }
    }

    private func hasKey(for command: Command, on screen: ScreenKind) -> Bool {
        bindings.contains { binding in
            binding.command == command && binding.screens.contains(screen)
                && binding.keys.contains { self.command(for: $0, on: screen) == command }
        }
    }

    /// Whether there is a key for a command on a screen.
    func offers(_ command: Command, on screen: ScreenKind) -> Bool {
        bindings.contains { $0.command == command && $0.screens.contains(screen) }
    }

    /// The first key of a command on a screen, as help shows it.
    func keyName(of command: Command, on screen: ScreenKind) -> String? {
        bindings.lazy.filter { $0.command == command && $0.screens.contains(screen) }.flatMap(\.keys).first {
            self.command(for: $0, on: screen) == command
        }?
        .name
    }

    struct Hint {
        let command: Command
        let key: String
        let word: String
    }

    /// The keys and words to hint at on a screen, most important first.
    func hints(on screen: ScreenKind) -> [Hint] {
        bindings.compactMap { binding in
            guard binding.screens.contains(screen), let hint = binding.hint,
                let key = binding.keys.first(where: { command(for: $0, on: screen) == binding.command })
            else { return nil }
            return Hint(command: binding.command, key: key.name, word: hint)
        }
    }
}

extension Keymap {
    /// The parts that help is divided into.
    enum Section: Hashable, Sendable {
        case everywhere
        case screen(ScreenKind)

        static var all: [Section] { [.everywhere] + ScreenKind.allCases.map(Section.screen) }

        var title: String {
            switch self {
            case .everywhere: "Everywhere"
            case .screen(let kind): Screens[kind].title
            }
        }

        /// Words that are explained there.
        var terms: [(keys: String, text: String)] {
            switch self {
            case .everywhere: []
            case .screen(let kind): Screens[kind].terms
            }
        }
    }
}

extension Array where Element: Hashable {
    /// The elements without repetitions, in order.
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
