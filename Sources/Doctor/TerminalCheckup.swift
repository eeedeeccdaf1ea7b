import Foundation
import Terminal

extension Checkup {
    /// The terminal: what it is, what it answered, and what follows from that.
    package static func terminal(_ report: TerminalReport?) -> Checkup {
        var checkup = Checkup("Terminal")
        let (locale, encoding) = TerminalReport.encoding()
        switch encoding {
        case .utf8: checkup.add(.good, "locale \(locale), UTF-8")
        case .substituted:
            checkup.add(.note, "locale \(locale) is not UTF-8, so C.UTF-8 stands in", advice: "set LANG to a UTF-8 locale, such as C.UTF-8")
        case .unavailable: checkup.add(.broken, "locale \(locale) is not UTF-8, and there is none that is", advice: "install a UTF-8 locale")
        }
        guard let report else {
            checkup.add(
                .note, "there is none here, so `vitrine` says in text what it would show", advice: "run this in a terminal to have it looked at")
            return checkup
        }
        checkup.addIdentity(report)
        checkup.addAnswers(report)
        checkup.addHabits(report)
        if let tmux = report.capabilities.tmux { checkup.addTmux(tmux) }
        checkup.add(.good, "pictures by \(report.capabilities.graphics.rawValue), because \(report.capabilities.graphicsReason)")
        checkup.add(.good, "colours: \(report.capabilities.colors.rawValue), because \(report.capabilities.colorsReason)")
        return checkup
    }

    private mutating func addIdentity(_ report: TerminalReport) {
        let name = report.replies.version ?? report.capabilities.name
        if report.isKnownType {
            add(.good, "\(name.isEmpty ? "unnamed" : name), TERM \(report.type)")
        } else {
            add(
                .broken, "TERM is “\(report.type)”, which ncurses does not know",
                advice: "set TERM to what the terminal is, for example xterm-256color")
        }
        let cell = report.capabilities.cell
        let source =
            report.replies.cell != nil ? "as it answered" : report.replies.textArea != nil ? "from its pixels" : "assumed, for it does not say"
        add(.good, "\(report.size.columns) x \(report.size.rows) cells of \(cell.width) x \(cell.height) pixels, \(source)")
        if report.size.columns < 40 || report.size.rows < 12 {
            add(.flaw, "this is little room", advice: "40 x 12 cells show a picture and the essentials")
        }
    }

    private mutating func addAnswers(_ report: TerminalReport) {
        let replies = report.replies
        guard let attributes = replies.deviceAttributes else {
            return add(
                .flaw, "it did not reply to any query within a quarter of a second",
                advice: "if it can draw pictures, say how with --graphics or in config.toml")
        }
        func yes(_ answer: Bool) -> String { answer ? "yes" : "no" }
        add(.good, "answers: kitty graphics \(yes(replies.kittyGraphics)), sixel \(yes(attributes.contains(4))), iTerm2 pictures by its name only")
        if let background = report.capabilities.background {
            add(.good, "background \(ThemeColor.rgb(background)), \(background.isDark ? "dark" : "light")")
        } else {
            add(
                .note, "it does not tell its background, so colours that read on both are used",
                advice: "set theme.background to dark or light in config.toml")
        }
    }

    private mutating func addTmux(_ tmux: TmuxState) {
        add(.note, "inside tmux, in " + (tmux.outerTerminal.isEmpty ? "a terminal that tmux does not name" : tmux.outerTerminal))
        if tmux.allowsPassthrough {
            add(.good, "tmux passes pictures on (allow-passthrough)")
        } else {
            add(.flaw, "tmux passes no pictures on", advice: "tmux set -g allow-passthrough on, and the same line in ~/.tmux.conf")
        }
        if !tmux.trueColor {
            add(.flaw, "tmux reduces colours to 256", advice: "tmux set -as terminal-features ',*:RGB', and the same line in ~/.tmux.conf")
        }
    }
}
