import Foundation
import SwiftCSV

/// Attributes of items from a CSV file: the first column is the ID, the first line names the columns.
public struct AttributesFile: Sendable {
    public let path: String
    public let columns: [String]
    public let attributes: [String: [String: String]]

    /// - Throws: `CatalogError.attributes` when the file is missing, not UTF-8, not CSV, or names a column or an ID twice.
    public init(path: String) throws(CatalogError) {
        self.path = path
        let table: EnumeratedCSV
        do {
            let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
            // A byte order mark, as spreadsheets write it, is no part of the first column's name.
            table = try EnumeratedCSV(string: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text, delimiter: .comma, loadColumns: false)
        } catch {
            throw .attributes(path: path, reason: error is CSVParseError ? "it is not well-formed CSV" : plainReason(error))
        }
        columns = table.header.dropFirst().map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        guard !table.header.isEmpty else { throw .attributes(path: path, reason: "it is empty; its first line must name the columns") }
        if let twice = Dictionary(grouping: columns, by: \.self).first(where: { $0.value.count > 1 }) {
            throw .attributes(path: path, reason: "the column \(twice.key) is named twice")
        }
        var attributes: [String: [String: String]] = [:]
        attributes.reserveCapacity(table.rows.count)
        for (line, row) in table.rows.enumerated() {
            guard let id = row.first, !id.isEmpty else { continue }
            var values: [String: String] = [:]
            for (column, value) in zip(columns, row.dropFirst()) where !value.isEmpty && !column.isEmpty { values[column] = value }
            guard attributes.updateValue(values, forKey: id) == nil else {
                throw .attributes(path: path, reason: "the ID \(id) stands in it twice, the second time in record \(line + 2)")
            }
        }
        self.attributes = attributes
    }
}
