import ArgumentParser
import Basics
import Browser
import Foundation

/// The formats of an export, by file extension.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case csv, json, html

    /// - Throws: `PlainError` naming the known formats.
    init(path: String) throws {
        let name = (path as NSString).pathExtension.lowercased()
        guard let format = Self(rawValue: name == "htm" ? "html" : name) else {
            throw PlainError("\(path): the file's name must end with .csv, .json or .html")
        }
        self = format
    }

    func bytes(_ content: ExportContent, cells: CSV.Cells, picture: (ItemSummary) -> Data?) throws -> Data {
        switch self {
        case .csv: Data(CSVExport.text(content, cells: cells).utf8)
        case .json: try JSONExport.data(content)
        case .html: Data(HTMLExport.text(content, picture: picture).utf8)
        }
    }
}
