/// The longest beginning of `text` that fits in `columns`; what is cut off leaves an ellipsis.
///
/// Never splits a character from its combining marks; a wide character that would stick out by half is left away.
public func clipped(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    guard displayWidth(text) > columns else { return text }
    var width = 0
    var result = ""
    for character in text {
        let own = displayWidth(String(character))
        if width + own > columns - 1 { break }
        width += own
        result.append(character)
    }
    return result + "…"
}

/// The longest end of `text` that fits in `columns`: for IDs and paths, whose ends tell them apart.
public func clippedHead(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    guard displayWidth(text) > columns else { return text }
    var width = 0
    var tail: [Character] = []
    for character in text.reversed() {
        let own = displayWidth(String(character))
        if width + own > columns - 1 { break }
        width += own
        tail.append(character)
    }
    return "…" + String(tail.reversed())
}

/// `text` clipped or filled with spaces to exactly `columns`.
public func padded(_ text: String, to columns: Int) -> String {
    let text = clipped(text, to: columns)
    return text + String(repeating: " ", count: max(0, columns - displayWidth(text)))
}

/// `text` clipped or filled with leading spaces to exactly `columns`, so that numbers line up.
public func paddedHead(_ text: String, to columns: Int) -> String {
    let text = clipped(text, to: columns)
    return String(repeating: " ", count: max(0, columns - displayWidth(text))) + text
}
