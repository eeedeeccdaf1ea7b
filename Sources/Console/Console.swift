import Foundation

/// What a command says: data on standard output, everything else on standard error.
package enum Console {
    /// Whether standard output goes to a terminal.
    package static let outputIsTerminal = isatty(STDOUT_FILENO) == 1
    /// Whether standard error goes to a terminal.
    package static let errorIsTerminal = isatty(STDERR_FILENO) == 1

    /// A line on standard output, as it is: whoever prints what comes from elsewhere sanitises it.
    package static func print(_ line: String = "") { write(line + "\n", to: STDOUT_FILENO) }

    /// A line about the work rather than its result.
    package static func note(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

    /// Writes all bytes, or gives up when nobody reads any more.
    package static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

    /// Writes all bytes, or gives up when nobody reads any more. Data that cannot be written, as on a full disk, ends the program with a line: what
    /// is half there must not pass for the whole.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress!, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                if descriptor == STDOUT_FILENO, count < 0, errno == ENOSPC || errno == EIO || errno == EDQUOT || errno == EFBIG { end(errno) }
                return
            }
            rest = rest.dropFirst(count)
        }
    }

    private static func end(_ code: Int32) -> Never {
        note("Error: standard output cannot be written: \(String(cString: strerror(code)))")
        quick_exit(EXIT_FAILURE)
    }

    /// The width of the terminal on a descriptor in columns, or 100 where there is none.
    package static func columns(of descriptor: Int32 = STDOUT_FILENO) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return Int(size.ws_col)
    }
}
