import Basics

/// A text broken at spaces into lines of at most so many columns; words that are longer are clipped when drawn.
func wrapped(_ text: String, to columns: Int) -> [String] {
    // Most captions are one line, and there are dozens in a frame.
    if displayWidth(text) <= columns, text.utf8.first != UInt8(ascii: " "), !text.isEmpty { return [text] }
    var lines: [String] = []
    for word in text.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init) {
        if let last = lines.last, displayWidth(last) + 1 + displayWidth(word) <= columns {
            lines[lines.count - 1] = last + " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines
}
