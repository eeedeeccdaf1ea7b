import Terminal

extension BrowserBenchmark {
    /// Opens the filter until all its counts are there, and leaves it again.
    func openFilter(_ browser: HostedProgram) throws -> Sample {
        let sample = try answer(of: browser, to: "f").last
        _ = try answer(of: browser, to: "q")
        return sample
    }

    /// Opens the filter again and again, then ticks in it, until all numbers on the screen stand, those of the panel and of the page, and until the
    /// page's pictures do.
    func filter(_ browser: HostedProgram) throws -> [BrowserFigures.Action] {
        _ = try openFilter(browser)
        let opened = try (0..<rounds).map { _ in try openFilter(browser) }
        var screen = TerminalEmulator(columns: Self.size.columns, rows: Self.size.rows)
        func press(_ key: String) throws -> (numbers: Sample, pictures: Sample)? {
            browser.type(key)
            let updates = try browser.untilRest(least: 0)
            var numbers: Sample?
            var shown = Self.numbers(on: screen)
            for update in updates {
                screen.feed(update.bytes)
                let now = Self.numbers(on: screen)
                if now != shown { (numbers, shown) = ((update.time / .milliseconds(1), update.bytes.count), now) }
            }
            guard let numbers, let last = updates.last else { return nil }
            return (numbers, (last.time / .milliseconds(1), browser.receivedBytes))
        }
        for key in ["\u{C}", "f"] { _ = try press(key) }
        var ticks: [(numbers: Sample, pictures: Sample)] = []
        for _ in 0..<rounds {
            // A range has nothing to tick.
            _ = try press("\t")
            if let tick = try press(" ") { ticks.append(tick) }
        }
        for key in ["X", "q"] { _ = try press(key) }
        let later = BrowserFigures.Action("filter later", limit: 50, opened)
        return ticks.isEmpty
            ? [later] : [later, .init("tick", limit: 50, ticks.map(\.numbers)), .init("tick, with pictures", ticks.map(\.pictures))]
    }

    private static func numbers(on screen: TerminalEmulator) -> [String] { screen.lines.map { $0.filter(\.isNumber) } }
}
