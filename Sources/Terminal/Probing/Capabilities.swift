import Basics

/// What a terminal said about itself when it was asked.
public struct ProbeReplies: Hashable, Sendable {
    /// Its name and version, as XTVERSION gives them.
    public var version: String?
    /// Whether it took a picture by kitty's protocol.
    public var kittyGraphics = false
    /// Of all cells together.
    public var textArea: PixelSize?
    /// Of one cell.
    public var cell: PixelSize?
    /// The default one.
    public var background: Color?
    /// Nil if the terminal never answered DA1, as a terminal that answers nothing does.
    public var deviceAttributes: [Int]?
    /// Which private modes it knows, of those that it was asked about and answered.
    public var modes: [Int: Bool] = [:]
    /// The flags of kitty's keyboard protocol that are in force; nil if that was not asked, or not answered, as by a terminal without it.
    public var keyboardFlags: Int?

    public init() {}

    /// Takes a reply in.
    public mutating func add(_ reply: Reply) {
        switch reply {
        case .version(let name): version = name
        case .kittyGraphics(let ok): kittyGraphics = kittyGraphics || ok
        case .textArea(let size): textArea = size
        case .cell(let size): cell = size
        case .background(let color): background = color
        case .deviceAttributes(let attributes): deviceAttributes = attributes
        case .privateMode(let mode, let isKnown): modes[mode] = isKnown
        case .keyboardFlags(let flags): keyboardFlags = flags
        case .ready, .key, .windowSize, .pasteStart, .focus, .colorScheme, .other: break
        }
    }
}

/// What the terminal can do, after the shopper's wishes.
public struct Capabilities: Hashable, Sendable {
    /// How pictures are sent.
    public var graphics: GraphicsProtocol
    /// How many it shows.
    public var colors: ColorDepth
    /// Why these, in words that follow "because".
    public let graphicsReason: String
    /// Why so many, for `vitrine doctor`.
    public let colorsReason: String
    /// Every way in which this terminal can draw pictures, the chosen one first.
    public let available: [GraphicsProtocol]
    /// One cell in pixels; 10x20 where the terminal does not tell.
    public var cell: PixelSize
    /// The default one, where it says.
    public var background: Color?
    /// The finest block characters that the terminal surely has.
    public var symbols: SymbolSet
    /// tmux, if we run inside it.
    public var tmux: TmuxState?
    /// The terminal's own name and version, or what the environment says, or "".
    public var name: String
    /// What else may be sent to it.
    let habits: TerminalHabits

    /// The format in which pictures are encoded for this terminal.
    public var pictureFormat: PictureFormat {
        PictureFormat(
            graphics: graphics, colors: colors, cell: cell, background: background, symbols: symbols,
            placeholders: placeholders(for: graphics), keptSixels: TmuxState.keptSixels(name: name))
    }

    /// How kitty pictures are placed, where pictures are sent as `graphics`.
    public func placeholders(for graphics: GraphicsProtocol) -> PictureFormat.Placeholders {
        guard graphics == .kitty, let tmux else { return .none }
        return tmux.trueColor ? .trueColor : .palette
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
        // tmux's variables reach programs in a Zellij that runs in it.
        let isInZellij = replies.version?.lowercased().hasPrefix("zellij") == true
        let tmux = isInZellij ? nil : tmux
        self.tmux = tmux
        let term = environment["TERM"] ?? ""
        name = replies.version ?? environment["TERM_PROGRAM"] ?? term
        habits = TerminalHabits(
            type: term, name: name, isInTmux: tmux != nil,
            isolates: Isolation.isUnderstood(version: replies.version, environment: environment),
            tellsKeysApart: replies.keyboardFlags != nil)
        background = replies.background
        cell = Self.cell(replies, columns: columns, rows: rows)
        let colors = Self.chooseColors(wanted, environment, version: replies.version, tmux: tmux)
        let graphics = Self.chooseGraphics(choice, replies, environment, tmux: tmux)
        (self.colors, colorsReason) = (colors.value, colors.reason)
        (self.graphics, graphicsReason) = (graphics.value, graphics.reason)
        available = Self.available(graphics.value, replies, name: name, tmux: tmux)
        symbols = Self.chooseSymbols(environment, version: replies.version, tmux: tmux)
    }

    private static func cell(_ replies: ProbeReplies, columns: Int, rows: Int) -> PixelSize {
        if let cell = replies.cell?.asCell { return cell }
        if let area = replies.textArea, columns > 0, rows > 0,
            let cell = PixelSize(width: area.width / columns, height: area.height / rows).asCell
        {
            return cell
        }
        return PixelSize(width: 10, height: 20)
    }
}
