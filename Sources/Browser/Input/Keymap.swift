import Frames

/// Which key means what on which screen: the one table that input, key hints and help are made from.
public struct Keymap: Sendable {
    public struct Binding: Hashable, Sendable {
        public var command: Command
        public var keys: [Key]
        /// Screens where the keys mean this; earlier bindings win over later ones.
        public var screens: Set<ScreenKind>
        /// What it does, as help says it.
        public var help: String
        /// A word or two for the line of key hints, or nil to leave it to help.
        public var hint: String?

        init(_ command: Command, _ keys: [Key], _ screens: Set<ScreenKind>, _ help: String, hint: String? = nil) {
            self.command = command
            self.keys = keys
            self.screens = screens
            self.help = help
            self.hint = hint
        }
    }

    /// Bindings in the order in which help and hints show them.
    public private(set) var bindings: [Binding]

    public init(bindings: [Binding] = Keymap.standard) { self.bindings = bindings }

    /// What a key means on a screen.
    public func command(for key: Key, on screen: ScreenKind) -> Command? {
        bindings.first { $0.screens.contains(screen) && $0.keys.contains(key) }?.command
    }

    /// Gives a command other keys wherever it has some; each key loses any other meaning on those screens.
    public mutating func rebind(_ command: Command, to keys: [Key]) {
        let screens = bindings.filter { $0.command == command }.reduce(into: Set<ScreenKind>()) { $0.formUnion($1.screens) }
        for index in bindings.indices {
            if bindings[index].command == command {
                bindings[index].keys = keys
            } else if !bindings[index].screens.isDisjoint(with: screens) {
                bindings[index].keys.removeAll(where: keys.contains)
            }
        }
    }

    /// The keys and words to hint at on a screen, most important first.
    func hints(on screen: ScreenKind) -> [(key: String, word: String)] {
        bindings.compactMap { binding in
            guard binding.screens.contains(screen), let hint = binding.hint, let key = binding.keys.first else { return nil }
            return (key.name, hint)
        }
    }
}
