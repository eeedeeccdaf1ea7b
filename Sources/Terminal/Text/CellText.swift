import Basics

/// Characters as a terminal's cells take them.
enum CellText {
    /// The cells that a character takes: 0 for a combining mark, -1 for what may not reach the terminal.
    ///
    /// Controls (C0, DEL, C1), bidirectional controls and line separators could move the cursor or turn the line around; joiners, variation
    /// selectors and what has no meaning (yet) make terminals disagree about the width of what is around them. None gets out.
    static func width(of scalar: Unicode.Scalar) -> Int {
        if (0x20...0x7E).contains(scalar.value) { return 1 }
        // The placeholder of kitty's pictures, which only the picture layer may write.
        if scalar.value == 0x10EEEE || scalar.properties.isVariationSelector { return -1 }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned: return -1
        default: return displayWidth(scalar)
        }
    }
}
