import Foundation
import TestSupport
import Testing

/// Thousands of random keys, clicks and sizes for the real program in a terminal.
@Suite(.onOwnThreads) struct StormTests {
    let folder = try! TemporaryFolder()

    private static let warmUp = 3000
    private static let events = 10_000
    private static let sizes = [(40, 12), (80, 24), (100, 30), (120, 40), (200, 60), (20, 6), (3, 2)]
    private static let keys =
        [
            "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H", "\u{1B}[F", "\u{1B}[3~", "\u{1B}[Z", "\u{1B}", "\t",
            "\r", "\u{1B}[27u", "\u{1B}[105;5u", "\u{1B}[1;129A", "\u{1B}[57423u", "\u{1B}[114;5u", "\u{1B}[9;2u",
        ]
        + "hjklgGxcbmMpzsruynN'<>()+-=[]aRDXHq? é界".map(String.init) + ["\u{12}", "\u{C}", "\u{6}", "\u{2}", "\u{1A}", "\u{3}", "\u{7F}", "\u{15}"]
    private var lines: [String] {
        [
            "/tee\r", "/no such thing\r", "/1\u{1B}", "n", ":goto tee-10\r", ":where label is missing\r", ":where\r", ":sort shuffled\r",
            ":sort ghost\r",
        ]
            + [
                ":sort shop\r", ":metric hamming\r", ":mode interests\r", ":diversity 0.4\r", ":basket gifts\r", ":rename café\r", ":duplicate x\r",
                ":help find\r",
            ]
            + [
                ":picture \(folder.path("tees/tee-101.bmp"))\r", ":picture nothing.jpg\r", ":export! \(folder.path("out.html"))\r", ":nonsense\r",
                "?/undo\r",
            ]
    }

    private func event(_ random: inout SeededGenerator, in session: TerminalSession) -> String {
        func cell(_ limit: Int) -> Int { Int.random(in: 1...max(1, limit), using: &random) }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<2:
            let (columns, rows) = Self.sizes.randomElement(using: &random)!
            session.resize(columns: columns, rows: rows)
            return ""
        case 2..<10:
            let button = [0, 0, 0, 64, 65, 80, 81].randomElement(using: &random)!
            let place = "\(button);\(cell(session.screen.columns));\(cell(session.screen.rows))"
            return "\u{1B}[<\(place)M" + (button == 0 ? "\u{1B}[<\(place)m" : "")
        case 10..<14: return lines.randomElement(using: &random)!
        case 14..<16: return "\u{1B}[?62;4c\u{1B}]11;rgb:0000/0000/0000\u{1B}\\"
        case 16..<30: return " "
        default: return Self.keys.randomElement(using: &random)!
        }
    }

    /// Anonymous memory in KiB and open descriptors of a process.
    private func burden(of process: pid_t) throws -> (memory: Int, descriptors: Int) {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        let memory = line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
        return (memory, try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count)
    }

    @Test func tenThousandEventsLeaveNothingBehind() throws {
        let catalog = try SmallCatalog.make(in: folder)
        try folder.write(Array("[keys]\nquit = \"F12\"\n".utf8), to: "XDG_CONFIG_HOME/vitrine/config.toml")
        let session = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try session.expect("tee-100")
        session.keepsRaw = false
        let process = session.programProcess
        var random = SeededGenerator(seed: 11)
        var before = (memory: 0, descriptors: 0)
        for number in 0..<Self.warmUp + Self.events {
            if number == Self.warmUp {
                session.settle()
                before = try burden(of: process)
            }
            session.pump(Array(event(&random, in: session).utf8))
            guard session.isRunning else { break }
        }
        session.settle()
        try #require(session.isRunning, "the program ended after a storm: \(session.screen.text)")
        let after = try burden(of: process)
        // The database opens a few readers and the system its queues when they are first needed.
        #expect(after.descriptors <= before.descriptors + 8)
        #expect(after.memory < before.memory + 48 << 10, "from \(before.memory) to \(after.memory) KiB")

        session.resize(columns: 100, rows: 30)
        session.pump(Array("\u{1B}".utf8))
        session.settle()
        session.pump(Array("\u{1B}[24~".utf8))
        #expect(try session.end() == 0)
        #expect(session.modesAreRestored && !session.screen.isAlternate)
        // What was stored opens again.
        let again = try TerminalSession(["browse", "--catalog", catalog], in: folder)
        try again.expect("page")
        again.type("\u{1B}[24~")
        #expect(try again.end() == 0)
    }
}
