/// Text from a file, made safe to print: what could steer a terminal or reorder a line never gets out.
///
/// Tabs and line breaks become spaces; other control characters (escape sequences begin with one) become `�`; bidirectional
/// controls, joiners, variation selectors and other invisible formatting vanish, so that every terminal agrees on the width;
/// at most four combining marks stay on a character, and none at the start. Printable ASCII is returned as it is.
public func sanitized(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = String.UnicodeScalarView()
    var marks = 0
    var hasBase = false
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control:
            result.append([0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85].contains(scalar.value) ? " " : "\u{FFFD}")
            hasBase = false
        case .lineSeparator, .paragraphSeparator, .spaceSeparator:
            result.append(" ")
            hasBase = false
        case .format, .surrogate:
            break
        case .unassigned, .privateUse:
            result.append("\u{FFFD}")
            hasBase = false
        case .nonspacingMark, .enclosingMark:
            guard hasBase, marks < 4, !scalar.properties.isVariationSelector else { break }
            marks += 1
            result.append(scalar)
        default:
            marks = 0
            hasBase = true
            result.append(scalar)
        }
    }
    return String(result)
}
