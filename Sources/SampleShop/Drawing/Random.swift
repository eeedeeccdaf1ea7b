/// A small seeded generator (SplitMix64; Steele, Lea and Flood, 2014): integer arithmetic and exact conversions only, so that
/// every machine makes the same choices from the same seed.
struct Random {
    private var state: UInt64

    /// A stream of its own for each `seed` and each list of `keys`, such as an item's index or a purpose.
    init(_ seed: UInt64, _ keys: UInt64...) {
        state = seed
        for key in keys {
            state = next() ^ (key &* 0xd134_2543_de82_ef95)
        }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// Uniform in 0..<1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Uniform between two numbers.
    mutating func range(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * unit()
    }

    /// Uniform in 0..<`bound`; its bias, under 2⁻⁴⁰ here, is of no matter for pictures.
    mutating func int(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + int(range.count)
    }

    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[int(choices.count)]
    }

    /// One of `choices`, each as often as its whole-number weight says.
    mutating func pick<Element>(weighted choices: [(Element, Int)]) -> Element {
        var ticket = int(choices.reduce(0) { $0 + $1.1 })
        for (choice, weight) in choices {
            if ticket < weight { return choice }
            ticket -= weight
        }
        return choices[0].0
    }

    /// -1 or 1.
    mutating func sign() -> Double {
        chance(0.5) ? 1 : -1
    }
}
