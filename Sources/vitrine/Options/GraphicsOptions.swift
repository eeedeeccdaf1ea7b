import ArgumentParser
import Configuration
import Terminal

/// How pictures are drawn, where the person's configuration and the terminal do not decide.
struct GraphicsOptions: ParsableArguments {
    @Option(help: "How pictures are drawn; auto takes the best that the terminal has.") var graphics: GraphicsChoice?
    @Option(help: ArgumentHelp("How many colours are used; otherwise what the terminal has.", valueName: "depth")) var colors: ColorDepth?

    func screenOptions() throws -> Screen.Options {
        let settings = try UserConfiguration.settings()
        return Screen.Options(graphics: graphics ?? settings.graphics ?? .auto, colors: colors ?? settings.colors, theme: settings.theme)
    }

    /// How pictures among lines of text are drawn: as the terminal says, or as its name promises where it cannot be asked.
    func format() throws -> PictureFormat {
        let options = try screenOptions(), environment = terminalEnvironment()
        let capabilities =
            (try? Capabilities.detect(options: options))
            ?? Capabilities(
                replies: ProbeReplies(), environment: environment, columns: 0, rows: 0, graphics: options.graphics, colors: options.colors)
        return capabilities.pictureFormat
    }
}

extension GraphicsChoice: ExpressibleByArgument {}
extension ColorDepth: ExpressibleByArgument {}
