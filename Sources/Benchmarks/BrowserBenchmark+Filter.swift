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
        var ticked: [Sample] = []
        for _ in 0..<rounds {
            // A range has nothing to tick.
            for key in ["\t", " "] {
                browser.type(key)
                let last = try browser.untilRest(least: 0).last
                if key == " ", let last { ticked.append((last.time / .milliseconds(1), browser.receivedBytes)) }
            }
        }
        browser.type("X")
        _ = try browser.untilRest(least: 0)
        _ = try answer(of: browser, to: "q")
        return [BrowserFigures.Action("filter later", limit: 50, opened)] + (ticked.isEmpty ? [] : [.init("tick", limit: 50, ticked)])
    }
}
