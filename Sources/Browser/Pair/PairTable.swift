import Basics
import Engine

/// What two items have, line by line: the same thing in the same line.
struct PairTable {
    struct Line: Hashable {
        /// What is compared, in words.
        let name: String
        /// What each has; "–" for nothing.
        let pinned: String
        /// Nil where there is nothing beside the pinned one.
        let other: String?

        var differs: Bool { other.map { !$0.isExactly(pinned) } ?? false }
    }

    let lines: [Line]

    var differing: Int { lines.count(where: \.differs) }

    /// - Parameters:
    ///   - caption: what items are called; what else it says comes first.
    ///   - columns: the catalog's, whose order the lines have.
    init(_ pinned: ItemSummary, _ other: ItemSummary?, caption: Caption, columns: [String]) {
        let items = [pinned, other].compactMap(\.self)
        var lines: [Line] = []
        func add(_ name: String, _ text: (ItemSummary) -> String?) {
            let texts = items.map { text($0).map(sanitized).flatMap { $0.isEmpty ? nil : $0 } }
            guard texts.contains(where: { $0 != nil }) else { return }
            lines.append(Line(name: sanitized(spoken(name)), pinned: texts[0] ?? "–", other: other.map { _ in texts[1] ?? "–" }))
        }
        if caption.columns[0] != "title" { add("title", \.title) }
        for column in caption.columns.dropFirst() { add(column) { item in item[column].map(item.text) } }
        add("status") { Badge($0)?.words }
        add("sizes") { $0.sizesText?.replacing("  ", with: " ") }
        let said = Set(caption.columns.map(ExactText.init)), notes = Set(items.flatMap(caption.notes).map { ExactText($0.name) })
        var seen = said.union(notes).union(["id", "url", "price_before"].map(ExactText.init))
        let names = items.flatMap { $0.plainAttributes.map { ExactText($0.name) } }
        let places = Dictionary(columns.enumerated().map { (ExactText($0.element), $0.offset) }) { first, _ in first }
        let ordered = names.enumerated().sorted { (places[$0.element] ?? .max, $0.offset) < (places[$1.element] ?? .max, $1.offset) }
        for name in ordered.map(\.element) where seen.insert(name).inserted {
            add(name.text) { item in item.plainAttributes.first { ExactText($0.name) == name }.map(item.text) }
        }
        self.lines = lines
    }

    /// As many lines as there is room for: what differs comes before what does not, each in its place.
    func fitting(_ rows: Int) -> [Line] {
        var spare = max(0, lines.count - rows)
        let kept = lines.reversed().filter { line in
            guard spare > 0, !line.differs else { return true }
            spare -= 1
            return false
        }
        return Array(kept.reversed().prefix(max(0, rows)))
    }
}

extension State {
    /// The pinned item and what is looked at beside it, line by line.
    var pairTable: PairTable? {
        guard let pinned = pair.pinned else { return nil }
        let other = besides.flatMap { $0.other.words == nil ? $0.other : nil }
        return PairTable(pinned, other, caption: looks.caption, columns: catalog.columns)
    }
}
