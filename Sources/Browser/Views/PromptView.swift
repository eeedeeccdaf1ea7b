import Basics
import Frames

extension State {
    /// The prompt with its cursor; above it what the words may become.
    func drawPrompt(_ prompt: Prompt, _ canvas: inout Canvas, row: Int, candidatesRow: Int) {
        let label = prompt.label
        let start = canvas.text(1, row, label, .accent)
        let room = max(1, size.columns - start - 2)
        // A long line scrolls so that the insertion point shows.
        var shown = prompt.characters[...]
        while shown.startIndex < prompt.caret, displayWidth(String(shown[..<prompt.caret])) >= room { shown = shown.dropFirst() }
        canvas.text(start, row, String(shown), width: room)
        canvas.showCursor(min(size.columns - 1, start + displayWidth(String(shown[..<prompt.caret]))), row)
        if prompt.kind == .command, candidatesRow != row { drawCandidates(prompt, &canvas, row: candidatesRow) }
        if prompt.kind == .find, candidatesRow != row, candidatesRow != lines.detail { drawMatchCount(&canvas, row: candidatesRow) }
    }

    private func drawCandidates(_ prompt: Prompt, _ canvas: inout Canvas, row: Int) {
        let candidates = completions(of: prompt.typed ?? prompt.text)
        if row == lines.detail { canvas.text(0, row, String(repeating: " ", count: size.columns)) }
        if candidates.isEmpty, let verb = Verb.all.first(where: { prompt.text.hasPrefix($0.name + " ") }) {
            return canvas.line(row, left: [Piece(verb.usage, .dim), Piece("· " + verb.help, .dim, rank: 1)])
        }
        var column = 1
        let first = max(0, (prompt.candidate ?? 0) - 5)
        for (index, candidate) in candidates.enumerated().dropFirst(first) {
            guard column + displayWidth(candidate.word) < size.columns - 1 else { break }
            let chosen = prompt.candidate == index
            column = canvas.text(column, row, candidate.word, chosen ? Style(.accent, bold: true) : .dim) + 2
        }
    }

    private func drawMatchCount(_ canvas: inout Canvas, row: Int) {
        guard listing.text != nil else {
            return canvas.line(row, left: [Piece("Type words of a title, an attribute or an ID", .dim)])
        }
        let text = listingCount == 0 ? "Nothing matches" : listingCount == 1 ? "1 match" : grouped(listingCount) + " matches"
        canvas.line(row, left: [Piece(text, .dim)])
    }
}
