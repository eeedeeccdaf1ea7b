/// One thing that was looked at.
struct Observation {
    enum Verdict {
        case good
        /// Worth knowing; nothing is wrong.
        case note
        /// Something works less well than it could.
        case flaw
        /// Something essential does not work.
        case broken

        var mark: String {
            switch self {
            case .good: "✓"
            case .note: "·"
            case .flaw: "!"
            case .broken: "✗"
            }
        }
    }

    let verdict: Verdict
    let text: String
    /// What to do about it.
    let advice: String?

    init(_ verdict: Verdict, _ text: String, advice: String? = nil) {
        self.verdict = verdict
        self.text = text
        self.advice = advice
    }
}

/// What was found about one subject.
struct Checkup {
    let title: String
    var observations: [Observation] = []

    init(_ title: String) { self.title = title }

    mutating func add(_ verdict: Observation.Verdict, _ text: String, advice: String? = nil) {
        observations.append(Observation(verdict, text, advice: advice))
    }
}
