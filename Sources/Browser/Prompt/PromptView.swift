import Basics
import Frames

/// The prompt with its cursor; above it what the words may become.
struct PromptView {
    let state: State
    let prompt: Prompt

    func draw(row: Int, asideRow: Int, on canvas: inout Canvas) {
        let columns = state.size.columns
        let start = canvas.text(1, row, prompt.kind.label, .accent)
        let room = max(1, columns - start - 2)
        // A long line scrolls so that the insertion point shows.
        var shown = prompt.characters[...]
        while shown.startIndex < prompt.caret, displayWidth(String(shown[..<prompt.caret])) >= room { shown = shown.dropFirst() }
        let end = canvas.text(start, row, String(shown), Style(.text, reverse: prompt.isSelected), width: room)
        drawNote(row: row, from: max(end, start) + 3, on: &canvas)
        canvas.showCursor(min(columns - 1, start + displayWidth(String(shown[..<prompt.caret]))), row)
        if asideRow != row, prompt.kind.coversDetails || asideRow != state.lines.detail { drawAside(row: asideRow, on: &canvas) }
    }

    /// At the right end of the line, as many whole pieces as what is typed leaves room for; nothing where that is the first of several.
    private func drawNote(row: Int, from start: Int, on canvas: inout Canvas) {
        let note = prompt.kind.note(state, prompt.text)
        var pieces = note
        while !pieces.isEmpty, width(pieces) > state.size.columns - 1 - start {
            pieces = note.prefix(pieces.count { $0.text != Self.cut } - 1) + [Piece(Self.cut, .dim)]
            if pieces.count < 3 { return }
        }
        var column = state.size.columns - 1 - width(pieces)
        for (index, piece) in pieces.enumerated() { column = canvas.text(column + (index > 0 ? piece.space : 0), row, piece.text, piece.style) }
    }

    /// What stands for pieces that are cut.
    private static let cut = "…"

    private func width(_ pieces: [Piece]) -> Int {
        pieces.enumerated().reduce(0) { $0 + $1.element.width + ($1.offset > 0 ? $1.element.space : 0) }
    }

    private func drawAside(row: Int, on canvas: inout Canvas) {
        if row == state.lines.detail { canvas.text(0, row, String(repeating: " ", count: state.size.columns)) }
        let completions = prompt.completions(in: state)
        if completions.isEmpty { return canvas.line(row, left: prompt.kind.aside(state, prompt.text)) }
        let shown = CompletionRange(completions.map { displayWidth($0.word) }, chosen: prompt.candidate, room: state.size.columns - 2).range
        var column = 1
        if shown.lowerBound > 0 { column = canvas.text(column, row, "…", .dim) + 2 }
        for index in shown {
            column = canvas.text(column, row, completions[index].word, index == prompt.candidate ? Style(.accent, bold: true) : .dim) + 2
        }
        if shown.upperBound < completions.count { canvas.text(column, row, CompletionRange.mark(completions.count - shown.upperBound), .dim) }
    }
}

/// Which of the completions stand in a line: from the first on where the chosen one is among those, else up to it. What is cut is marked.
struct CompletionRange {
    private(set) var range: Range<Int>

    /// Two spaces stand between words.
    private static let gap = 2

    /// - Parameters:
    ///   - widths: the words' columns.
    ///   - room: the line's columns.
    init(_ widths: [Int], chosen: Int?, room: Int) {
        /// The end of the words from `first` on that fit, with the marks of what does not.
        func end(from first: Int) -> Int {
            var column = first > 0 ? 1 + Self.gap : 0
            for index in first..<widths.count {
                let left = widths.count - index - 1
                let behind = left == 0 ? 0 : Self.gap + min(Self.mark(left).count, widths[(index + 1)...].reduce(-Self.gap) { $0 + $1 + Self.gap })
                guard column + widths[index] + behind <= room || index == first else { return index }
                column += widths[index] + Self.gap
            }
            return widths.count
        }
        var first = 0
        while let chosen, first < chosen, end(from: first) <= chosen { first += 1 }
        range = first..<end(from: first)
    }

    /// What stands for words that are cut.
    static func mark(_ count: Int) -> String { "… \(count) more" }
}
