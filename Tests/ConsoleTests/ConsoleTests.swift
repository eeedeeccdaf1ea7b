import Console
import Foundation
import TestSupport
import Testing

@Suite struct ConsoleTests {
    let folder = try! TemporaryFolder()

    @Test func aLongTextIsWrittenWhole() throws {
        let pipe = Pipe()
        let text = String(repeating: "a line\n", count: 100_000)
        // More than a pipe holds, so that it takes several writes.
        let writer = Thread {
            Console.write(text, to: pipe.fileHandleForWriting.fileDescriptor)
            pipe.fileHandleForWriting.closeFile()
        }
        writer.start()
        #expect(pipe.fileHandleForReading.readDataToEndOfFile() == Data(text.utf8))
    }

    @Test func whatTakesNothingHoldsNobodyUp() throws {
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        Console.write("text", to: full)
        Console.write("text", to: -1)
    }

    @Test(arguments: [(73, 73), (0, 100)] as [(UInt16, Int)]) func aTerminalTellsItsWidth(columns: UInt16, expected: Int) throws {
        let terminal = try PseudoTerminal(columns: columns)
        #expect(Console.columns(of: terminal.descriptor) == expected)
    }

    @Test func whatIsNoTerminalHasAWidthToo() { #expect(Console.columns(of: Pipe().fileHandleForWriting.fileDescriptor) == 100) }
}

/// A terminal that nobody sits at.
final class PseudoTerminal {
    let descriptor: Int32
    private let master: Int32

    init(columns: UInt16) throws {
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        var pair: (master: Int32, slave: Int32) = (-1, -1)
        guard openpty(&pair.master, &pair.slave, nil, nil, &size) == 0 else { throw POSIXError(.EIO) }
        (master, descriptor) = pair
        var modes = termios()
        tcgetattr(descriptor, &modes)
        cfmakeraw(&modes)
        tcsetattr(descriptor, TCSANOW, &modes)
    }

    deinit {
        close(descriptor)
        close(master)
    }

    /// What has been written to it up to a character that ends it.
    func text(upTo last: Character) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.last != last.asciiValue, Foundation.read(master, &byte, 1) == 1 { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
