/// What is stored under a name.
public enum StoredDocument<Value> {
    case none
    case value(Value)
    /// Something of another shape: broken, or by another version.
    case unreadable

    /// The document, if there is one that can be read.
    public var value: Value? {
        guard case .value(let value) = self else { return nil }
        return value
    }

    /// Whether there is one that cannot be read.
    public var isUnreadable: Bool {
        if case .unreadable = self { true } else { false }
    }
}

extension StoredDocument: Sendable where Value: Sendable {}
