import Basics
import Catalog
import Console
import Foundation

/// A catalog written as a tree of the DeepFashion benchmark, with progress and what came of it.
package enum DeepFashionExport {
    /// - Parameters:
    ///   - folder: is made.
    ///   - column: what becomes the category.
    package static func write(_ catalog: Catalog, to folder: URL, by column: String) throws {
        let items = try catalog.state().items
        var line = ProgressLine("items", one: "item")
        try PictureOrigins.note(catalog) { try $0.addAll(of: catalog) }
        let report = try DeepFashionWriter(catalog, by: column).write(to: folder) { line.show(done: $0, total: items) }
        line.finish()
        Console.print(
            "\(counted(report.pictures, "picture")) of \(counted(report.categories, "category", "categories")) in \(sanitized(folder.path))")
        if report.leftOut > 0 {
            Console.note("Left out: \(counted(report.leftOut, "item")) without a picture that can be decoded or a value of \(sanitized(column)).")
        }
    }
}
