import ArgumentParser
import Basics
import Configuration
import Console
import Foundation

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show the configuration with every setting and what it means.",
        discussion: """
            The file is ${XDG_CONFIG_HOME:-~/.config}/vitrine/config.toml. Settings that it leaves out are shown behind a #, \
            with their defaults. An option on the command line overrides the file.
            """)

    @Flag(help: "Write the file, where there is none yet.") var `init` = false
    @Flag(help: "Print where the file is, or would be.") var path = false

    func run() throws {
        let file = UserConfiguration.file
        if path { return Console.print(sanitized(file.path)) }
        if `init` {
            guard !isOccupied(file) else { throw PlainError("\(file.path) already exists; edit it") }
            try Permissions.umask.makeFolder(file.deletingLastPathComponent())
            try Draft.write(Data(UserConfiguration.settings().template.utf8), to: file, replacing: false)
            return Console.note("Written to \(sanitized(file.path)).")
        }
        for line in try UserConfiguration.settings().template.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            Console.print(Console.outputIsTerminal ? sanitized(String(line)) : String(line))
        }
    }
}
