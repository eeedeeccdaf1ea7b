import ArgumentParser
import Basics
import BrowserApp
import Catalog
import Configuration
import Console
import Engine
import Foundation
import LocalEngine
import Reports
import Taste
import Terminal
import Vectors
import Web

struct BrowseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "browse",
        abstract: "Page through a catalog, like items, and see what is nearest to them.",
        discussion: """
            Without a terminal, a page of the catalog and a basket's neighbours are printed instead. With --print-basket the browser \
            uses the terminal even when standard input and output are redirected, so that `vitrine browse --print-basket | xargs ...` \
            works; without any terminal the basket is printed as it is.

            With --plain the browser is a conversation in lines, for screen readers, braille displays, terminals that place no text, and \
            logs: type a command a line, such as next, like, nearest, basket or help, and read the answer below it. Nothing is redrawn, \
            there are no pictures and no escape sequences, and commands may come from a pipe; the end of input ends it. With \
            --print-basket the answers go to standard error.
            """)

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var compared: ComparedVectorsOption
    @OptionGroup var sharedOption: SharedOption
    @OptionGroup var graphicsOptions: GraphicsOptions
    @Option(help: "The metric to begin with; otherwise the last one used.") var metric: Metric?
    @Option(help: "How likes become a ghost, to begin with.") var mode: GhostMode?
    @Option(parsing: .unconditional, help: ArgumentHelp("The height of the pictures, to begin with.", valueName: "rows")) var pictureRows: Int?

    @Flag(
        inversion: .prefixedNo,
        help: "Browse in lines of text, for screen readers and pipes; otherwise as config.toml says, or where the terminal is dumb.")
    var plain: Bool?

    @Flag(help: "Print the IDs of the liked items on standard output at the end, one a line.") var printBasket = false

    @Flag(help: "Let :fetch and further pictures ask hosts on this machine and in private networks too.") var allowPrivateAddresses = false

    func validate() throws {
        if let pictureRows, !(2...96).contains(pictureRows) {
            throw ValidationError("--picture-rows takes a number from 2 to 96, not \(pictureRows).")
        }
    }

    func run() throws {
        shareHeaps()
        let settings = try UserConfiguration.settings()
        var hasTerminal = printBasket ? Self.canOpenTerminal : Console.outputIsTerminal && isatty(STDIN_FILENO) == 1
        let isPlain = try isPlain(settings, hasTerminal: hasTerminal)
        hasTerminal = hasTerminal || isPlain
        let screenOptions = try graphicsOptions.screenOptions()
        let start = BrowserStart(settings: settings, metric: metric, mode: mode, encoder: compared.name, pictureRows: pictureRows)
        let sample = SampleCatalog()
        let opened: OpenedCatalog
        if try catalogOption.place == nil {
            Console.note(
                "There is no catalog yet, so a sample shop of \(grouped(SampleCatalog.items)) T-shirts is drawn. Your own pictures: vitrine index FOLDER"
            )
            opened = OpenedCatalog(catalog: try sample.open(permissions: sharedOption.permissions))
        } else {
            opened = try catalogOption.opened()
        }
        let catalog = opened.catalog
        let seen = try compared.seen(catalog)
        if catalog.isReadOnly, !hasTerminal { Console.note("This catalog cannot be written; it is shown as it is.") }
        if sample.isIncomplete(catalog), try catalog.state().items == 0 || !hasTerminal { try sample.make(catalog, toTheEnd: !hasTerminal) }
        let isEmpty = try catalog.state().items == 0
        guard hasTerminal else {
            if printBasket { try printBasket(of: opened.engine()) } else { try overview(of: opened.engine(over: seen.generation())) }
            if !isEmpty { opened.remember() }
            return
        }
        var webOptions = WebClient.Options()
        webOptions.allowsPrivateAddresses = allowPrivateAddresses
        let visitor = ShopVisitor(catalog, options: webOptions, changing: opened.changing)
        let engine = opened.engine { visitor.picture($0, $1) }
        let program = try BrowserProgram(engine, start: start, visitor: visitor) {
            if isPlain { return LineDisplay(output: printBasket ? STDERR_FILENO : STDOUT_FILENO) }
            return try Screen(options: screenOptions)
        }
        // Before it runs, for it may end with its terminal.
        if !isEmpty { opened.remember() }
        if sample.isIncomplete(catalog) { program.inBackground { try sample.growToTheEnd(catalog, progress: $0) } }
        program.run()
        if printBasket { try Self.print(program.basket, of: engine) }
    }

    /// Whether to talk in lines: as the option says, or the settings where there is a terminal, or because that can do nothing else.
    private func isPlain(_ settings: Settings, hasTerminal: Bool) throws -> Bool {
        if let plain { return plain }
        guard hasTerminal else { return false }
        if let plain = settings.plain { return plain }
        guard writesLinesOnly() else { return false }
        Console.note("This terminal cannot place text, so Vitrine talks in lines, as with --plain; help tells what can be typed.")
        return true
    }

    /// Whether there is a terminal beside standard input and output.
    private static var canOpenTerminal: Bool {
        let descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }

    private func overview(of engine: LocalEngine) throws {
        try CatalogOverview(engine, summary: engine.requiredSummary(), labels: engine.catalog.labels()).run()
    }

    private func printBasket(of engine: LocalEngine) throws {
        for line in try linesOnUnreadable(engine) { Console.note(line) }
        try Self.print(BrowserProgram.baskets(of: engine).basket, of: engine)
    }

    /// Words that are wished for are no items.
    private static func print(_ basket: Basket, of engine: LocalEngine) throws {
        let ids = basket.liked.map(\.item)
        let wishes = Set(try waitForAnswer { engine.items(ids: ids, $0) }.filter { $0.words != nil }.map { ExactText($0.id) })
        for id in ids where !wishes.contains(ExactText(id)) { Console.print(Console.outputIsTerminal ? sanitized(id) : id) }
        if !wishes.isEmpty { Console.note("\(counted(wishes.count, "wish", "wishes")) in words left out.") }
    }
}
