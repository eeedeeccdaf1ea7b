/// One thing that was looked at.
package struct Observation {
    /// How things stand.
    package enum Verdict {
        case good
        /// Worth knowing; nothing is wrong.
        case note
        /// Something works less well than it could.
        case flaw
        /// Something essential does not work.
        case broken

        /// The sign before its line.
        package var mark: String {
            switch self {
            case .good: "✓"
            case .note: "·"
            case .flaw: "!"
            case .broken: "✗"
            }
        }
    }

    /// How things stand.
    package let verdict: Verdict
    /// What was found, in one line.
    package let text: String
    /// What to do about it.
    package let advice: String?

    package init(_ verdict: Verdict, _ text: String, advice: String? = nil) {
        self.verdict = verdict
        self.text = text
        self.advice = advice
    }
}

/// What was found about one subject.
package struct Checkup {
    /// What was looked at.
    package let title: String
    /// In the order in which they were made.
    package var observations: [Observation] = []

    package init(_ title: String) { self.title = title }

    /// Adds an observation.
    package mutating func add(_ verdict: Observation.Verdict, _ text: String, advice: String? = nil) {
        observations.append(Observation(verdict, text, advice: advice))
    }
}
