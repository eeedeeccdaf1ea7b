/// What a terminal said about itself when it was asked.
public struct ProbeReplies: Hashable, Sendable {
    public var version: String?
    public var kittyGraphics = false
    public var textArea: PixelSize?
    public var cell: PixelSize?
    public var background: Color?
    /// Nil if the terminal never answered DA1, as a terminal that answers nothing does.
    public var deviceAttributes: [Int]?

    public init() {}

    public mutating func add(_ reply: Reply) {
        switch reply {
        case .version(let name): version = name
        case .kittyGraphics(let ok): kittyGraphics = kittyGraphics || ok
        case .textArea(let size): textArea = size
        case .cell(let size): cell = size
        case .background(let color): background = color
        case .deviceAttributes(let attributes): deviceAttributes = attributes
        case .other: break
        }
    }
}

/// What the terminal can do, after the shopper's wishes.
public struct Capabilities: Hashable, Sendable {
    public var graphics: GraphicsProtocol
    public var colors: ColorDepth
    /// One cell in pixels; 10x20 where the terminal does not tell.
    public var cell: PixelSize
    public var background: Color?
    /// Whether the terminal draws sextants (U+1FB00...) itself, whatever its font holds.
    public var sextants: Bool
    /// tmux, if we run inside it.
    public var tmux: TmuxState?
    /// The terminal's own name and version, or what the environment says, or "".
    public var name: String

    /// The format in which pictures are encoded for this terminal.
    public var pictureFormat: PictureFormat {
        PictureFormat(
            graphics: graphics, colors: colors, cell: cell, background: background, sextants: sextants,
            placeholders: graphics == .kitty && tmux != nil)
    }

    /// What holds when the terminal said `replies` in this environment.
    ///
    /// The order of authority: the shopper's choice, then the replies, then the environment, which only breaks ties.
    /// - Parameters:
    ///   - textSize: the terminal's columns and rows, which turn the text area's pixels into a cell's.
    ///   - tmux: what tmux says, if `TMUX` is set.
    public init(
        replies: ProbeReplies, environment: [String: String], columns: Int, rows: Int, tmux: TmuxState? = nil,
        graphics choice: GraphicsChoice = .auto, colors wanted: ColorDepth? = nil
    ) {
        self.tmux = tmux
        let term = environment["TERM"] ?? ""
        name = replies.version ?? environment["TERM_PROGRAM"] ?? term
        background = replies.background
        cell = Self.cell(replies, columns: columns, rows: rows)
        colors = wanted ?? Self.colors(environment, version: replies.version, tmux: tmux)
        graphics = choice.named ?? Self.graphics(replies, environment, tmux: tmux)
        let outer = (tmux?.outerTerminal ?? name).lowercased()
        sextants =
            ["kitty", "foot", "wezterm", "ghostty", "contour"].contains { outer.hasPrefix($0) }
            || (tmux == nil && ["xterm-kitty", "foot", "xterm-ghostty"].contains { term.hasPrefix($0) })
    }

    private static func cell(_ replies: ProbeReplies, columns: Int, rows: Int) -> PixelSize {
        if let cell = replies.cell { return cell }
        if let area = replies.textArea, columns > 0, rows > 0, area.width >= columns, area.height >= rows {
            return PixelSize(width: area.width / columns, height: area.height / rows)
        }
        return PixelSize(width: 10, height: 20)
    }

    private static func colors(_ environment: [String: String], version: String?, tmux: TmuxState?) -> ColorDepth {
        // https://no-color.org: present and not empty.
        if let refused = environment["NO_COLOR"], !refused.isEmpty { return .none }
        let term = environment["TERM"] ?? ""
        if ["dumb", "vt100", "vt102", "vt220", "vt320", "vt340", "xterm-mono"].contains(term) { return .none }
        if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") || term.hasSuffix("-direct") { return .trueColor }
        let name = (version ?? environment["TERM_PROGRAM"] ?? term).lowercased()
        let trueColor = ["kitty", "foot", "wezterm", "ghostty", "iterm", "contour", "xterm-kitty", "xterm-ghostty", "alacritty"]
        // Every xterm since 331 (2017) turns direct colours into the nearest that it has.
        if let tmux { return tmux.trueColor ? .trueColor : .palette256 }
        if trueColor.contains(where: name.hasPrefix) || name.hasPrefix("xterm(") { return .trueColor }
        if term.contains("256color") { return .palette256 }
        return .ansi16
    }

    private static func graphics(
        _ replies: ProbeReplies, _ environment: [String: String], tmux: TmuxState?
    ) -> GraphicsProtocol {
        let sixel = replies.deviceAttributes?.contains(4) == true
        if let tmux { return tmux.passesKittyPlaceholders ? .kitty : sixel ? .sixel : .symbols }
        guard replies.deviceAttributes != nil || replies.kittyGraphics else {
            // One that did not answer in time gets what every terminal shows, unless its name leaves no doubt.
            return ["xterm-kitty", "xterm-ghostty"].contains(environment["TERM"] ?? "") ? .kitty : .symbols
        }
        let name = (replies.version ?? environment["TERM_PROGRAM"] ?? "").lowercased()
        if replies.kittyGraphics {
            // WezTerm's and Konsole's kitty graphics place pictures wrongly or forget them; their other protocols do not.
            if name.hasPrefix("wezterm") { return .iterm2 }
            if name.hasPrefix("konsole"), sixel { return .sixel }
            return .kitty
        }
        if name.hasPrefix("iterm") || name.hasPrefix("wezterm") { return .iterm2 }
        return sixel ? .sixel : .symbols
    }
}
