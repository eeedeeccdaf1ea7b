/// One thing that was looked at.
package struct Observation {
    package enum Verdict {
        case good
        /// Worth knowing; nothing is wrong.
        case note
        /// Something works less well than it could.
        case flaw
        /// Something essential does not work.
        case broken

        package var mark: String {
            switch self {
            case .good: "✓"
            case .note: "·"
            case .flaw: "!"
            case .broken: "✗"
            }
        }
    }

    package let verdict: Verdict
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
    package let title: String
    package var observations: [Observation] = []

    package init(_ title: String) { self.title = title }

    package mutating func add(_ verdict: Observation.Verdict, _ text: String, advice: String? = nil) {
        observations.append(Observation(verdict, text, advice: advice))
    }
}
