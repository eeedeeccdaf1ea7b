import Basics

/// Sizes and numbers in the order in which a shop hangs them: XS S M L XL, 36 38 40.
enum NaturalOrder {
    private enum Key: Comparable {
        case number(Double)
        case letters(Int)
        case other(String)

        static func < (a: Key, b: Key) -> Bool {
            switch (a, b) {
            case (.number(let a), .number(let b)): a < b
            case (.letters(let a), .letters(let b)): a < b
            case (.other(let a), .other(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
            default: a.rank < b.rank
            }
        }

        private var rank: Int {
            switch self {
            case .number: 0
            case .letters: 1
            case .other: 2
            }
        }

        var isKnown: Bool { if case .other = self { false } else { true } }
    }

    /// The place of each of some values; nil where they are neither sizes nor numbers, for which how many there are says more.
    static func places(of values: [String], in column: String) -> [Int]? {
        let keys = values.map(key), known = keys.count(where: \.isKnown)
        let isOfSizes = ["size", "sizes", "in_stock", "in stock"].contains { column.folded.isExactly($0) }
        guard values.count > 1, known == values.count || isOfSizes && known > 0 else { return nil }
        let sorted = values.indices.sorted { a, b in
            keys[a] != keys[b] ? keys[a] < keys[b] : values[a].utf8.lexicographicallyPrecedes(values[b].utf8)
        }
        var places = [Int](repeating: 0, count: values.count)
        for (place, index) in sorted.enumerated() { places[index] = place }
        return places
    }

    private static func key(_ value: String) -> Key {
        let text = value.folded
        if let letters = size(text) { return .letters(letters) }
        if let number = plainNumber(text) { return .number(number) }
        // "36/38" and "36-38" stand where they begin, "UK 10" by its number.
        let parts = text.split { !($0.isNumber || $0 == ".") }
        if let first = parts.first.flatMap({ Double($0) }), text.first?.isNumber == true || parts.count == 1, text.count <= 8 {
            return .number(first)
        }
        return .other(text)
    }

    /// "xs" -2, "s" -1, "m" 0, "l" 1, "xl" and "x-large" 2, "xxl" and "2xl" 3.
    private static func size(_ text: String) -> Int? {
        let words = ["small": "s", "medium": "m", "large": "l", "x-small": "xs", "x-large": "xl", "extra small": "xs", "extra large": "xl"]
        let short = words[text] ?? text
        guard let last = short.last, short.count <= 6 else { return nil }
        let front = short.dropLast()
        let times: Int
        if front.isEmpty {
            times = 0
        } else if front.allSatisfy({ $0 == "x" }) {
            times = front.count
        } else if front.last == "x", let number = Int(front.dropLast()), (1...20).contains(number) {
            times = number
        } else {
            return nil
        }
        switch last {
        case "s": return -1 - times
        case "m": return times == 0 ? 0 : nil
        case "l": return 1 + times
        default: return nil
        }
    }
}
