import Basics
import Foundation
import Vectors

/// One line per item: section, place, ID, the weight of what is liked or passed, the distance or the score of a neighbour, how many metrics
/// found it, title, and all attributes that any item has.
package enum CSVExport {
    /// The lines, each ending in CR and LF as RFC 4180 has it.
    ///
    /// - Parameters:
    ///   - cells: whether cells that a spreadsheet would run are made harmless.
    ///   - separator: what stands between cells.
    package static func text(_ content: ExportContent, cells: CSV.Cells = .safe, separator: String = ",") -> String {
        let items = content.sections.flatMap { $0.entries.map(\.item) }
        let columns = items.flatMap { $0.attributes.map(\.name) }.unique
        var lines = [["section", "place", "item", "weight", "distance", "score", "found_by", "title", "url"] + columns]
        for section in content.sections {
            for (place, entry) in section.entries.enumerated() {
                let attributes = Dictionary(entry.item.attributes.map { ($0.name, $0.value) }) { first, _ in first }
                let texts = [entry.finders.map(String.init), entry.item.title, entry.item.url] + columns.map { attributes[$0] }
                lines.append([section.name, "\(place + 1)", entry.item.id] + values(entry, of: section) + texts.map { $0 ?? "" })
            }
        }
        return lines.map { CSV.line($0, cells: cells, separator: separator, end: separator == "\t" ? "\n" : "\r\n") }.joined()
    }

    /// Weight, distance and score, one of which there is.
    private static func values(_ entry: ExportContent.Entry, of section: ExportContent.Section) -> [String] {
        let value = entry.value.map { "\(Float($0))" } ?? ""
        guard section.kind == .ranking else { return [value, "", ""] }
        return Metric(rawValue: section.name)?.isScore == true ? ["", "", value] : ["", value, ""]
    }
}
