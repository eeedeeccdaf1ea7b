extension [String] {
    /// The texts without repetitions, in order; canonically equivalent ones are not the same.
    public var unique: [String] { map(ExactText.init).unique.map(\.text) }
}

extension Array where Element: Hashable {
    /// The elements without repetitions, in order.
    public var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
