import Doctor
import Testing

@Suite struct CheckupTextTests {
    private func checkup(_ verdicts: Observation.Verdict...) -> Checkup {
        var checkup = Checkup("Terminal")
        for verdict in verdicts { checkup.add(verdict, "a \u{1B}[2Jthing", advice: verdict == .good ? nil : "mend it") }
        return checkup
    }

    @Test func eachThingIsMarkedAndHarmless() {
        let lines = checkup(.good, .broken).lines
        #expect(lines.count == 5 && lines[0] == "Terminal" && lines[4].isEmpty)
        #expect(lines[1].hasPrefix("  ✓ a ") && lines[2].hasPrefix("  ✗ a ") && lines[3] == "    → mend it")
        #expect(lines.allSatisfy { !$0.unicodeScalars.contains("\u{1B}") })
    }

    @Test func theVerdictCountsWhatIsBroken() {
        func verdict(_ checkups: Checkup..., isBroken: Bool) -> String {
            let verdict = Checkup.verdict(on: checkups)
            #expect(verdict.isBroken == isBroken)
            return verdict.line
        }
        #expect(verdict(checkup(.good, .note), isBroken: false) == "All is well.")
        #expect(verdict(checkup(.flaw), isBroken: false) == "Everything essential works; ! says what could be better.")
        #expect(verdict(checkup(.flaw, .broken), checkup(.good), isBroken: true) == "1 thing does not work; see ✗ above for what to do")
        #expect(verdict(checkup(.broken), checkup(.broken), isBroken: true) == "2 things do not work; see ✗ above for what to do")
    }
}
