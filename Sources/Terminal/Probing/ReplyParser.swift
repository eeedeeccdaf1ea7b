import Basics
import Frames

/// One answer of a terminal to a question of ours.
public enum Reply: Hashable, Sendable {
    /// XTVERSION: the terminal's name and version, as it writes them.
    case version(String)
    /// A kitty graphics answer; true if it says OK.
    case kittyGraphics(ok: Bool)
    /// `CSI 14 t`: the text area in pixels.
    case textArea(PixelSize)
    /// `CSI 16 t`: one cell in pixels.
    case cell(PixelSize)
    /// OSC 11: the background colour.
    case background(Color)
    /// DA1: the primary device attributes; 4 among them means sixel.
    case deviceAttributes([Int])
    /// DECRQM: whether the terminal knows a private mode.
    case privateMode(Int, isKnown: Bool)
    /// The flags of kitty's keyboard protocol that are in force.
    case keyboardFlags(Int)
    /// A key that comes as a control sequence.
    case key(Key)
    /// The window's size, which it tells when that changes (mode 2048).
    case windowSize(WindowSize)
    /// The bracket before a text that is pasted (private mode 2004).
    case pasteStart
    /// Whether the terminal has come into focus (mode 1004).
    case focus(Bool)
    /// Whether the terminal's colours have become dark ones (mode 2031).
    case colorScheme(isDark: Bool)
    /// Device status report: all that came before the question has been read.
    case ready
    /// A well-formed control sequence that none of the above is.
    case other
}

/// Takes the terminal's replies out of the bytes that it sends.
///
/// A state machine over ECMA-48 control sequences, a byte at a time, so that replies may arrive in any pieces. Whatever has
/// the form of a control sequence never comes out as text; everything else comes out unchanged and in order.
public struct ReplyParser: Sendable {
    /// What a byte completes.
    public enum Output: Hashable, Sendable {
        /// Nothing yet: the byte belongs to a sequence that is still on its way.
        case pending
        case reply(Reply)
        /// Not part of a reply: these bytes are the shopper's.
        case text([UInt8])
    }

    private enum State: Hashable, Sendable {
        case ground, escape, csi
        /// Inside an OSC, DCS, APC, PM or SOS string.
        case string
        /// Inside such a string, after an ESC that may begin its terminator.
        case stringEscape
    }

    /// A string longer than this is still swallowed, no longer kept.
    private static let longest = 4096
    private static let escape: UInt8 = 0x1B
    private var state = State.ground
    /// What came since the ESC, it included.
    private var sequence: [UInt8] = []

    public init() {}

    /// Whether a sequence has begun and not ended.
    public var isPending: Bool { state != .ground }

    /// Whether nothing but an ESC has come, which a key press of Escape looks like too.
    public var isPendingEscape: Bool { state == .escape }

    /// Whether the pending bytes may still be keys: Escape, and one more that was typed right after it.
    public var mayBeKeys: Bool { isPending && sequence.count <= 2 }

    /// Gives up the pending sequence and hands back its bytes.
    public mutating func abandon() -> [UInt8] {
        defer { reset() }
        return sequence
    }

    /// Takes one byte.
    public mutating func consume(_ byte: UInt8) -> Output {
        switch state {
        case .ground:
            guard byte == Self.escape else { return .text([byte]) }
            sequence = [byte]
            state = .escape
            return .pending
        case .escape: return afterEscape(byte)
        case .csi: return inControlSequence(byte)
        case .string: return inString(byte)
        case .stringEscape:
            guard byte != UInt8(ascii: "\\") else { return .reply(finishString()) }
            // ECMA-48: an ESC that begins no terminator cancels the string, and begins a sequence of its own.
            sequence = [Self.escape]
            return afterEscape(byte)
        }
    }

    private mutating func afterEscape(_ byte: UInt8) -> Output {
        switch byte {
        case UInt8(ascii: "["): state = .csi
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"): state = .string
        case Self.escape:
            // Two Escapes: the first was a key.
            sequence = [byte]
            state = .escape
            return .text([byte])
        default:
            let bytes = sequence + [byte]
            reset()
            return .text(bytes)
        }
        sequence.append(byte)
        return .pending
    }

    private mutating func inControlSequence(_ byte: UInt8) -> Output {
        switch byte {
        case 0x20...0x3F:
            if sequence.count < Self.longest { sequence.append(byte) }
            return .pending
        case 0x40...0x7E:
            let parameters = Array(sequence.dropFirst(2))
            reset()
            return .reply(Self.controlSequence(parameters, final: byte))
        case Self.escape:
            sequence = [byte]
            state = .escape
            return .pending
        default:
            // A control character cancels the sequence; what came of it is no key.
            reset()
            return .reply(.other)
        }
    }

    private mutating func inString(_ byte: UInt8) -> Output {
        switch byte {
        case Self.escape: state = .stringEscape
        case 0x07 where sequence[1] == UInt8(ascii: "]"): return .reply(finishString())
        case 0x18, 0x1A:
            reset()
            return .reply(.other)
        default: if sequence.count < Self.longest { sequence.append(byte) }
        }
        return .pending
    }

    private mutating func finishString() -> Reply {
        defer { reset() }
        guard sequence.count < Self.longest else { return .other }
        let body = String(decoding: sequence.dropFirst(2), as: UTF8.self)
        switch sequence[1] {
        case UInt8(ascii: "P") where body.hasPrefix(">|"): return .version(String(body.dropFirst(2)))
        case UInt8(ascii: "_") where body.hasPrefix("G"): return .kittyGraphics(ok: body.hasSuffix(";OK"))
        case UInt8(ascii: "]") where body.hasPrefix("11;"): return Self.color(body.dropFirst(3)).map(Reply.background) ?? .other
        default: return .other
        }
    }

    private mutating func reset() {
        state = .ground
        sequence = []
    }

    private static func controlSequence(_ parameters: [UInt8], final: UInt8) -> Reply {
        let text = String(decoding: parameters, as: UTF8.self)
        let numbers = text.drop { $0 == "?" }.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        switch final {
        case UInt8(ascii: "c") where text.hasPrefix("?"): return .deviceAttributes(numbers.compactMap(\.self))
        case UInt8(ascii: "t") where text.hasPrefix("48;"): return windowSize(text).map(Reply.windowSize) ?? .other
        case UInt8(ascii: "t") where numbers.count == 3:
            guard let kind = numbers[0], let height = numbers[1], let width = numbers[2],
                (1...100_000).contains(height), (1...100_000).contains(width)
            else { return .other }
            let size = PixelSize(width: width, height: height)
            return kind == 4 ? .textArea(size) : kind == 6 ? .cell(size) : .other
        case UInt8(ascii: "y") where text.hasPrefix("?") && text.hasSuffix("$"):
            let parts = text.dropFirst().dropLast().split(separator: ";").map { Int($0) }
            guard parts.count == 2, let mode = parts[0], let state = parts[1] else { return .other }
            // 4: known by its number only, never to be set.
            return .privateMode(mode, isKnown: state != 0 && state != 4)
        case UInt8(ascii: "~") where text == "200": return .pasteStart
        case UInt8(ascii: "I") where text.isEmpty: return .focus(true)
        case UInt8(ascii: "O") where text.isEmpty: return .focus(false)
        case UInt8(ascii: "n") where text == "0": return .ready
        case UInt8(ascii: "n") where text == "?997;1" || text == "?997;2": return .colorScheme(isDark: text.hasSuffix("1"))
        case UInt8(ascii: "u") where text.hasPrefix("?"): return numbers.count == 1 ? numbers[0].map(Reply.keyboardFlags) ?? .other : .other
        case UInt8(ascii: "u"), UInt8(ascii: "~"), UInt8(ascii: "A")...UInt8(ascii: "H"), UInt8(ascii: "P")...UInt8(ascii: "S"):
            return KeyReport.key(text, final: final).map(Reply.key) ?? .other
        default: return .other
        }
    }

    /// `48 ; rows ; columns ; height ; width`, each of which may have more behind a colon.
    private static func windowSize(_ text: String) -> WindowSize? {
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0.prefix { $0 != ":" }) ?? -1 }
        guard numbers.count == 5, numbers[1...2].allSatisfy((1...100_000).contains), numbers[3...4].allSatisfy((0...1_000_000).contains)
        else { return nil }
        return WindowSize(columns: numbers[2], rows: numbers[1], width: numbers[4], height: numbers[3])
    }

    /// An X11 colour of the form `rgb:R/G/B` or `rgba:R/G/B/A`, one to four hexadecimal digits each.
    private static func color(_ text: Substring) -> Color? {
        guard text.hasPrefix("rgb:") || text.hasPrefix("rgba:"), let colon = text.firstIndex(of: ":") else { return nil }
        let channels = text[text.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
        guard channels.count >= 3 else { return nil }
        let values = channels.prefix(3).compactMap { digits -> UInt8? in
            guard (1...4).contains(digits.count), digits.allSatisfy(\.isHexDigit), let value = Int(digits, radix: 16)
            else { return nil }
            return UInt8(value * 255 / ((1 << (4 * digits.count)) - 1))
        }
        return values.count == 3 ? Color(red: values[0], green: values[1], blue: values[2]) : nil
    }
}
