import Terminal

extension BrowserBenchmark {
    /// Opens the wall again and again until all its pictures are there, then goes on by screens and by rows.
    func wall(_ browser: HostedProgram) throws -> [BrowserFigures.Action] {
        // It is arranged once, and the thumbnails of an older catalog are made.
        browser.type("L")
        _ = try browser.untilRest(limit: .seconds(1200))
        let opened = try (0..<min(rounds, 20)).map { round in
            _ = try answer(of: browser, to: "L")
            // Elsewhere each time, so that other pictures come.
            _ = try answer(of: browser, to: "r")
            return try answer(of: browser, to: "L").last
        }
        func go(_ key: String, _ times: Int) throws -> [Sample] {
            try (0..<times).compactMap { _ in
                browser.type(key)
                return try browser.untilRest(least: 0).last.map { ($0.time / .milliseconds(1), browser.receivedBytes) }
            }
        }
        _ = try go("g", 1)
        let screens = try go("\u{1B}[6~", 4)
        _ = try go("g", 1)
        _ = try go("\u{1B}[6~", 1)
        // The cursor is in the last row before each of these.
        _ = try go("j", 30)
        let rows = try go("j", min(rounds, 20))
        _ = try go("L", 1)
        return [BrowserFigures.Action("wall", limit: 400, opened)]
            + (screens.isEmpty ? [] : [.init("next screen of the wall", limit: 50, screens)])
            + (rows.isEmpty ? [] : [.init("row of the wall", rows)])
    }
}
