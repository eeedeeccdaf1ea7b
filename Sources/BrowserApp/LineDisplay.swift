import Basics
import Browser
import Console
import Foundation
import Frames
import Terminal

/// A display of lines instead of cells, for screen readers, braille, terminals that place no text, pipes and logs.
///
/// Each line that is read is a question and gets one answer, before the next one is read. Nothing is ever redrawn, and no escape
/// sequence is written.
public final class LineDisplay: Display {
    private let input: Int32
    private let output: Int32
    private let asksOnTerminal: Bool
    private var typed: [UInt8] = []
    private var hasEnded = false
    /// Whether an answer is to come before the next question is read.
    private var isAnswering = true
    /// Whether the line that the cursor is in begins with the sign that a question is waited for.
    private var isAsking = false

    /// More of a line is no question.
    private static let longestLine = 1 << 16
    private static let sign = "> "

    /// - Parameters:
    ///   - input: where questions are read.
    ///   - output: where answers are written, one or several lines each.
    public init(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) {
        (self.input, self.output) = (input, output)
        asksOnTerminal = isatty(input) == 1 && isatty(output) == 1
    }

    public let isPlain = true
    /// Of a screen that nobody sees: lists are loaded by its pages.
    public let size = Size(columns: 160, rows: 48)
    public let format = PictureFormat(graphics: .symbols)

    public func say(_ lines: [String]) {
        var text = lines.map { $0 + "\n" }.joined()
        // What is told unasked goes below the sign, which is then given anew.
        if isAsking, !isAnswering { text = "\n" + text }
        (isAnswering, isAsking) = (false, asksOnTerminal)
        Console.write(text + (asksOnTerminal ? Self.sign : ""), to: output)
        // Where nobody reads any more, nobody asks.
        var polled = pollfd(fd: output, events: 0, revents: 0)
        if poll(&polled, 1, 0) > 0 { (hasEnded, isAsking, typed) = (true, false, []) }
    }

    public func wait(for mailbox: Mailbox<Action>, timeout: Duration?) -> (events: [InputEvent], messages: [Action])? {
        if !isAnswering, let line = takeLine() { return ([.line(line)], []) }
        if !isAnswering, hasEnded {
            if isAsking { Console.write("\n", to: output) }
            return nil
        }
        var polled = [pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)]
        if !isAnswering { polled.append(pollfd(fd: input, events: Int16(POLLIN), revents: 0)) }
        let milliseconds = timeout.map { Int32(clamping: Int(($0 / .milliseconds(1)).rounded(.up))) } ?? -1
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return ([], []) }
        if polled.count > 1, polled[1].revents != 0 { readInput() }
        return ([], polled[0].revents & Int16(POLLIN) != 0 ? mailbox.takeAll() : [])
    }

    private func readInput() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(input, &bytes, bytes.count)
        if count > 0 { typed += bytes.prefix(count) } else if count == 0 || errno != EINTR && errno != EAGAIN { hasEnded = true }
    }

    /// The next line that is there; the last one may have no end.
    private func takeLine() -> String? {
        let newline = UInt8(ascii: "\n")
        let end = typed.firstIndex(of: newline) ?? (hasEnded || typed.count >= Self.longestLine ? typed.count : nil)
        guard let end, !typed.isEmpty else { return nil }
        var line = typed[..<end]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        let text = String(decoding: line, as: UTF8.self)
        typed.removeFirst(min(typed.count, end + 1))
        isAnswering = true
        return text
    }

    public func show(_ frame: Frame, from cache: PictureCache, placeholder: (PictureKey) -> Color?) -> PictureUpdate { PictureUpdate() }
    public func prepare(_ requests: [EncodingRequest], from cache: PictureCache) -> Bool { false }
    public func redraw() {}
    public func stop() -> Bool { false }
    public func copy(_ text: String) {}
    public func close() {}
}
