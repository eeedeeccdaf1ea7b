/// A failure in one line.
public struct PlainError: Error, CustomStringConvertible {
    /// One line: what, where, what to do.
    public let description: String

    public init(_ description: String) { self.description = description }
}
