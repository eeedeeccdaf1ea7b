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
        let catalog = try catalogOption.open()
        guard Console.outputIsTerminal, isatty(STDIN_FILENO) == 1 else { return try TextTour(catalog).run() }
        try BrowserProgram(catalog, options: Screen.Options(graphics: graphics, colors: colors)).run()
    }
}

extension GraphicsChoice: ExpressibleByArgument {}
extension ColorDepth: ExpressibleByArgument {}
