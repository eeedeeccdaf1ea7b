import Browser
import Catalog
import Foundation
import Taste

/// What an export holds: lists of items, each with a heading.
struct ExportContent {
    struct Entry {
        let item: ItemSummary
        /// A distance, or how much an item weighs.
        let value: Double?
    }

    struct Section {
        /// Machine-readable: liked, passed, or a metric's name.
        let name: String
        let heading: String
        let entries: [Entry]
    }

    let title: String
    let sections: [Section]

    /// A basket, and the neighbours of its ghost where there are some.
    init(basket: Basket, rankings: [Ranking], items: [String: ItemSummary]) {
        title = basket.name
        func entries(_ basketEntries: [Basket.Entry]) -> [Entry] {
            basketEntries.map { Entry(item: items[$0.item] ?? ItemSummary(id: $0.item, row: nil), value: Double($0.weight)) }
        }
        var sections = [Section(name: "liked", heading: "Liked", entries: entries(basket.liked))]
        if !basket.passed.isEmpty { sections.append(Section(name: "passed", heading: "Passed", entries: entries(basket.passed))) }
        sections += rankings.map { ranking in
            Section(
                name: ranking.metric.rawValue, heading: "Nearest by \(ranking.metric.rawValue) distance",
                entries: ranking.matches.map { Entry(item: $0.item, value: Double($0.distance)) })
        }
        self.sections = sections
    }
}

/// The formats of an export, by file extension.
enum ExportFormat: String, CaseIterable {
    case csv, json, html

    /// - Throws: `PlainError` naming the known formats.
    init(path: String) throws {
        let name = (path as NSString).pathExtension.lowercased()
        guard let format = Self(rawValue: name == "htm" ? "html" : name) else {
            throw PlainError("\(path): the file's name must end with .csv, .json or .html")
        }
        self = format
    }

    func bytes(_ content: ExportContent, picture: (ItemSummary) -> Data?) throws -> Data {
        switch self {
        case .csv: Data(CSVExport.text(content).utf8)
        case .json: try JSONExport.data(content)
        case .html: Data(HTMLExport.text(content, picture: picture).utf8)
        }
    }
}
