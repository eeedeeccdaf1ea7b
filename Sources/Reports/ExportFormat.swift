import Basics
import Engine
import Foundation

/// The formats of an export, by file extension.
package enum ExportFormat: String, CaseIterable {
    case csv, json, html

    /// - Throws: `PlainError` naming the known formats.
    package init(path: String) throws {
        let name = (path as NSString).pathExtension.lowercased()
        guard let format = Self(rawValue: name == "htm" ? "html" : name) else {
            throw PlainError("\(path): the file's name must end with .csv, .json or .html")
        }
        self = format
    }

    /// An export's file.
    ///
    /// - Parameters:
    ///   - cells: how CSV is written.
    ///   - picture: an item's picture as JPEG or PNG; asked by HTML alone.
    package func bytes(_ content: ExportContent, cells: CSV.Cells = .safe, picture: (ItemSummary) -> Data?) throws -> Data {
        switch self {
        case .csv: Data(CSVExport.text(content, cells: cells).utf8)
        case .json: try JSONExport.data(content)
        case .html: Data(HTMLExport.text(content, picture: picture).utf8)
        }
    }
}
