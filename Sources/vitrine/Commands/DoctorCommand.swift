import ArgumentParser
import Basics
import Console
import Doctor
import Terminal

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at the terminal, the libraries and the catalog: what works here, and what to do about the rest.",
        discussion: """
            On a terminal a sample picture is drawn in each way that the terminal has, or with --graphics in that way alone. The exit \
            status is 1 when something essential does not work.
            """)

    @OptionGroup var catalogOption: CatalogOption
    @OptionGroup var graphicsOptions: GraphicsOptions

    func run() throws {
        let options =
            (try? graphicsOptions.screenOptions()) ?? Screen.Options(graphics: graphicsOptions.graphics ?? .auto, colors: graphicsOptions.colors)
        let report = try? TerminalReport(options: options)
        let checkups = [
            Checkup.terminal(report), .libraries(), .encoder(), .configuration(),
            .catalog { try catalogOption.place == nil ? nil : catalogOption.opened().engine() },
        ]
        for line in checkups.flatMap(\.lines) { Console.print(line) }
        if let report, Console.outputIsTerminal { SamplePictures(report).show(graphicsOptions.graphics) }
        let (verdict, isBroken) = Checkup.verdict(on: checkups)
        if isBroken { throw PlainError(verdict) }
        Console.print(verdict)
    }
}
