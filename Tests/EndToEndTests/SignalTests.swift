import Foundation
import TestSupport
import Testing

/// Whatever ends the program, and whenever, the terminal is as it was, and the status tells the signal.
@Suite(.onOwnThreads) struct SignalTests {
    let folder = try! TemporaryFolder()

    /// All whose default ends a process; those from 34 on are the real-time ones.
    private static let signals: [Int32] =
        (1...31).filter {
            ![SIGKILL, SIGSTOP, SIGCHLD, SIGURG, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU, SIGWINCH, SIGPIPE].contains($0)
        } + [34, 35, 50, 63, 64]

    @Test(arguments: signals) func everySignalInTheBrowserLeavesTheTerminalAsItWas(signal: Int32) throws {
        let session = try GuardedSession(["browse", "--catalog", SmallCatalog.make(in: folder)], in: folder)
        #expect(session.read(seconds: patience) { $0.received("tee-100") })
        kill(session.process, signal)
        #expect(session.end() == .init(signal: signal))
    }

    @Test(arguments: [["browse"], ["similar", "tee-100", "--pictures"], ["doctor"]], signals)
    func everySignalWhileTheTerminalIsAskedLeavesItAsItWas(arguments: [String], signal: Int32) throws {
        // It never answers, so the question takes its quarter of a second.
        let session = try GuardedSession(arguments + ["--catalog", SmallCatalog.make(in: folder)], in: folder, answers: nil)
        #expect(session.read(seconds: patience) { $0.isSilent }, "it has not asked")
        kill(session.process, signal)
        #expect(session.end() == .init(signal: signal))
    }

    @Test(arguments: 0..<4) func signalsAtRandomMomentsLeaveTheTerminalAsItWas(seed: UInt64) throws {
        let catalog = try SmallCatalog.make(in: folder)
        var random = SeededGenerator(seed: seed)
        for number in 0..<10 {
            let signal = Self.signals.randomElement(using: &random)!
            let session = try GuardedSession(["browse", "--catalog", catalog], in: folder, answers: number % 2 == 0 ? "\u{1B}[?0u\u{1B}[?62c" : nil)
            session.read(seconds: .random(in: 0...0.6, using: &random))
            kill(session.process, signal)
            #expect(session.end() == .init(signal: signal), "signal \(signal)")
        }
    }

    /// Swift's own handlers, which would ask at the terminal what to do, are there before `main` is.
    @Test func crashSignalsBeforeTheProgramBeginsEndItAtOnce() throws {
        for step in 0..<60 {
            let signal = [SIGQUIT, SIGILL, SIGABRT][step % 3]
            let session = try GuardedSession(["doctor"], in: folder, answers: nil)
            session.read(seconds: Double(step) / 1000)
            kill(session.process, signal)
            #expect(session.end() == .init(signal: signal), "signal \(signal) after \(step) ms")
        }
    }

    @Test func controlCWhileTheTerminalIsAskedEndsTheProgram() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let session = try GuardedSession(["browse", "--catalog", catalog], in: folder, answers: nil)
        #expect(session.read(seconds: patience) { $0.isSilent })
        session.type("\u{3}")
        #expect(session.end() == .init(signal: SIGINT))
    }

    @Test func aSignalThatWasIgnoredAtTheStartStaysIgnored() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let session = try GuardedSession([], in: folder, shell: "trap '' HUP USR1; exec \"$vitrine\" browse --catalog '\(catalog)'")
        #expect(session.read(seconds: patience) { $0.received("tee-100") })
        kill(session.process, SIGHUP)
        kill(session.process, SIGUSR1)
        session.read(seconds: 0.3)
        session.type("q")
        #expect(session.end() == .init(signal: 0))
    }

    /// Two at once: the second must not end the process before the first has put the terminal back.
    @Test func severalSignalsAtOnceLeaveTheTerminalAsItWas() throws {
        let catalog = try SmallCatalog.make(in: folder)
        for _ in 0..<10 {
            let session = try GuardedSession(["browse", "--catalog", catalog], in: folder)
            #expect(session.read(seconds: patience) { $0.received("tee-100") })
            for signal in [SIGTERM, SIGHUP, SIGUSR1, SIGALRM, SIGINT, SIGXCPU] { kill(session.process, signal) }
            var end = session.end()
            #expect(end.signal > 0)
            end.signal = 0
            #expect(end == .init(signal: 0))
        }
    }

    /// A terminal that takes nothing any more holds nobody up.
    @Test func aTerminalThatIsNotReadKeepsNoDyingProcess() throws {
        let catalog = try SmallCatalog.make(in: folder)
        let session = try GuardedSession(["browse", "--catalog", catalog, "--graphics", "sixel"], in: folder, columns: 200, rows: 60)
        #expect(session.read(seconds: patience) { $0.received("tee-100") })
        session.type(String(repeating: "+-", count: 40))
        Thread.sleep(forTimeInterval: 1)
        kill(session.process, SIGTERM)
        #expect(session.end(reading: false) == .init(signal: SIGTERM))
    }

    /// Swift's own handler would ask what to do, and wait for a key.
    @Test func aCrashOutsideTheBrowserAsksNothing() throws {
        let session = try GuardedSession(["sample", folder.path("shop"), "--items", "100000"], in: folder)
        #expect(session.read(seconds: patience) { $0.received("drawn") })
        kill(session.process, SIGILL)
        #expect(session.end() == .init(signal: SIGILL))
        #expect(!session.received("to interact"))
    }
}
