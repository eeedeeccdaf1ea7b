import Terminal

extension BrowserBenchmark {
    /// Opens the filter until all its counts are there, and leaves it again.
    func openFilter(_ browser: HostedProgram) throws -> Sample {
        let sample = try answer(of: browser, to: "f").last
        _ = try answer(of: browser, to: "q")
        return sample
    }

    /// Opens the filter again and again, then ticks in it, until the counts and the page have followed.
    func filter(_ browser: HostedProgram) throws -> [BrowserFigures.Action] {
        _ = try openFilter(browser)
        let opened = try (0..<rounds).map { _ in try openFilter(browser) }
        _ = try answer(of: browser, to: "f")
        let ticked = try (0..<rounds).map { round in
            if round > 0 { _ = try answer(of: browser, to: round % 2 == 0 ? "\t" : "j") }
            return try answer(of: browser, to: " ").last
        }
        _ = try answer(of: browser, to: "X")
        _ = try answer(of: browser, to: "q")
        return [BrowserFigures.Action("filter later", limit: 50, opened), BrowserFigures.Action("tick", limit: 50, ticked)]
    }
}
