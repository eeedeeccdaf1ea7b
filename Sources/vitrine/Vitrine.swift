import ArgumentParser
import Basics
import Console
import Doctor
import Foundation
import Terminal

@main
struct Vitrine: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vitrine",
        abstract: "A shop window in a terminal: page through T-shirts, like some, and see which are nearest.",
        subcommands: [
            BrowseCommand.self, IndexCommand.self, FetchCommand.self, NewsCommand.self, CatalogsCommand.self, SimilarCommand.self, WallCommand.self,
            ExportCommand.self,
            VectorsCommand.self, PushCommand.self, PullCommand.self, ServerCommand.self,
            EvaluateCommand.self,
            EncodersCommand.self, TrainCommand.self, SampleCommand.self, BenchmarkCommand.self, ConfigCommand.self, DoctorCommand.self,
        ],
        defaultSubcommand: BrowseCommand.self)

    @Flag(help: "Show the version, and those of the libraries.") var version = false

    func validate() throws {
        if version { throw CleanExit.message(ProgramVersion.lines.map(sanitized).joined(separator: "\n")) }
    }

    static func main() {
        crashPlainly()
        // Whoever reads our output may close it early, as `head` does: that is no reason to die of a signal.
        signal(SIGPIPE, SIG_IGN)
        if let mistake = CommandNames.mistake(in: Array(CommandLine.arguments.dropFirst())) {
            Console.note("Error: " + sanitized(mistake))
            leave(.validationFailure)
        }
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch  where CompletionKind.isAskedFor && exitCode(for: error) != .success {
            // Whoever presses Tab is in the middle of a line.
            leave(.failure)
        } catch  where exitCode(for: error) == .failure {
            // Names of items and files can hold anything; a terminal must not.
            Console.note("vitrine: " + sanitized("\(error)"))
            leave(.failure)
        } catch  where exitCode(for: error) == .validationFailure {
            // So can what was typed, which the message repeats.
            for line in fullMessage(for: error).exactLines { Console.note(sanitized(line)) }
            leave(.validationFailure)
        } catch {
            if let script = BashScript.joiningWords(fullMessage(for: error)) { return Console.print(script) }
            if let code = error as? ExitCode { leave(code) }
            exit(withError: error)
        }
        leave(.success)
    }

    /// Ends the program without the destructors that `exit` calls: threads of a network's library may still run, and would die of them.
    private static func leave(_ code: ExitCode) -> Never {
        fflush(nil)
        quick_exit(code.rawValue)
    }
}
