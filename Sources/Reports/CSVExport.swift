import Basics
import Foundation
import Vectors

/// One line per item: section, place, ID, the weight of what is liked or passed, the distance or the score of a neighbour, how many metrics
/// found it, where it is asked for whom a neighbour owes most to, title, and all attributes that any item has.
package enum CSVExport {
    /// The lines, each ending in CR and LF as RFC 4180 has it.
    ///
    /// - Parameters:
    ///   - cells: whether cells that a spreadsheet would run are made harmless.
    ///   - separator: what stands between cells.
    ///   - why: whether there is a column of reasons: IDs with their shares, most first ("875317 60% 875402 40%").
    package static func text(_ content: ExportContent, cells: CSV.Cells = .safe, separator: String = ",", why: Bool = false) -> String {
        let items = content.sections.flatMap { $0.entries.map(\.item) }
        let columns = items.flatMap { $0.attributes.map(\.name) }.unique
        var lines = [
            ["section", "place", "item", "weight", "distance", "score", "found_by"] + (why ? ["because"] : []) + ["title", "url"] + columns
        ]
        for section in content.sections {
            for (place, entry) in section.entries.enumerated() {
                let attributes = Dictionary(entry.item.attributes.map { ($0.name, $0.value) }) { first, _ in first }
                let reasons = why ? [entry.because.map { "\($0.id) \(Int(($0.share * 100).rounded()))%" }.joined(separator: " ")] : []
                let texts = [entry.item.title, entry.item.url] + columns.map { attributes[$0] }
                let finders = [entry.finders.map(String.init) ?? ""]
                lines.append(
                    [section.name, "\(place + 1)", entry.item.id] + values(entry, of: section) + finders + reasons + texts.map { $0 ?? "" })
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
