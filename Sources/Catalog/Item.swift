import Foundation
import GRDB

/// An item of a catalog: a T-shirt with its picture's place and its attributes.
public struct Item: Hashable, Sendable {
    /// The vector table's row.
    public let row: Int
    /// The external ID, such as the picture's file stem. As it came: not safe to print.
    public let id: String
    let source: Int64
    let locator: String
    /// Differs when the item gets another picture.
    public let fingerprint: String
    /// The kind of item: the sub-folder's name, or a label from the source.
    public let label: String?
    /// Title, price, colour and whatever else the source says; several values of one attribute with commas between them. As they came: not
    /// safe to print.
    public let attributes: [String: String]
    /// The same as it is stored.
    let storedAttributes: String
    /// The picture's mean colour as 0xRRGGBB.
    public let color: Int?

    /// The value in a column: an attribute, or else `label` or `id`; nil where there is none, or an empty one.
    public func value(of column: String) -> String? {
        let value = attributes[column] ?? (column == "label" ? label : column == "id" ? id : nil)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Item: FetchableRecord {
    public init(row record: Row) throws {
        row = try record.decode(forColumn: "row")
        id = try record.decode(forColumn: "id")
        source = try record.decode(forColumn: "source")
        locator = try record.decode(forColumn: "locator")
        fingerprint = try record.decode(forColumn: "fingerprint")
        label = try record.decode(forColumn: "label")
        storedAttributes = try record.decode(forColumn: "attributes")
        attributes = try AttributesJSON.decode(storedAttributes)
        color = try record.decode(forColumn: "color")
    }
}
