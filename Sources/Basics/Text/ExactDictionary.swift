/// A dictionary whose keys are texts from outside, each scalar of which counts (`ExactText`).
public struct ExactDictionary<Value>: ExpressibleByDictionaryLiteral {
    private var table: [ExactText: Value]

    public init(dictionaryLiteral pairs: (String, Value)...) { self.init(pairs) { _, last in last } }

    /// - Parameter combine: what is kept of two values for one key.
    public init(_ pairs: some Sequence<(String, Value)>, uniquingKeysWith combine: (Value, Value) throws -> Value) rethrows {
        table = try Dictionary(pairs.lazy.map { (ExactText($0), $1) }, uniquingKeysWith: combine)
    }

    private init(_ values: [ExactText: Value]) { table = values }

    /// How many keys there are.
    public var count: Int { table.count }
    /// In no order.
    public var keys: some Collection<ExactText> { table.keys }
    /// In the order of `keys`.
    public var values: some Collection<Value> { table.values }

    /// The value of a key, compared scalar by scalar.
    public subscript(key: String) -> Value? {
        get { table[ExactText(key)] }
        set { table[ExactText(key)] = newValue }
    }

    /// The same, with a value for a key that is not there.
    public subscript(key: String, default value: @autoclosure () -> Value) -> Value {
        get { table[ExactText(key)] ?? value() }
        set { table[ExactText(key)] = newValue }
    }

    /// Sets a value and returns the one before it.
    @discardableResult
    public mutating func updateValue(_ value: Value, forKey key: String) -> Value? { table.updateValue(value, forKey: ExactText(key)) }

    /// Makes room for so many keys.
    public mutating func reserveCapacity(_ count: Int) { table.reserveCapacity(count) }

    /// The same keys with other values.
    public func mapValues<Other>(_ transform: (Value) throws -> Other) rethrows -> ExactDictionary<Other> {
        ExactDictionary<Other>(try table.mapValues(transform))
    }
}

extension ExactDictionary: Equatable where Value: Equatable {}
extension ExactDictionary: Hashable where Value: Hashable {}
extension ExactDictionary: Sendable where Value: Sendable {}

extension Set<ExactText> {
    /// Whether a text is a member, compared scalar by scalar.
    public func contains(_ text: String) -> Bool { contains(ExactText(text)) }

    /// Puts a text in; false when it was there.
    @discardableResult
    public mutating func insert(_ text: String) -> Bool { insert(ExactText(text)).inserted }
}
