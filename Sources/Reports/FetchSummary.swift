import Basics
import Catalog
import Fetching
import Foundation

/// What visits of shops did, as text and as JSON.
package struct FetchSummary {
    private let reports: [FetchReport]
    private let catalog: Catalog?
    private let news: NewsReport
    private let items: Int
    private let isDryRun: Bool

    /// Problems that are shown of each shop; JSON has all of them.
    private static let shown = 5

    /// - Parameter catalog: nil where there is none.
    package init(_ reports: [FetchReport], catalog: Catalog? = nil, isDryRun: Bool = false) throws {
        (self.reports, self.catalog, self.isDryRun) = (reports, catalog, isDryRun)
        news = NewsReport(try catalog?.news() ?? ShopNews())
        items = try catalog?.state().items ?? 0
    }

    private var hasRead: Bool { reports.contains(where: \.hasRead) }

    /// Why nothing could be read; nil where something was.
    package var failure: String? {
        guard !hasRead, let report = reports.first else { return nil }
        return report.problems.first.map { "\($0)" } ?? "\(report.url): \(report.incomplete ?? "there is no item in the listing")"
    }

    /// What came of it: a line for each shop, then what is new.
    package var lines: [String] {
        guard hasRead else { return [] }
        var lines = reports.filter(\.hasRead).map(line)
        guard let catalog else { return lines }
        lines += news.counts.map { ["Since the previous visit: " + $0] } ?? []
        lines.append("\(counted(items, "item")) in \(sanitized(catalog.folder.path))")
        return lines
    }

    private func line(_ report: FetchReport) -> String {
        let kind = report.kind.map { " (\($0.name))" } ?? ""
        let shop = sanitized(report.shop) + kind
        if isDryRun { return "\(shop) lists \(counted(report.listed, "item")); nothing was fetched" }
        if report.listed == 0, report.unwanted > 0 {
            return
                "\(shop): \(report.unwanted == 1 ? "its only item does not meet" : "none of its \(counted(report.unwanted, "item")) meets") the condition"
        }
        if report.isUnchanged { return "\(shop): nothing has changed" }
        var parts = ["\(counted(report.listed, "item")) listed", "\(grouped(report.added)) added", "\(grouped(report.changed)) changed"]
        if report.pruned > 0 { parts.append("\(grouped(report.pruned)) removed") }
        return "\(shop): \(parts.joined(separator: ", "))"
    }

    /// What else is worth knowing, a line each.
    package var notes: [String] {
        reports.filter { failure == nil || $0.problems.count > 1 }.flatMap { report in
            var notes: [String] = []
            if report.hasRead, !isDryRun, let reason = report.incomplete {
                notes.append("\(sanitized(report.shop)): \(sanitized(reason)); nothing is taken for gone.")
            }
            if failure == nil, !report.hasRead, report.problems.isEmpty {
                notes.append("\(sanitized(report.url)): \(sanitized(report.incomplete ?? "there is no item in the listing"))")
            }
            notes += report.problems.prefix(Self.shown).map { "  " + sanitized("\($0)") }
            let rest = report.problems.count + report.unnamedProblems - Self.shown
            if rest > 0 { notes.append("  and \(counted(rest, "further problem")), which --json names") }
            return notes
        }
    }

    /// An object with the shops' reports and the news.
    package func json() throws -> String {
        let shops = reports.map { report in
            Shop(
                url: report.url, shop: report.shop, kind: report.kind?.rawValue, listed: report.listed, added: report.added, changed: report.changed,
                pruned: report.pruned, isUnchanged: report.isUnchanged, incomplete: report.incomplete,
                problems: report.problems.map { Problem(place: $0.place, reason: $0.reason) }, seconds: report.seconds)
        }
        let all = All(catalog: catalog?.folder.path, items: items, shops: shops, news: catalog == nil ? nil : news.content)
        return String(decoding: try JSON.encode(all, pretty: true), as: UTF8.self)
    }

    private struct All: Encodable {
        let catalog: String?
        let items: Int
        let shops: [Shop]
        let news: NewsReport.Content?
    }

    private struct Shop: Encodable {
        let url: String
        let shop: String
        let kind: String?
        let listed: Int
        let added: Int
        let changed: Int
        let pruned: Int
        let isUnchanged: Bool
        let incomplete: String?
        let problems: [Problem]
        let seconds: Double
    }

    private struct Problem: Encodable {
        let place: String
        let reason: String
    }
}
