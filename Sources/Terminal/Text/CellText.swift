import CNCurses

/// Characters as a terminal's cells take them.
enum CellText {
    /// The cells that a character takes: 0 for a combining mark, -1 for what may not reach the terminal.
    ///
    /// Controls (C0, DEL, C1), bidirectional controls and line separators could move the cursor or turn the line around;
    /// joiners and variation selectors make terminals disagree about the width of what is around them. None gets out.
    /// Widths are wcwidth's, in a UTF-8 locale.
    static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20...0x7E: 1
        case 0...0x1F, 0x7F...0x9F: -1
        case 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB: -1
        case 0xE0000...0xE0FFF, 0x10EEEE: -1
        default: hasUTF8 ? Int(wcwidth(wchar_t(truncatingIfNeeded: scalar.value))) : 1
        }
    }

    /// Chooses the locale if nobody has yet: wcwidth knows nothing in "C".
    private static let hasUTF8 = (try? chooseLocale()) != nil
}
