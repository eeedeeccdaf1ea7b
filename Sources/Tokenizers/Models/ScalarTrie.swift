/// Texts, each with a number, found by their beginnings.
struct ScalarTrie: Sendable {
    /// The child of a node, by both in one key.
    private var children: [UInt64: Int32] = [:]
    /// Each node's number; -1 where no text ends.
    private var values: [Int32] = [-1]

    /// Adds a text, or gives it another number.
    mutating func insert(_ text: some Sequence<Unicode.Scalar>, _ value: Int32) {
        var node: Int32 = 0
        for scalar in text {
            let key = Self.key(node, scalar)
            if let child = children[key] {
                node = child
            } else {
                let child = Int32(values.count)
                values.append(-1)
                children[key] = child
                node = child
            }
        }
        values[Int(node)] = value
    }

    /// Tells of each text that stands at a place, shorter ones first: where it ends, and its number.
    @inline(__always) func forEach(in scalars: [Unicode.Scalar], at place: Int, _ body: (_ end: Int, _ value: Int32) -> Void) {
        var node: Int32 = 0
        var end = place
        while end < scalars.count, let child = children[Self.key(node, scalars[end])] {
            node = child
            end += 1
            if values[Int(node)] >= 0 { body(end, values[Int(node)]) }
        }
    }

    /// The longest text that stands at a place.
    func longest(in scalars: [Unicode.Scalar], at place: Int) -> (end: Int, value: Int32)? {
        var longest: (end: Int, value: Int32)?
        forEach(in: scalars, at: place) { longest = ($0, $1) }
        return longest
    }

    /// The number of exactly this text.
    func value(of text: some Sequence<Unicode.Scalar>) -> Int32? {
        var node: Int32 = 0
        for scalar in text {
            guard let child = children[Self.key(node, scalar)] else { return nil }
            node = child
        }
        return values[Int(node)] >= 0 ? values[Int(node)] : nil
    }

    private static func key(_ node: Int32, _ scalar: Unicode.Scalar) -> UInt64 { UInt64(node) << 32 | UInt64(scalar.value) }
}
