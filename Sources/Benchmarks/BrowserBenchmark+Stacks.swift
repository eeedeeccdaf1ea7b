import Catalog
import Foundation
import Terminal

extension BrowserBenchmark {
    /// Items that are designs of several colours, at most: more would take minutes to be written.
    private static let mostStacked = 12_000
    private static let designSize = 3

    /// A copy of the catalog in which items are designs by threes: from the start to the first page, folded, and from a key until a stack is
    /// open with all pictures of its page.
    func stacks(_ likeness: TerminalLikeness) throws -> [BrowserFigures.Action] {
        let copy = try catalog.snapshot(at: folder.appendingPathComponent("folded-\(catalog.folder.lastPathComponent)-\(likeness.name)"))
        try copy.pretendDesigns(of: Self.designSize, items: Self.mostStacked)
        let folded = BrowserBenchmark(catalog: copy, folder: folder, rounds: rounds, lineSpeed: lineSpeed)
        try folded.prepareCatalog()
        var starts: [Double] = []
        var browser = try folded.start(likeness, &starts)
        while starts.count < startCount {
            browser.type("q")
            try browser.untilEnd()
            browser = try folded.start(likeness, &starts)
        }
        let opened = try (0..<rounds).map { _ in
            let sample = try answer(of: browser, to: "v").last
            // The same key closes it again.
            _ = try answer(of: browser, to: "v")
            return sample
        }
        browser.type("q")
        try browser.untilEnd()
        return [
            BrowserFigures.Action("first page, folded", starts.map { (milliseconds: $0, bytes: 0) }),
            BrowserFigures.Action("open a stack", limit: 50, opened),
        ]
    }
}
