import Basics
import Catalog
import Foundation

/// A person's catalogs as a table or as JSON.
package struct CatalogList {
    private let entries: [CatalogLibrary.Entry]

    package init(_ entries: [CatalogLibrary.Entry]) { self.entries = entries }

    /// A line for each: name, items, encoder, size, place. A catalog elsewhere goes by its path alone.
    package var lines: [String] {
        let names = entries.map { sanitized($0.name) }, encoders = entries.map { sanitized($0.encoder ?? "–") }
        let width = max(16, names.map(displayWidth).max() ?? 0), encoderWidth = max(7, encoders.map(displayWidth).max() ?? 0)
        let header = padded("NAME", to: width) + "       ITEMS  " + padded("ENCODER", to: encoderWidth) + "        SIZE  FOLDER"
        return [header]
            + entries.indices.map { index in
                let entry = entries[index]
                let start = padded(names[index], to: width) + "  "
                if let damage = entry.damage { return start + sanitized(damage) }
                return start + paddedHead(grouped(entry.items), to: 10) + "  " + padded(encoders[index], to: encoderWidth) + "  "
                    + paddedHead(sizeText(entry.bytes), to: 10) + "  " + sanitized(entry.folder.path)
            }
    }

    /// An array with an object for each.
    package func json() throws -> String { String(decoding: try JSON.encode(entries.map(Line.init), pretty: true), as: UTF8.self) }

    private struct Line: Encodable {
        let name: String
        let folder: String
        let items: Int
        let encoder: String?
        let bytes: Int
        let damage: String?

        init(_ entry: CatalogLibrary.Entry) {
            (name, folder, items) = (entry.name, entry.folder.path, entry.items)
            (encoder, bytes, damage) = (entry.encoder, entry.bytes, entry.damage)
        }
    }
}
