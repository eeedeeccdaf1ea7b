import Basics

/// The random choices of a drawing: integer arithmetic and exact conversions only, so that every machine makes the same ones from the same
/// seed.
struct Random {
    private var numbers: SplitMix

    /// A stream of its own for each `seed` and each list of `keys`, such as an item's index or a purpose.
    init(_ seed: UInt64, _ keys: UInt64...) {
        numbers = SplitMix(seed)
        for key in keys { numbers = SplitMix(numbers.next() ^ (key &* 0xd134_2543_de82_ef95)) }
    }

    mutating func next() -> UInt64 { numbers.next() }

    /// Uniform in 0..<1.
    mutating func unit() -> Double { numbers.unit() }

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
