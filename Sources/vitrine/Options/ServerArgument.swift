import ArgumentParser
import Basics
import Foundation
import Postgres

/// A server's address on the command line. A password in it is taken out of what other people on this machine see of the program at once.
struct ServerArgument: ExpressibleByArgument {
    private let text: String

    init(argument: String) {
        text = argument
        Self.hide(argument)
    }

    /// - Throws: an error in one line, which repeats nothing of the address.
    func address() throws -> ServerAddress { try ServerAddress(text) }

    /// What stands for all arguments that name a server.
    static let help = ArgumentHelp(
        "The database: postgresql://NAME@HOST:PORT/DATABASE or service=NAME. Its password is best kept in ~/.pgpass.", valueName: "url")

    /// Overwrites an argument where the system shows it.
    static func hide(_ argument: String) {
        for place in 1..<Int(CommandLine.argc) {
            // Alone, or behind an option's name.
            guard let bytes = CommandLine.unsafeArgv[place], String(cString: bytes).utf8.reversed().starts(with: argument.utf8.reversed()) else {
                continue
            }
            let length = strlen(bytes)
            for index in length - argument.utf8.count..<length { bytes[index] = CChar(bitPattern: UInt8(ascii: "-")) }
        }
    }
}
