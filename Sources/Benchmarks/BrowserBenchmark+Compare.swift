import Terminal

extension BrowserBenchmark {
    /// Opens the comparison, each time for other likes, until each neighbour's rank under the other metrics stands there.
    func compare(_ browser: HostedProgram) throws -> [BrowserFigures.Action] {
        var screen = TerminalEmulator(columns: Self.size.columns, rows: Self.size.rows)
        func press(_ key: String) throws {
            browser.type(key)
            for update in try browser.untilRest(least: 0) { screen.feed(update.bytes) }
        }
        try press("\u{C}")
        var neighbors: [Sample] = [], ranks: [Sample] = []
        for _ in 0..<rounds {
            for key in ["l", " "] { try press(key) }
            browser.type("c")
            // On a busy machine the program may rest before the ranks are there.
            let deadline = ContinuousClock.now + Self.patience
            var updates: [HostedProgram.Update] = []
            var ranked: Sample?
            repeat {
                let seen = updates.count
                updates = try browser.untilRest()
                for update in updates[seen...] {
                    screen.feed(update.bytes)
                    let hasRanks = screen.lines.contains { $0.contains(/[0-9](st|nd|rd|th) (here, [0-9]|in every row)/) }
                    if ranked == nil, hasRanks { ranked = (update.time / .milliseconds(1), update.bytes.count) }
                }
            } while ranked == nil && ContinuousClock.now < deadline
            if let first = updates.first, let ranked {
                neighbors.append((first.time / .milliseconds(1), first.bytes.count))
                ranks.append(ranked)
            }
            for key in ["q", "u"] { try press(key) }
        }
        return ranks.isEmpty ? [] : [BrowserFigures.Action("compare", neighbors), BrowserFigures.Action("compare with ranks", ranks)]
    }
}
