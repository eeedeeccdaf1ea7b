import ArgumentParser
import Basics
import Console
import Doctor
import Foundation
import Frames
import Pictures
import SampleShop
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
            Checkup.terminal(report), .libraries(), .encoder(), .configuration(), .catalog { try catalogOption.folder },
        ]
        for checkup in checkups { print(checkup) }
        if let report, Console.outputIsTerminal { drawSamples(report) }
        let verdicts = checkups.flatMap { $0.observations.map(\.verdict) }
        let broken = verdicts.count { $0 == .broken }
        guard broken == 0 else {
            throw PlainError("\(broken) \(broken == 1 ? "thing does" : "things do") not work; see ✗ above for what to do")
        }
        Console.print(verdicts.contains(.flaw) ? "Everything essential works; ! says what could be better." : "All is well.")
    }

    private func print(_ checkup: Checkup) {
        Console.print(checkup.title)
        for observation in checkup.observations {
            Console.print("  \(observation.verdict.mark) " + sanitized(observation.text))
            if let advice = observation.advice { Console.print("    → " + sanitized(advice)) }
        }
        Console.print()
    }

    /// A drawn T-shirt in each way that the terminal has; the first is the one that the browser takes.
    private func drawSamples(_ report: TerminalReport) {
        let ways = graphicsOptions.graphics?.named.map { [$0] } ?? report.capabilities.available
        let shop = SampleShop(items: 20, seed: 1)
        let shirts = [3, 8, 12].map { shop.draw(shop.item($0)) }
        let size = Size(columns: 20, rows: 10)
        for (place, way) in ways.enumerated() {
            var format = report.capabilities.pictureFormat
            format.graphics = way
            format.placeholders = way == .kitty && report.capabilities.tmux != nil
            Console.print("Pictures by \(way.rawValue)" + (place == 0 ? "" : ", also possible"))
            var printer = PrintedPictures(format: format, firstID: UInt32(truncatingIfNeeded: getpid()) &* 1009 &+ UInt32(16 * place + 1))
            let drawn = shirts.map { PictureRenderer.render($0, size: size, format: format) }
            Console.write(printer.line(drawn, size: size, gap: 2), to: STDOUT_FILENO)
            Console.print()
        }
    }
}
