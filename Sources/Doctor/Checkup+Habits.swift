import Console
import Terminal

/// What is asked of the terminal beside text and pictures, and how it is known to be there.
extension Checkup {
    mutating func addHabits(_ report: TerminalReport) {
        for habit in report.habits {
            let isSure = habit.isUsed && (habit.answer == .yes || habit.answer == .notAsked)
            add(isSure ? .good : .note, "\(habit.kind.words): \(habit.state)")
        }
        let isShown = Console.windowShowsProgress
        add(
            isShown ? .good : .note,
            "progress of indexing on the window (OSC 9;4): "
                + (isShown ? "used, by what the environment says" : "left out, for the environment names none that is known to show it"))
    }
}

extension TerminalHabit {
    /// Whether it is used, and by what.
    fileprivate var state: String {
        switch (isUsed, answer) {
        case (true, .yes): "used, as it answers that it has it"
        case (true, .no): "it answers that it lacks it"
        case (true, .none): "asked for, though it does not answer whether it has it"
        case (true, .notAsked): "used, by its name: no terminal can be asked"
        case (false, .yes): "left out although it has it, for \(kind.obstacle)"
        case (false, _): "left out, for \(kind.obstacle)"
        }
    }
}

extension TerminalHabit.Kind {
    fileprivate var words: String {
        switch self {
        case .synchronizedOutput: "frames in one piece (synchronised output, mode 2026)"
        case .bracketedPaste: "pasted text told from keys (bracketed paste, mode 2004)"
        case .focus: "rest while out of focus (mode 1004)"
        case .colorScheme: "dark and light colours as they change (mode 2031)"
        case .resizeReports: "a new size among the keys (in-band resize, mode 2048)"
        case .keyboard: "keys told apart, such as Tab and Ctrl-I (kitty keyboard)"
        case .title: "window title (OSC 2)"
        case .links: "links (OSC 8)"
        case .isolates: "isolates around text from right to left"
        }
    }

    /// Why it is left out where it is.
    fileprivate var obstacle: String {
        switch self {
        case .synchronizedOutput: "tmux would draw its whole pane anew for each"
        case .bracketedPaste, .focus, .colorScheme, .resizeReports, .title: "a terminal of this type may print what it does not know"
        case .keyboard: "it does not answer that it can"
        case .links: "a terminal of this type keeps them to itself, or prints them"
        case .isolates: "it is not known to turn such text round"
        }
    }
}
