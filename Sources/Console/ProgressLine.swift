import Basics
import Foundation

/// Progress with rate and time left: one line that moves on a terminal, a plain line every few seconds elsewhere.
package struct ProgressLine {
    private let what: String
    private let one: String
    private let descriptor: Int32
    private let isTerminal: Bool
    private let start = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?
    private var widest = 0
    /// What was done already when the work began; it does not count in the rate.
    private var doneBefore: Int?
    private var window: WindowProgress?

    /// - Parameters:
    ///   - what: what is counted, such as "pictures".
    ///   - one: one of it; nil where there is never only one.
    ///   - isLong: whether the terminal's window is to show it too.
    ///   - descriptor: where it is shown.
    package init(_ what: String, one: String? = nil, isLong: Bool = false, on descriptor: Int32 = STDERR_FILENO) {
        window = isLong ? WindowProgress(on: descriptor) : nil
        (self.what, self.one, self.descriptor, isTerminal) = (what, one ?? what, descriptor, isatty(descriptor) == 1)
    }

    /// Shows how far the work is, unless it did a moment ago.
    ///
    /// - Parameters:
    ///   - total: nothing is shown where it is 0.
    ///   - skipped: how many of those done came to nothing.
    package mutating func show(done: Int, total: Int, skipped: Int = 0) {
        guard total > 0 else { return }
        let doneBefore = self.doneBefore ?? done
        self.doneBefore = doneBefore
        let now = ContinuousClock.now
        let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
        guard done == total || lastShown.map({ now - $0 >= pause }) ?? true else { return }
        lastShown = now
        window?.show(done: done, total: total)
        let seconds = (now - start) / .seconds(1)
        var text = "\(grouped(done)) of \(counted(total, one, what))"
        if skipped > 0 { text += ", \(grouped(skipped)) skipped" }
        if done > doneBefore, seconds > 0.2 {
            let rate = Double(done - doneBefore) / seconds
            text += ", \(grouped(Int(rate))) a second"
            if done < total { text += ", \(Self.duration(Double(total - done) / rate)) left" }
        }
        guard isTerminal else { return Console.write(text + "\n", to: descriptor) }
        let barWidth = max(0, min(30, Console.columns(of: descriptor) - displayWidth(text) - 4))
        let filled = barWidth * done / total
        let bar = String(repeating: "━", count: filled) + String(repeating: "╌", count: barWidth - filled)
        let line = padded(bar + "  " + text, to: max(widest, displayWidth(text) + barWidth + 2))
        widest = displayWidth(line)
        Console.write("\r" + clipped(line, to: Console.columns(of: descriptor) - 1), to: descriptor)
    }

    /// Takes the moving line away, so that something else can stand there.
    package mutating func erase() {
        window?.clear()
        if isTerminal, lastShown != nil { Console.write("\r" + String(repeating: " ", count: widest) + "\r", to: descriptor) }
        lastShown = nil
    }

    /// Ends the moving line, so that what follows begins on one of its own.
    package mutating func finish() {
        window?.clear()
        if isTerminal, lastShown != nil { Console.write("\n", to: descriptor) }
        lastShown = nil
    }

    /// Seconds as a person says them: `12 s`, `3 min 5 s`, `1 h 20 min`.
    package static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole < 60 ? "\(whole) s" : whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
}
