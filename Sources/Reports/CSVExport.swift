import Basics
import Foundation

/// One line per item: section, place, ID, value, how many metrics found it, title, and all attributes that any item has.
package enum CSVExport {
    /// The lines, each ending in CR and LF as RFC 4180 has it.
    ///
    /// - Parameter cells: whether cells that a spreadsheet would run are made harmless.
    package static func text(_ content: ExportContent, cells: CSV.Cells = .safe) -> String {
        let items = content.sections.flatMap { $0.entries.map(\.item) }
        let columns = items.flatMap { $0.attributes.map(\.name) }.unique
        var lines = [["section", "place", "item", "value", "found_by", "title", "url"] + columns]
        for section in content.sections {
            for (place, entry) in section.entries.enumerated() {
                let attributes = Dictionary(entry.item.attributes.map { ($0.name, $0.value) }) { first, _ in first }
                lines.append(
                    [
                        section.name, "\(place + 1)", entry.item.id, entry.value.map { "\(Float($0))" } ?? "",
                        entry.finders.map(String.init) ?? "", entry.item.title ?? "", entry.item.url ?? "",
                    ]
                        + columns.map { attributes[$0] ?? "" })
            }
        }
        return lines.map { CSV.line($0, cells: cells, end: "\r\n") }.joined()
    }
}
