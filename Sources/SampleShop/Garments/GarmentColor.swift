/// A dye with the name that a shop prints under the picture.
struct GarmentColor: Hashable, Sendable {
    let name: String
    let color: Ink
    /// How often it is seen, against the others.
    let weight: Int

    static let all: [GarmentColor] = [
        ("white", 0xf4f3f0, 10), ("cream", 0xf0e6d0, 5), ("light grey", 0xc4c5c7, 6), ("charcoal", 0x4b4d52, 5),
        ("black", 0x242427, 10), ("navy", 0x232f52, 8), ("royal blue", 0x2b53b0, 5), ("sky blue", 0x9cc4e4, 5),
        ("teal", 0x1f7a80, 5), ("mint", 0xaddcc4, 4), ("forest green", 0x22513b, 5), ("olive", 0x6f7042, 5),
        ("yellow", 0xf5d657, 4), ("mustard", 0xcf9a2d, 4), ("orange", 0xe5722c, 4), ("red", 0xc2272d, 6),
        ("burgundy", 0x6d1f33, 5), ("pink", 0xf0b4c2, 5), ("purple", 0x644a90, 4), ("lavender", 0xc5b6e0, 4),
        ("brown", 0x6a4a35, 4), ("sand", 0xd3bd9a, 4),
    ].map { GarmentColor(name: $0, color: Ink($1), weight: $2) }

    private static let neutrals: Set<String> = ["white", "cream", "light grey", "charcoal", "black", "navy"]

    /// A second dye that shows beside `first`; neutrals go with everything.
    static func partner(of first: GarmentColor, _ random: inout Random) -> GarmentColor {
        random.pick(
            weighted: all.compactMap { candidate in
                guard candidate.color.difference(first.color) > 0.22 else { return nil }
                return (candidate, neutrals.contains(candidate.name) ? candidate.weight * 3 : candidate.weight)
            })
    }
}
