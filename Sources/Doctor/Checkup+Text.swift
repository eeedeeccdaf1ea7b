import Basics

extension Checkup {
    /// What was found, for a terminal: the title, a line for each thing and for what to do about it, and an empty one.
    package var lines: [String] {
        var lines = [title]
        for observation in observations {
            lines.append("  \(observation.verdict.mark) " + sanitized(observation.text))
            if let advice = observation.advice { lines.append("    → " + sanitized(advice)) }
        }
        return lines + [""]
    }

    /// What all comes to in one line, and whether something essential does not work.
    package static func verdict(on checkups: [Checkup]) -> (line: String, isBroken: Bool) {
        let verdicts = checkups.flatMap { $0.observations.map(\.verdict) }
        let broken = verdicts.count { $0 == .broken }
        if broken > 0 { return ("\(counted(broken, "thing does", "things do")) not work; see ✗ above for what to do", true) }
        return (verdicts.contains(.flaw) ? "Everything essential works; ! says what could be better." : "All is well.", false)
    }
}
