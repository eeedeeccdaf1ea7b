import ArgumentParser
import Basics
import Catalog
import Console
import Engine
import Foundation
import LocalEngine
import Pictures
import Reports

struct WallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wall",
        abstract: "Arrange all items by likeness on one wall, as a table or a picture.",
        discussion: """
            What looks alike is near, and no place is empty but at the end of the last row. --csv writes item, column and row, both counted from \
            0; --png draws all of it. The wall of a whole catalog is kept beside its vectors, and items that come later are let in.
            """)

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var compared: ComparedVectorsOption
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Only items that meet a condition, such as \"price < 20 and colour = 'navy'\".", valueName: "condition"))
    var condition: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("Arranges in another way, which is not kept.", valueName: "number")) var seed: UInt64?
    @Option(help: ArgumentHelp("The table to write, or - for standard output.", valueName: "file"), completion: .file(extensions: ["csv"]))
    var csv: String?
    @Option(help: ArgumentHelp("The picture to write.", valueName: "file"), completion: .file(extensions: ["png"])) var png: String?
    @Flag(help: "Replace files that already exist.") var force = false

    func validate() throws {
        guard csv != nil || png != nil else { throw ValidationError("Name a file to write: --csv wall.csv, --png wall.png, or both.") }
        if let png, !png.lowercased().hasSuffix(".png") { throw ValidationError("--png writes a PNG: name a file such as wall.png.") }
        if let csv, csv != "-", let png, HomeFolder.url(csv).standardizedFileURL.path == HomeFolder.url(png).standardizedFileURL.path {
            throw ValidationError("--csv and --png name the same file.")
        }
        if let condition {
            do throws(ConditionError) { _ = try Condition(parsing: condition) } catch { throw ValidationError("--where: \(error)") }
        }
    }

    func run() throws {
        let table = csv.flatMap { $0 == "-" ? nil : HomeFolder.url($0) }, picture = png.map(HomeFolder.url)
        // What cannot be written need not be made.
        for file in [table, picture].compactMap(\.self) where !force && isOccupied(file) {
            throw PlainError("\(file.path) already exists; --force replaces it")
        }
        let engine = try catalogOption.engine(compared)
        _ = try engine.requiredSummary()
        var line = ProgressLine("steps", isLong: true)
        guard let made = try engine.arrangement(where: condition, seed: seed, progress: { line.show(done: $0, total: $1) }) else { return }
        line.finish()
        guard !made.rows.isEmpty else { throw PlainError("no item meets the condition \(condition ?? "")") }
        let report = WallReport(made.arrangement, items: try made.catalog.items(rows: made.rows))
        let shape = made.arrangement.shape,
            what = "\(counted(shape.count, "item")) in \(counted(shape.columns, "column")) and \(counted(shape.rows, "row"))"
        if let csv {
            if let table {
                try writeReport(Data(report.csv().utf8), to: table, replacing: force, way: "--force replaces it")
                Console.note("\(what): \(sanitized(csv))")
            } else {
                Console.write(report.csv(), to: STDOUT_FILENO)
            }
        }
        if let picture {
            var thumbnails = ProgressLine("small pictures", one: "small picture", isLong: true)
            let missing = try made.catalog.makeThumbnails { thumbnails.show(done: $0, total: $1) }
            thumbnails.finish()
            try writeReport(
                Data(PNGWriter.encode(report.raster(made.catalog.thumbnails()))), to: picture, replacing: force, way: "--force replaces it")
            if missing > 0 { Console.note("\(counted(missing, "item has", "items have")) no small picture: a plain colour stands there.") }
            Console.note("\(what): \(sanitized(picture.path))")
        }
    }
}
