import Frames

/// Enough of a terminal to see what a program shows: text at cells, the modes that it asks for, keyboard flags, title and links. Colours and pictures are passed over.
public struct TerminalEmulator {
    private enum State {
        case text, escape, control, string, stringEscape, charset
    }

    /// The screen's width in cells.
    public let columns: Int
    /// The screen's height in cells.
    public let rows: Int
    private var cells: [[Character]]
    private var column = 0
    private var row = 0
    private var saved = Cell(column: 0, row: 0)
    private var state = State.text
    private var parameters = ""
    private var pending: [UInt8] = []
    /// Whether the program has the alternate screen, as full-screen programs do.
    public var isAlternate: Bool { modes.contains(1049) }
    /// The private modes that are set, by number.
    public private(set) var modes: Set<Int> = []
    /// The window's title; "" is the one that it has by itself.
    public private(set) var title = ""
    /// The address that what is written now leads to.
    public private(set) var link: String?
    /// The addresses of the cells that lead anywhere.
    public private(set) var links: [Cell: String] = [:]
    private var titles: [String] = []
    /// The flags that were pushed for keys (kitty's keyboard protocol), on the main screen and on the alternate one.
    private var keyboards: [[Int]] = [[], []]
    /// The flags for keys that are in force on the screen that shows; nil where keys come as ever.
    public var keyboardFlags: Int? { keyboards[isAlternate ? 1 : 0].last }
    /// Whether keys come as ever on both screens.
    public var isKeyboardPlain: Bool { keyboards.allSatisfy(\.isEmpty) }
    private var string: [UInt8] = []

    public init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    /// The screen, line by line.
    public var lines: [String] { cells.map { String($0) } }

    /// Takes what the program has written, in pieces of any length.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { take(byte) }
    }

    private mutating func take(_ byte: UInt8) {
        // CAN and SUB end whatever has begun.
        if byte == 0x18 || byte == 0x1A {
            state = .text
            return
        }
        switch state {
        case .text: takeText(byte)
        case .escape:
            switch byte {
            case UInt8(ascii: "["): (state, parameters) = (.control, "")
            case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"): (state, string) = (.string, [byte])
            case UInt8(ascii: "("), UInt8(ascii: ")"): state = .charset
            case UInt8(ascii: "7"): (saved, state) = (Cell(column: column, row: row), .text)
            case UInt8(ascii: "8"): (column, row, state) = (saved.column, saved.row, .text)
            default: state = .text
            }
        case .charset: state = .text
        case .control:
            if byte == 0x1B {
                state = .escape
            } else if (0x40...0x7E).contains(byte) {
                state = .text
                perform(byte)
            } else {
                parameters.append(Character(Unicode.Scalar(byte)))
            }
        case .string:
            if byte == 0x1B {
                state = .stringEscape
            } else if byte == 7 {
                state = .text
                finishString()
            } else if string.count < 4096 {
                string.append(byte)
            }
        case .stringEscape:
            state = byte == UInt8(ascii: "\\") ? .text : .string
            if state == .text { finishString() }
        }
    }

    private mutating func takeText(_ byte: UInt8) {
        switch byte {
        case 0x1B: state = .escape
        case 0x0D: column = 0
        case 0x0A: row = min(rows - 1, row + 1)
        case 0x08: column = max(0, column - 1)
        case 0..<0x20: break
        default:
            pending.append(byte)
            guard let text = String(validating: pending, as: UTF8.self) else {
                if pending.count >= 4 { pending = [] }
                return
            }
            pending = []
            for character in text where column < columns {
                cells[row][column] = character
                links[Cell(column: column, row: row)] = link
                column += 1
            }
        }
    }

    private mutating func finishString() {
        let text = String(decoding: string, as: UTF8.self)
        if text.hasPrefix("]2;") { title = String(text.dropFirst(3)) }
        if text.hasPrefix("]8;") {
            let address = text.dropFirst(3).drop { $0 != ";" }.dropFirst()
            link = address.isEmpty ? nil : String(address)
        }
    }

    private var privateModes: [Int] { parameters.dropFirst().split(separator: ";").compactMap { Int($0) } }

    private mutating func perform(_ final: UInt8) {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        func number(_ index: Int) -> Int { max(1, index < numbers.count ? numbers[index] : 1) }
        switch Character(Unicode.Scalar(final)) {
        case "H": (row, column) = (min(rows, number(0)) - 1, min(columns, number(1)) - 1)
        case "G": column = min(columns, number(0)) - 1
        case "d": row = min(rows, number(0)) - 1
        case "A": row = max(0, row - number(0))
        case "B": row = min(rows - 1, row + number(0))
        case "C": column = min(columns - 1, column + number(0))
        case "J": cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        case "K": for at in column..<columns { cells[row][at] = " " }
        case "X": for at in column..<min(columns, column + number(0)) { cells[row][at] = " " }
        case "t" where ["22;2", "22;0;0"].contains(parameters): titles.append(title)
        case "t" where ["23;2", "23;0;0"].contains(parameters): title = titles.popLast() ?? title
        case "u" where parameters.hasPrefix(">"): keyboards[isAlternate ? 1 : 0].append(Int(parameters.dropFirst()) ?? 0)
        case "u" where parameters == "<": _ = keyboards[isAlternate ? 1 : 0].popLast()
        case "h" where parameters.hasPrefix("?"): modes.formUnion(privateModes)
        case "l" where parameters.hasPrefix("?"): modes.subtract(privateModes)
        default: break
        }
    }
}
