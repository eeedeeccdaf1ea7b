import ArgumentParser
import Basics
import Catalog
import Console
import Foundation

/// Writing a catalog in the layout of the DeepFashion benchmark.
struct DeepFashionOptions: ParsableArguments {
    @Option(
        name: .customLong("deepfashion"),
        help: ArgumentHelp(
            "Write the catalog's items as a tree of pictures and lists, as DeepFashion has them, into a new folder.", valueName: "root"))
    var root: String?
    @Option(help: ArgumentHelp("What becomes the category: label or an attribute.", valueName: "column")) var by = "label"

    func write(_ catalog: Catalog, to root: String) throws {
        let items = try catalog.state().items
        var line = ProgressLine("items")
        let folder = HomeFolder.url(root)
        try PictureOrigins.note(catalog) { try $0.addAll(of: catalog) }
        let report = try DeepFashionWriter(catalog, by: by).write(to: folder) { line.show(done: $0, total: items) }
        line.finish()
        Console.print("\(grouped(report.pictures)) pictures of \(grouped(report.categories)) categories in \(sanitized(folder.path))")
        if report.leftOut > 0 {
            Console.note("\(grouped(report.leftOut)) items without a picture that can be decoded or a value of \(sanitized(by)) were left out.")
        }
    }
}
