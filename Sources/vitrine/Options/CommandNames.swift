import ArgumentParser
import Basics

/// Finds commands that are mistyped, which the parser takes for arguments of the command that is the default.
enum CommandNames {
    /// What is wrong with the first name that no command has, and what may be meant; nil where all are known.
    static func mistake(in arguments: [String]) -> String? {
        let names = arguments.first == "help" ? Array(arguments.dropFirst()) : arguments
        return mistake(in: names[...], of: Vitrine.configuration, called: "vitrine")
    }

    private static func mistake(in names: ArraySlice<String>, of command: CommandConfiguration, called path: String) -> String? {
        guard let name = names.first, name.utf8.first != UInt8(ascii: "-"), !command.subcommands.isEmpty else { return nil }
        var commands: [String: CommandConfiguration] = [:]
        for type in command.subcommands { commands[type._commandName] = type.configuration }
        if let next = commands[name] { return mistake(in: names.dropFirst(), of: next, called: path + " " + name) }
        let nearest = nearestNames(to: name, among: commands.keys)
        let advice = nearest.isEmpty ? "`\(path) --help` lists them" : "did you mean \(nearest.joined(separator: " or "))?"
        return "\(path) has no command \(name); \(advice)"
    }
}
