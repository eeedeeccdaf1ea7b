import Foundation

extension Screen {
    /// Draws everything anew with the next frame.
    public func redraw() { redrawAll() }

    /// Stops the process as Ctrl-Z does; the terminal is the shell's until it goes on.
    public func stop() { kill(getpid(), SIGTSTP) }

    /// Puts a text on the clipboard of whoever sits at the terminal, also over ssh (OSC 52).
    public func copy(_ text: String) {
        write(Array("\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{1B}\\".utf8))
    }
}
