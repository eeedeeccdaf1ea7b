import Terminal

extension BrowserBenchmark {
    /// Pins an item and moves on from item to item: until the cursor is there, and until the picture beside the pinned one is, large.
    func pair(_ browser: HostedProgram) throws -> [BrowserFigures.Action] {
        // Out of the neighbours and of their tint, to where the cursor can move on.
        guard let item = try catalog.items(rows: [catalog.state().items / 2]).first else { return [] }
        for keys in [":tint off\r", ":goto \(item.id)\r", "P"] {
            browser.type(keys)
            _ = try browser.untilRest(least: 0)
        }
        let moves = try (0..<2 * rounds).map { try answer(of: browser, to: ["l", "j", "h", "k"][$0 % 4]).first }
        let others = try (0..<rounds).map { _ in try answer(of: browser, to: "l").last }
        _ = try answer(of: browser, to: ":unpin\r")
        return [
            BrowserFigures.Action("cursor move, pinned", limit: 8, moves),
            BrowserFigures.Action("pair, large pictures", others),
        ]
    }
}
