import Frames

/// What ncurses' `wget_wch` gives, without ncurses' numbers.
enum InputCode: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    case key(Key)
    case mouse(MouseAction, column: Int, row: Int)
    /// The beginning of a mouse report, or one that says nothing of interest.
    case mouseTorso
    /// A function key that we have no use for.
    case unknown
}

/// Turns what ncurses read into events. Reports and late replies are control sequences that ncurses does not know, so they arrive as an
/// Escape and single characters, in any pieces; a text that is pasted does not come through ncurses at all.
struct InputDecoder: Sendable {
    private struct Press {
        let cell: Cell
        let time: ContinuousClock.Instant
    }

    /// Whether the terminal tells keys apart (kitty's keyboard protocol): the byte of an Escape alone is no key then, but torn off from what
    /// is still to come.
    private let tellsKeysApart: Bool
    private var replies = ReplyParser()
    private var paste: Paste?
    /// What the terminal has told of itself: its colours and its size.
    private(set) var reports: [Reply] = []
    private var lastPress: Press?

    /// When an Escape was taken for a key, behind which the rest of a sequence may still come: what is torn there must not become keys.
    private var escaped: ContinuousClock.Instant?
    /// Whether the Escape of the pending sequence has been a key already.
    private var isEscapeSpent = false

    /// Until when the rest of a mouse report may come, which ncurses takes for keys.
    private var restUntil: ContinuousClock.Instant?

    /// Two presses within this time on one cell are a double click.
    static let doubleClick = Duration.milliseconds(400)

    /// Whether a sequence has begun; after a pause, `flush` tells what it was.
    var isPending: Bool { paste != nil || replies.isPending }

    /// How many bytes come at least until a paste is complete; nil where there is none.
    var missingOfPaste: Int? { paste?.missing }

    /// Whether only an Escape has come; ncurses has waited already for what may follow.
    var isPendingEscape: Bool { replies.isPendingEscape }

    /// Whether that was typed, for all that is known.
    var isEscapeTyped: Bool { isPendingEscape && !tellsKeysApart }

    init(tellsKeysApart: Bool = false) { self.tellsKeysApart = tellsKeysApart }

    mutating func decode(_ code: InputCode, at time: ContinuousClock.Instant) -> [InputEvent] {
        switch code {
        case .scalar(let scalar):
            if isRest(scalar, at: time) { return [] }
            resume(before: scalar, at: time)
            guard scalar.isASCII else { return flush() + [.key(.character(Character(scalar)))] }
            switch replies.consume(UInt8(scalar.value)) {
            case .pending: return []
            case .text(let bytes): return bytes.compactMap(Self.event)
            case .reply(let reply): return take(reply)
            }
        case .key(let key): return flush() + [.key(key)]
        case .mouse(let action, let column, let row):
            return flush() + [.mouse(clicked(action, Cell(column: column, row: row), at: time), column: column, row: row)]
        case .mouseTorso:
            restUntil = time + Input.patience
            return flush()
        case .unknown: return flush()
        }
    }

    /// Hands over what the terminal has told of itself, in order.
    mutating func takeReports() -> [Reply] {
        defer { reports = [] }
        return reports
    }

    /// Goes on with a control sequence whose Escape came so long before the rest that it was taken for a key.
    private mutating func resume(before scalar: Unicode.Scalar, at time: ContinuousClock.Instant) {
        if scalar == "\u{1B}" || !isPending { isEscapeSpent = false }
        if scalar == "[", !isPending, let escaped, time - escaped < Input.patience {
            _ = replies.consume(0x1B)
            isEscapeSpent = true
        }
        escaped = nil
    }

    private mutating func take(_ reply: Reply) -> [InputEvent] {
        switch reply {
        case .pasteStart:
            paste = Paste()
        case .focus(let isThere): return [.focus(isThere)]
        case .key(let key): return [.key(key)]
        case .colorScheme, .background, .windowSize, .ready: reports.append(reply)
        default: break
        }
        return []
    }

    /// Takes some of a paste, no more bytes than are missing of it.
    /// - Returns: the text once it is complete.
    mutating func take(pasted bytes: some Sequence<UInt8>) -> [InputEvent] {
        var isComplete = false
        for byte in bytes { isComplete = paste?.consume(byte) == true }
        return isComplete ? flush() : []
    }

    /// Whether a character belongs to a mouse report that came in pieces.
    private mutating func isRest(_ scalar: Unicode.Scalar, at time: ContinuousClock.Instant) -> Bool {
        guard let until = restUntil, time < until else { return false }
        if ("0"..."9").contains(scalar) || scalar == ";" { return true }
        restUntil = nil
        return scalar == "M" || scalar == "m"
    }

    /// Nothing more has come for a while: an Escape (and one character after it) was typed; the torso of a reply is dropped; what was pasted
    /// so far is the text.
    mutating func flush() -> [InputEvent] {
        if let paste {
            self.paste = nil
            return [.paste(paste.text)]
        }
        guard replies.isPending else { return [] }
        if replies.isPendingEscape { escaped = .now }
        let keys = tellsKeysApart ? isPendingEscape : replies.mayBeKeys, spent = isEscapeSpent ? 1 : 0
        isEscapeSpent = false
        let bytes = replies.abandon()
        return keys ? bytes.dropFirst(spent).compactMap(Self.event) : []
    }

    private mutating func clicked(_ action: MouseAction, _ cell: Cell, at time: ContinuousClock.Instant) -> MouseAction {
        if action == .drag { lastPress = nil }
        guard action == .press else { return action }
        if let last = lastPress, last.cell == cell, time - last.time <= Self.doubleClick {
            lastPress = nil
            return .doubleClick
        }
        lastPress = Press(cell: cell, time: time)
        return .press
    }

    private static func event(_ byte: UInt8) -> InputEvent? {
        switch byte {
        case 0x1B: .key(.escape)
        case 0x0A, 0x0D: .key(.enter)
        case 0x09: .key(.tab)
        case 0x08, 0x7F: .key(.backspace)
        case 0x01...0x1A: .key(.control(Character(Unicode.Scalar(byte + 0x60))))
        case 0x20...0x7E: .key(.character(Character(Unicode.Scalar(byte))))
        default: nil
        }
    }
}
