import Basics
import Catalog
import Foundation

/// What an index run did, as text.
package struct IndexSummary {
    private let report: IndexReport
    private let items: Int
    private let catalog: Catalog
    private let place: String?

    /// Names that are shown of each sort; the report's file has all of them.
    private static let shown = 5

    /// - Parameters:
    ///   - items: how many the catalog has now.
    ///   - place: where it is, in words that are safe; nil: its folder.
    package init(_ report: IndexReport, items: Int, catalog: Catalog, place: String? = nil) {
        (self.report, self.items, self.catalog, self.place) = (report, items, catalog, place)
    }

    /// What came of it, in one line.
    package var line: String {
        var parts = ["\(grouped(report.added)) new", "\(grouped(report.changed)) changed", "\(grouped(report.unchanged)) unchanged"]
        if report.pruned > 0 { parts.append("\(grouped(report.pruned)) removed") }
        parts.append("\(grouped(report.skipped.count)) skipped")
        return "\(counted(items, "item")) in \(place ?? sanitized(catalog.folder.path)): \(parts.joined(separator: ", "))"
    }

    /// What else is worth knowing, a line each.
    package var notes: [String] {
        var notes: [String] = []
        if report.encoded > 0, report.seconds > 0 {
            let rate = counted(Int(Double(report.encoded) / report.seconds), "picture")
            notes.append("Took \(fixed(report.seconds, decimals: 1)) s, \(rate) a second.")
        }
        if report.gone > 0 {
            notes.append(
                "\(counted(report.gone, "item is", "items are")) gone from the source but still in the catalog; --prune removes what is gone.")
        }
        if !report.attributesWithoutItem.isEmpty { notes.append(Self.withoutItem(report.attributesWithoutItem)) }
        if report.sharedAttributes > 0 {
            notes.append(
                "\(counted(report.sharedAttributes, "row of the attributes names", "rows of the attributes name")) several pictures; each of them has what its row says."
            )
        }
        if report.otherFiles > 0 { notes.append("Left alone: \(counted(report.otherFiles, "other file")).") }
        for renamed in report.renamed.prefix(Self.shown) {
            notes.append("  \(sanitized(renamed.picture)): its file name is not unique, so its ID is \(sanitized(renamed.id))")
        }
        for skipped in report.skipped.prefix(Self.shown) { notes.append("  \(sanitized(skipped.picture)): \(sanitized(skipped.reason))") }
        if max(report.skipped.count, report.renamed.count, report.attributesWithoutItem.count) > Self.shown {
            notes.append("All of them: \(sanitized(Indexer.reportURL(catalog).path))")
        }
        return notes
    }

    /// "2 IDs in the attributes have no item: 7, 8."
    private static func withoutItem(_ ids: [String]) -> String {
        let more = ids.count > shown ? " and \(grouped(ids.count - shown)) more" : ""
        let named = ids.prefix(shown).map { sanitized($0) }.joined(separator: ", ") + more
        return "\(counted(ids.count, "ID in the attributes has", "IDs in the attributes have")) no item: \(named)."
    }

    /// Why no item came of a source.
    package static func nothing(in source: String, _ report: IndexReport) -> String {
        guard let skipped = report.skipped.first else { return "\(source): there are no pictures in it" }
        return "\(source): none of its pictures can be used; \(skipped.picture): \(skipped.reason)"
    }
}
