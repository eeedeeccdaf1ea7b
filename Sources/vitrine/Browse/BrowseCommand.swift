import ArgumentParser
import Browser
import Catalog
import Foundation
import Terminal

struct BrowseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse",
        abstract: "Page through a catalog, like items, and see what is nearest to them.",
        discussion: "Without a terminal, a page of the catalog and a basket's neighbours are printed instead.")

    @OptionGroup var catalogOption: CatalogOption
    @Option(help: "How pictures are drawn.") var graphics = GraphicsChoice.auto
    @Option(help: ArgumentHelp("How many colours are used; by default what the terminal has.", valueName: "depth")) var colors: ColorDepth?

    func run() throws {
        let hasTerminal = Console.outputIsTerminal && isatty(STDIN_FILENO) == 1
        let sample = SampleCatalog()
        let catalog: Catalog
        if catalogOption.folder == nil {
            Console.note(
                "There is no catalog yet, so a sample shop of \(grouped(SampleCatalog.items)) T-shirts is drawn. Your own pictures: vitrine index FOLDER"
            )
            catalog = try Catalog(creating: sample.folder)
            LastCatalog.remember(sample.folder)
        } else {
            catalog = try catalogOption.open()
        }
        if sample.isIncomplete(catalog), try catalog.state().items == 0 || !hasTerminal { try sample.make(catalog, toTheEnd: !hasTerminal) }
        guard hasTerminal else { return try TextTour(catalog).run() }
        let program = try BrowserProgram(catalog, options: Screen.Options(graphics: graphics, colors: colors))
        if sample.isIncomplete(catalog) { program.inBackground { try sample.growToTheEnd(catalog, progress: $0) } }
        program.run()
    }
}

extension GraphicsChoice: ExpressibleByArgument {}
extension ColorDepth: ExpressibleByArgument {}
