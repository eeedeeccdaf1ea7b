import Foundation

extension Console {
    /// Asks a person for a yes.
    ///
    /// - Returns: nil where nobody can be asked.
    package static func isConfirmed(_ question: String) -> Bool? {
        guard isatty(STDIN_FILENO) == 1, errorIsTerminal else { return nil }
        write(question + " [y/N] ", to: STDERR_FILENO)
        return ["y", "yes"].contains((readLine() ?? "").lowercased())
    }
}
