/// A choice with the reason for it, in words that follow "because".
struct Reasoned<Value: Hashable & Sendable>: Hashable, Sendable {
    let value: Value
    let reason: String

    init(_ value: Value, _ reason: String) {
        self.value = value
        self.reason = reason
    }
}

/// The order of authority: the person's choice, then the terminal's replies, then the environment, which only breaks ties.
extension Capabilities {
    static func chooseColors(
        _ wanted: ColorDepth?, _ environment: [String: String], version: String?, tmux: TmuxState?
    ) -> Reasoned<ColorDepth> {
        if let wanted { return Reasoned(wanted, "it was asked for") }
        // https://no-color.org: present and not empty.
        if let refused = environment["NO_COLOR"], !refused.isEmpty { return Reasoned(.none, "NO_COLOR is set") }
        let term = environment["TERM"] ?? ""
        if ["dumb", "vt100", "vt102", "vt220", "vt320", "vt340", "xterm-mono"].contains(term) { return Reasoned(.none, "TERM is \(term)") }
        if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") {
            return Reasoned(.trueColor, "COLORTERM is \(environment["COLORTERM"] ?? "")")
        }
        if term.hasSuffix("-direct") { return Reasoned(.trueColor, "TERM is \(term)") }
        let name = (version ?? environment["TERM_PROGRAM"] ?? term).lowercased()
        let trueColor = ["kitty", "foot", "wezterm", "ghostty", "iterm", "contour", "xterm-kitty", "xterm-ghostty", "alacritty"]
        if let tmux {
            return tmux.trueColor ? Reasoned(.trueColor, "tmux has the feature RGB") : Reasoned(.palette256, "tmux lacks the feature RGB")
        }
        // Every xterm since 331 (2017) turns direct colours into the nearest that it has.
        if trueColor.contains(where: name.hasPrefix) || name.hasPrefix("xterm(") { return Reasoned(.trueColor, "\(name) has it") }
        if term.contains("256color") { return Reasoned(.palette256, "TERM is \(term), and COLORTERM says no more") }
        return Reasoned(.ansi16, "neither TERM nor COLORTERM says more")
    }

    static func chooseGraphics(
        _ choice: GraphicsChoice, _ replies: ProbeReplies, _ environment: [String: String], tmux: TmuxState?
    ) -> Reasoned<GraphicsProtocol> {
        if let named = choice.named { return Reasoned(named, "it was asked for") }
        let sixel = replies.deviceAttributes?.contains(4) == true
        if let tmux {
            if tmux.passesKittyPlaceholders { return Reasoned(.kitty, "tmux passes pictures on to \(tmux.outerTerminal)") }
            if sixel, tmux.hasSixels != false {
                return Reasoned(.sixel, "tmux draws them, a few at a time; what is more on a screen is drawn as characters")
            }
            return Reasoned(.symbols, tmux.allowsPassthrough ? "the terminal around tmux is not known to draw pictures" : "tmux passes nothing on")
        }
        if replies.version?.lowercased().hasPrefix("tmux") == true {
            // Many are built with sixel, whatever the terminal around them draws.
            return Reasoned(.symbols, "the tmux at the other end of the line does not say what the terminal around it draws")
        }
        guard replies.deviceAttributes != nil || replies.kittyGraphics else {
            // One that did not answer in time gets what every terminal shows, unless its name leaves no doubt.
            let term = environment["TERM"] ?? ""
            return ["xterm-kitty", "xterm-ghostty"].contains(term)
                ? Reasoned(.kitty, "TERM is \(term), although the terminal answered nothing") : Reasoned(.symbols, "the terminal answered nothing")
        }
        let name = (replies.version ?? environment["TERM_PROGRAM"] ?? "").lowercased()
        if replies.kittyGraphics {
            // WezTerm's kitty graphics place pictures wrongly or forget them. Konsole's do not, whereas nothing takes its sixels away again.
            if name.hasPrefix("wezterm") { return Reasoned(.iterm2, "WezTerm draws these more reliably than kitty's") }
            return Reasoned(.kitty, "the terminal answers that it has it")
        }
        if name.hasPrefix("iterm") || name.hasPrefix("wezterm") { return Reasoned(.iterm2, "the terminal is \(name)") }
        return sixel ? Reasoned(.sixel, "the terminal answers that it has it") : Reasoned(.symbols, "the terminal answers that it draws no pictures")
    }

    /// The finest block characters that the terminal draws itself, whatever its font holds. It is the outer terminal that draws for tmux.
    static func chooseSymbols(_ environment: [String: String], version: String?, tmux: TmuxState?) -> SymbolSet {
        let term = environment["TERM"] ?? "", name = version ?? environment["TERM_PROGRAM"] ?? term
        let outer = (tmux?.outerTerminal ?? name).lowercased()
        let drawing = ["kitty", "foot", "wezterm", "ghostty", "contour"]
        if drawing.contains(where: outer.hasPrefix) { return .sextants }
        // GNOME's since 0.62. Those before 0.72 say who they are in the environment only, which terminals with types of their own inherit.
        let answered = outer.hasPrefix("vte(") ? Int(outer.dropFirst(4).prefix(while: \.isNumber)) : nil
        let inherited = tmux == nil && version == nil && term == "xterm-256color" ? environment["VTE_VERSION"].flatMap { Int($0) } : nil
        if let number = answered ?? inherited, number >= 6200 { return .sextants }
        if tmux == nil, ["xterm-kitty", "foot", "xterm-ghostty"].contains(where: term.hasPrefix) { return .sextants }
        return term == "linux" ? .halves : .quarters
    }

    /// Every way in which this terminal can draw pictures, the chosen one first.
    static func available(_ chosen: GraphicsProtocol, _ replies: ProbeReplies, name: String, tmux: TmuxState?) -> [GraphicsProtocol] {
        let isKitty = tmux.map(\.passesKittyPlaceholders) ?? replies.kittyGraphics
        let isITerm = tmux == nil && ["iterm", "wezterm"].contains { name.lowercased().hasPrefix($0) }
        let found: [(GraphicsProtocol, Bool)] = [
            (.kitty, isKitty), (.sixel, replies.deviceAttributes?.contains(4) == true && tmux?.hasSixels != false), (.iterm2, isITerm),
            (.symbols, true),
        ]
        return [chosen] + found.filter { $0.1 && $0.0 != chosen }.map(\.0)
    }
}
