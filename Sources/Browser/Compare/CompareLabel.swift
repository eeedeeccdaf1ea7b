import Basics
import Engine
import Frames

/// What stands before a row: its name, and what it has in common with each of the others.
struct CompareLabel {
    let row: Int
    let rows: [ComparedRow]
    let agreement: Agreement
    /// Its columns and the lines that it has.
    let size: Size

    /// The names first, as many as leave room for what is in common.
    var lines: [(text: String, isTitle: Bool)] {
        let titles = rows[row].titles
        let shown = Array(titles.prefix(max(1, size.rows - 2)))
        return shown.map { ($0, true) } + common(lines: size.rows - shown.count + 1).map { ($0, false) }
    }

    /// A line for each other row, or for two of them where lines are few.
    private func common(lines: Int) -> [String] {
        let others = rows.indices.filter { $0 != row }
        guard !others.isEmpty else { return [] }
        func name(_ other: Int, _ width: Int) -> String {
            let word = rows[other].word
            return padded(rows[other].name == nil ? String(word.prefix(width)) : clipped(word, to: width), to: width)
        }
        func percent(_ other: Int) -> String { "\(agreement.byRank(row, other))%" }
        let isNamed = rows[row].name != nil
        let whole = others.map { (isNamed ? clipped(rows[$0].word, to: size.columns - 3) + " " : name($0, 10)) + "\(agreement.overlap(row, $0))" }
        let short = others.map { name($0, 3) + " \(agreement.overlap(row, $0))" }
        let pairs = stride(from: 0, to: short.count, by: 2).map { at in
            at + 1 < short.count ? padded(short[at], to: 7) + short[at + 1] : short[at]
        }
        let alone = others.count == 1 ? [whole + [padded("by rank", to: isNamed ? 8 : 10) + percent(others[0])]] : []
        let both = [zip(whole, others).map { $0 + " " + percent($1) }, zip(short, others).map { padded($0, to: 7) + percent($1) }]
        let fitting = (alone + both + [whole, short, pairs]).first { texts in
            texts.count < lines && texts.allSatisfy { displayWidth($0) <= size.columns }
        }
        return ["in common"] + (fitting ?? Array(short.prefix(max(0, lines - 1))))
    }
}
