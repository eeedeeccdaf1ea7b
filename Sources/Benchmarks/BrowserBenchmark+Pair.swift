import Terminal

extension BrowserBenchmark {
    /// Pins an item and moves on from item to item: until the cursor is there, and until the picture beside the pinned one is, large.
    func pair(_ browser: HostedProgram) throws -> [BrowserFigures.Action] {
        _ = try answer(of: browser, to: "g")
        _ = try answer(of: browser, to: "P")
        let moves = try (0..<rounds).map { try answer(of: browser, to: ["l", "l", "j", "h", "k", "l"][$0 % 6]) }
        _ = try answer(of: browser, to: ":unpin\r")
        return [
            BrowserFigures.Action("cursor move, pinned", limit: 8, moves.map(\.first)),
            BrowserFigures.Action("pair, large pictures", moves.map(\.last)),
        ]
    }
}
