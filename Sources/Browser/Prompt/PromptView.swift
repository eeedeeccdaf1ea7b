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
        canvas.text(start, row, String(shown), width: room)
        canvas.showCursor(min(columns - 1, start + displayWidth(String(shown[..<prompt.caret]))), row)
        if asideRow != row, prompt.kind.coversDetails || asideRow != state.lines.detail { drawAside(row: asideRow, on: &canvas) }
    }

    private func drawAside(row: Int, on canvas: inout Canvas) {
        if row == state.lines.detail { canvas.text(0, row, String(repeating: " ", count: state.size.columns)) }
        let completions = prompt.completions(in: state)
        if completions.isEmpty { return canvas.line(row, left: prompt.kind.aside(state, prompt.text)) }
        var column = 1
        let first = max(0, (prompt.candidate ?? 0) - 5)
        for (index, completion) in completions.enumerated().dropFirst(first) {
            guard column + displayWidth(completion.word) < state.size.columns - 1 else { break }
            let isChosen = prompt.candidate == index
            column = canvas.text(column, row, completion.word, isChosen ? Style(.accent, bold: true) : .dim) + 2
        }
    }
}
