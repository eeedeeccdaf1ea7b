/// What a run of text means; the terminal's theme decides how each role looks.
public enum Role: String, CaseIterable, Hashable, Sendable {
    /// Ordinary text in the terminal's own foreground.
    case text
    /// Captions, hints and other quiet text.
    case dim
    /// The one accent colour: the cursor's frame, the current choice.
    case accent
    /// The mark of a liked item.
    case like
    /// The mark of a passed item.
    case pass
    /// A notice that asks for attention.
    case warning
}

/// How a run of text is drawn.
public struct Style: Hashable, Sendable {
    /// What the run means, which gives it its colour.
    public var role: Role
    public var bold: Bool
    public var underline: Bool
    public var reverse: Bool

    public init(_ role: Role = .text, bold: Bool = false, underline: Bool = false, reverse: Bool = false) {
        self.role = role
        self.bold = bold
        self.underline = underline
        self.reverse = reverse
    }

    /// Ordinary text.
    public static let text = Style(.text)
    /// Quiet text.
    public static let dim = Style(.dim)
    /// Text in the accent colour.
    public static let accent = Style(.accent)
}
