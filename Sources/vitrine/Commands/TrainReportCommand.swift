import ArgumentParser
import Basics
import Catalog
import Console
import Encoders
import Experiments
import Foundation
import Frames
import Pictures
import Reports
import Terminal
import Training

struct TrainReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show how a trained encoder was trained and where it is wrong.",
        discussion: """
            Prints accuracy, the most confused classes and the pictures with the largest losses; --html writes all that as one page, \
            with the curves, the confusion matrix, and heat maps (Grad-CAM) of what in the picture speaks for its class, where the \
            body has a feature map.
            """)

    @Argument(help: "A trained encoder's name.") var name: String
    @Option(help: ArgumentHelp("Also write a page with pictures.", valueName: "file")) var html: String?
    @Flag(help: "Replace a page that already exists.") var force = false
    @Option(
        help: ArgumentHelp("The catalog that it was trained on, where it is no longer in its place.", valueName: "dir"))
    var catalog: String?
    @Option(help: ArgumentHelp("How many of the largest losses, up to 100.", valueName: "number")) var top = 12
    @OptionGroup var graphicsOptions: GraphicsOptions
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard (0...100).contains(top) else { throw ValidationError("--top takes a number from 0 to 100, not \(top).") }
    }

    func run() throws {
        if let html, !force, isOccupied(HomeFolder.url(html)) { throw PlainError("\(html) already exists; --force replaces it") }
        let store = EncoderStore.standard()
        let (manifest, folder) = try store.trained(name)
        let record = try TrainingRecord.read(of: manifest, in: folder)
        if json { Console.print(String(decoding: try record.json(), as: UTF8.self)) }
        let losses = Array(record.topLosses.prefix(top))
        let pictures = pictures(store, record: record, withHeat: html != nil || !json)
        if let html {
            let page = try TrainingPage(record, losses: losses, pictures: pictures).text()
            try writeReport(Data(page.utf8), to: HomeFolder.url(html), replacing: force, way: "--force replaces it")
            Console.note("The page is in \(sanitized(html)).")
        }
        if json { return }
        TrainingTable.summarize(record)
        showConfused(record)
        try show(losses, record: record, pictures: pictures)
    }

    /// What is needed for pictures; as much of it as there still is.
    private func pictures(_ store: EncoderStore, record: TrainingRecord, withHeat: Bool) -> LossHeatMaps? {
        do {
            let catalog = try Catalog(opening: catalog.map(HomeFolder.url) ?? URL(fileURLWithPath: record.catalog))
            guard withHeat else { return try LossHeatMaps(catalog, encoder: nil) }
            do {
                return try LossHeatMaps(catalog, encoder: store.open(name) as? TrainedEncoder)
            } catch {
                Console.note("No heat maps: \(sanitized("\(error)"))")
                return try LossHeatMaps(catalog, encoder: nil)
            }
        } catch {
            Console.note("No pictures: \(sanitized("\(error)"))")
            return nil
        }
    }

    private func showConfused(_ record: TrainingRecord) {
        let confused = Confused.most(record.confusion).prefix(8)
        guard !confused.isEmpty else { return }
        Console.print("\nMost confused")
        for pair in confused {
            Console.print(
                paddedHead(grouped(pair.count), to: 7)
                    + "  \(sanitized(record.classes[pair.actual])) taken for \(sanitized(record.classes[pair.predicted]))")
        }
    }

    /// As rows of pictures on a terminal, else as a table.
    private func show(_ losses: [TrainingRecord.Loss], record: TrainingRecord, pictures: LossHeatMaps?) throws {
        guard !losses.isEmpty else { return }
        Console.print("\nLargest losses")
        guard Console.outputIsTerminal, let pictures else {
            for loss in losses {
                Console.print(
                    paddedHead(fixed(loss.loss, decimals: 2), to: 7) + paddedHead(fixed(loss.probability, decimals: 4), to: 9)
                        + "  \(sanitized(loss.item)): \(sanitized(record.classes[loss.actual])) taken for \(sanitized(record.classes[loss.predicted]))"
                )
            }
            return
        }
        let format = try graphicsOptions.format()
        var printer = PrintedPictures(format: format, firstID: UInt32(truncatingIfNeeded: getpid()) &* 1009 &+ 1)
        let size = Size(columns: 20, rows: 10)
        let each = pictures.hasHeat ? 2 : 1
        let perLine = max(1, Console.columns() / ((size.columns + 2) * each))
        for start in stride(from: 0, to: losses.count, by: perLine) {
            let line = losses[start..<min(start + perLine, losses.count)]
            let shown = try line.map { loss in
                let picture = pictures.picture(loss.item)
                return (loss: loss, picture: picture, heat: try picture.flatMap { try pictures.overlay($0, label: loss.actual) })
            }
            let rasters = shown.flatMap { pictures.hasHeat ? [$0.picture, $0.heat] : [$0.picture] }
            let drawn = rasters.map { $0.map { PictureRenderer.render($0, size: size, format: format) } }
            Console.write(printer.line(drawn, size: size, gap: 2), to: STDOUT_FILENO)
            let width = (size.columns + 2) * each - 2
            func captions(_ text: (TrainingRecord.Loss) -> String) {
                Console.print(line.map { padded(clipped(sanitized(text($0)), to: width), to: width) }.joined(separator: "  "))
            }
            captions { "is \(record.classes[$0.actual])" }
            captions { "taken for \(record.classes[$0.predicted])" }
            captions { "loss \(fixed($0.loss, decimals: 2)), p \(fixed($0.probability, decimals: 4))" }
            if pictures.hasHeat, shown.contains(where: { $0.picture != nil && $0.heat == nil }) {
                Console.print(
                    shown.map { padded($0.picture != nil && $0.heat == nil ? "nothing speaks for its class" : "", to: width) }.joined(separator: "  ")
                )
            }
        }
    }
}
