import Basics
import Catalog
import Foundation

/// The encoders whose vectors a catalog has, as a table or as JSON.
package struct EncodingList {
    private let encodings: [CatalogEncoding]
    private let items: Int

    package init(_ encodings: [CatalogEncoding], items: Int) { (self.encodings, self.items) = (encodings, items) }

    /// A line for each: name, items that have a vector, numbers in each, size, and which ones items come in with.
    package var lines: [String] {
        let names = encodings.map { sanitized($0.name) }
        let width = max(16, names.map(displayWidth).max() ?? 0)
        return [padded("ENCODER", to: width) + "              ITEMS  NUMBERS        SIZE"]
            + zip(names, encodings).map { name, encoding in
                let count = encoding.encoded < items ? "\(grouped(encoding.encoded)) of \(grouped(items))" : grouped(items)
                return padded(name, to: width) + "  " + paddedHead(count, to: 17) + "  " + paddedHead("\(encoding.encoder.dimensions)", to: 7) + "  "
                    + paddedHead(sizeText(encoding.bytes), to: 10) + (encoding.isOwn ? "  used unless another is named" : "")
            }
    }

    /// An array with an object for each.
    package func json() throws -> String {
        String(decoding: try JSON.encode(encodings.map { Line($0, items: items) }, pretty: true), as: UTF8.self)
    }

    private struct Line: Encodable {
        let name: String
        let encoder: String
        let version: String
        let dimensions: Int
        let items: Int
        let missing: Int
        let bytes: Int
        let isOwn: Bool

        init(_ encoding: CatalogEncoding, items: Int) {
            (name, encoder, version) = (encoding.name, encoding.encoder.name, encoding.encoder.version)
            (dimensions, self.items, missing) = (encoding.encoder.dimensions, encoding.encoded, items - encoding.encoded)
            (bytes, isOwn) = (encoding.bytes, encoding.isOwn)
        }
    }
}
