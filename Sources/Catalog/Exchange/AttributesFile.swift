import Basics
import Foundation

/// Attributes of items from a CSV file: the first column is the ID, the first line names the columns.
public struct AttributesFile: Sendable {
    /// Their names in lower case, the ID's apart.
    public let columns: [String]
    /// By ID; empty values are left out.
    public let attributes: ExactDictionary<[String: String]>

    /// - Throws: `CatalogError.attributes` when the file is missing, not UTF-8, not CSV, names a column or an ID twice, or has a record with
    ///   more values than columns.
    public init(path: String) throws(CatalogError) {
        var records: ArraySlice<CSV.Record>
        do {
            records = try CSV.records(Data(contentsOf: URL(fileURLWithPath: path)))[...]
        } catch let error as CSV.Malformed {
            throw .attributes(path: path, reason: "line \(error.line): \(error.reason)")
        } catch {
            throw .attributes(path: path, reason: plainReason(error))
        }
        guard let header = records.popFirst() else { throw .attributes(path: path, reason: "it is empty; its first line must name the columns") }
        columns = header.fields.dropFirst().map { CSV.unguarded($0).trimmingCharacters(in: .whitespaces).lowercased() }
        if let twice = Dictionary(grouping: columns, by: \.self).first(where: { $0.value.count > 1 }) {
            throw .attributes(path: path, reason: "the column \(twice.key) is named twice")
        }
        var attributes: ExactDictionary<[String: String]> = [:]
        attributes.reserveCapacity(records.count)
        for record in records {
            let fields = record.fields.map(CSV.unguarded)
            guard fields.dropFirst(columns.count + 1).allSatisfy(\.isEmpty) else {
                throw .attributes(
                    path: path,
                    reason:
                        "line \(record.line) has \(fields.count) values for \(columns.count + 1) columns; put a value that contains a comma in quotes"
                )
            }
            guard !fields[0].isEmpty else { continue }
            var values: [String: String] = [:]
            for (column, value) in zip(columns, fields.dropFirst()) where !value.isEmpty && !column.isEmpty { values[column] = value }
            guard attributes.updateValue(values, forKey: fields[0]) == nil else {
                throw .attributes(path: path, reason: "the ID \(fields[0]) appears twice, the second time on line \(record.line)")
            }
        }
        self.attributes = attributes
    }
}
