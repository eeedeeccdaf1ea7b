/// Something that Vitrine asks of a terminal beside text and pictures, and how it is known to be there: for a person to read.
public struct TerminalHabit: Hashable, Sendable {
    /// What is asked for.
    public enum Kind: CaseIterable, Hashable, Sendable {
        case synchronizedOutput, bracketedPaste, focus, colorScheme, resizeReports, keyboard, title, links, isolates
    }

    /// What the terminal said when it was asked.
    public enum Answer: Hashable, Sendable {
        case yes, no
        /// It said nothing of it.
        case none
        /// It was not asked: nothing tells of this.
        case notAsked
    }

    public let kind: Kind
    /// Whether it is sent to this terminal, which may take no notice.
    public let isUsed: Bool
    public let answer: Answer
}

extension TerminalReport {
    /// All that is asked of terminals, and how it stands with this one.
    public var habits: [TerminalHabit] {
        let habits = capabilities.habits
        return TerminalHabit.Kind.allCases.map { kind in
            switch kind {
            case .synchronizedOutput: habit(kind, habits.synchronizes, mode: 2026)
            case .bracketedPaste: habit(kind, habits.ignoresUnknown, mode: 2004)
            case .focus: habit(kind, habits.ignoresUnknown, mode: 1004)
            case .colorScheme: habit(kind, habits.ignoresUnknown, mode: 2031)
            case .resizeReports: habit(kind, habits.ignoresUnknown, mode: 2048)
            case .keyboard: TerminalHabit(kind: kind, isUsed: habits.tellsKeysApart, answer: replies.keyboardFlags == nil ? .none : .yes)
            case .title: TerminalHabit(kind: kind, isUsed: habits.ignoresUnknown, answer: .notAsked)
            case .links: TerminalHabit(kind: kind, isUsed: habits.hasLinks, answer: .notAsked)
            case .isolates: TerminalHabit(kind: kind, isUsed: habits.isolates, answer: .notAsked)
            }
        }
    }

    private func habit(_ kind: TerminalHabit.Kind, _ isUsed: Bool, mode: Int) -> TerminalHabit {
        TerminalHabit(kind: kind, isUsed: isUsed, answer: replies.modes[mode].map { $0 ? .yes : .no } ?? .none)
    }
}
