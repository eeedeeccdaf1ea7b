/// A failure in one line.
public struct PlainError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
