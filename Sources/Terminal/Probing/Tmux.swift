import Glibc

/// What tmux says about itself and the terminal around it.
public struct TmuxState: Hashable, Sendable {
    /// The outer terminal's name and version (its XTVERSION), such as `kitty(0.35.1)`; "" if tmux does not know.
    public var outerTerminal: String
    /// Whether `allow-passthrough` lets sequences of ours reach the outer terminal.
    public var allowsPassthrough: Bool
    /// Whether tmux sends direct colours on as they are.
    public var trueColor: Bool
    /// Whether the outer terminal draws sixels, as tmux knows it; nil if it does not tell. To one that does not, tmux writes a text in
    /// a picture's place.
    public var hasSixels: Bool?

    public init(outerTerminal: String, allowsPassthrough: Bool, trueColor: Bool = false, hasSixels: Bool? = nil) {
        self.outerTerminal = outerTerminal
        self.allowsPassthrough = allowsPassthrough
        self.trueColor = trueColor
        self.hasSixels = hasSixels
    }

    /// Formats, so that no reply travels through the terminal.
    static let question = "#{client_termtype}|#{allow-passthrough}|#{client_termfeatures}"

    /// Reads tmux's answer to `question`.
    public init(answer: String) {
        let fields = answer.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
        outerTerminal = fields.first.map(String.init) ?? ""
        let passthrough = fields.count > 1 ? fields[1].filter { !$0.isWhitespace } : ""
        let features = fields.count > 2 ? fields[2].split(whereSeparator: { ", \n".contains($0) }) : nil
        trueColor = features?.contains("RGB") == true
        hasSixels = features?.contains("sixel")
        allowsPassthrough = ["on", "all", "1", "2"].contains(passthrough)
    }

    /// Whether the outer terminal draws pictures at Unicode placeholders (kitty since 0.28, ghostty) and we reach it.
    public var passesKittyPlaceholders: Bool {
        guard allowsPassthrough else { return false }
        let name = outerTerminal.lowercased()
        if name.hasPrefix("ghostty") { return true }
        guard name.hasPrefix("kitty(") else { return false }
        let version = name.dropFirst("kitty(".count).prefix { $0 != ")" }.split(separator: ".").compactMap { Int($0) }
        return version.count >= 2 && (version[0], version[1]) >= (0, 28)
    }

    /// How many sixels a tmux keeps, those of all its panes together: beyond them it forgets the oldest, which are gone when it next
    /// draws its pane.
    /// - Parameter name: what it says to XTVERSION, such as `tmux 3.5a` or `tmux next-3.8`; nil if that is no tmux.
    static func keptSixels(name: String) -> Int? {
        guard name.lowercased().hasPrefix("tmux") else { return nil }
        let version = name.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }.split(separator: ".").compactMap { Int($0) }
        return version.count >= 2 && (version[0], version[1]) >= (3, 7) ? 19 : 9
    }

    /// Asks the tmux that we run in. Nil outside tmux; a tmux that does not answer at once counts as one that passes nothing.
    static func current(environment: [String: String]) -> TmuxState? {
        guard let socket = environment["TMUX"], !socket.isEmpty else { return nil }
        var answer = ""
        if let pipe = popen("timeout 0.3 tmux display-message -p '\(question)' 2>/dev/null", "re") {
            var line = [CChar](repeating: 0, count: 512)
            if fgets(&line, Int32(line.count), pipe) != nil {
                answer = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
            pclose(pipe)
        }
        return TmuxState(answer: answer)
    }
}
