import ArgumentParser
import Basics
import Console
import Encoders
import Experiments
import Foundation
import Reports

struct TrainReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show how a trained encoder was trained and where it is wrong.",
        discussion: """
            Prints accuracy, the most confused classes and the pictures with the largest losses; --html writes all that as one page, \
            with the curves, the confusion matrix, and heat maps (Grad-CAM) of what in the picture speaks for its class, where the \
            body has a feature map.
            """)

    @Argument(help: "A trained encoder's name.", completion: .trainedEncoders) var name: String
    @Option(help: ArgumentHelp("Also write a page with pictures.", valueName: "file"), completion: .file(extensions: ["html"])) var html: String?
    @Flag(help: "Replace a page that already exists.") var force = false
    @Option(
        help: ArgumentHelp("The catalog that it was trained on, where it is no longer in its place.", valueName: "dir"), completion: .catalogs)
    var catalog: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("How many of the largest losses, up to 100.", valueName: "number")) var top = 12
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
        let pictures = LossHeatMaps.available(of: record, by: name, in: store, catalog: catalog, withHeat: html != nil || !json)
        if let html {
            let page = try TrainingPage(record, losses: losses, pictures: pictures).text()
            try writeReport(Data(page.utf8), to: HomeFolder.url(html), replacing: force, way: "--force replaces it")
            Console.note("The page is in \(sanitized(html)).")
        }
        if json { return }
        TrainingTable.summarize(record)
        try TrainingMistakes(record, losses: losses).show(pictures: Console.outputIsTerminal ? pictures : nil, graphicsOptions.format)
    }
}
