import Basics
import Foundation

/// The sections with their items, attributes included.
package enum JSONExport {
    private struct Page: Encodable {
        let title: String
        let sections: [Section]
    }
    private struct Section: Encodable {
        let name: String
        /// Whether the values of a metric's neighbours are scores, of which the larger is nearer; nil for likes and passes.
        let higherIsNearer: Bool?
        let items: [Entry]
    }
    private struct Entry: Encodable {
        let item: String
        /// What is wished for, where it is no item.
        let words: String?
        let value: Float?
        /// How many of the compared metrics found it.
        let foundBy: Int?
        let title: String?
        let url: String?
        let attributes: [String: JSONValue]
    }

    /// The export, indented for people.
    package static func data(_ content: ExportContent) throws -> Data {
        try JSON.encode(
            Page(
                title: content.title,
                sections: content.sections.map { section in
                    Section(
                        name: section.name, higherIsNearer: section.metric?.isScore,
                        items: section.entries.map { entry in
                            Entry(
                                item: entry.item.id, words: entry.item.words, value: entry.value.map(Float.init), foundBy: entry.finders,
                                title: entry.item.words == nil ? entry.item.title : nil, url: entry.item.url,
                                attributes: Dictionary(entry.item.attributes.map { ($0.name, JSONValue($0.value)) }) { first, _ in first })
                        })
                }), pretty: true)
    }
}
