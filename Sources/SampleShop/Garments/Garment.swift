/// A garment without its print: what it is made of and how it is cut. Follows from its seed alone.
struct Garment: Hashable, Sendable {
    enum Pattern: String, CaseIterable, Sendable {
        case plain, heather, stripes
        case verticalStripes = "vertical stripes"
        case ringer, raglan
        case tieDye = "tie-dye"
        case camouflage, plaid
        case polkaDots = "polka dots"
        case dipDye = "dip-dye"
        case colorBlock = "colour block"

        /// Whether a print would fight with the fabric.
        var isBusy: Bool {
            switch self {
            case .plain, .heather, .ringer, .raglan, .dipDye, .colorBlock: false
            case .stripes, .verticalStripes, .tieDye, .camouflage, .plaid, .polkaDots: true
            }
        }
    }

    enum Neckline: String, CaseIterable, Sendable {
        case crew, vee = "V-neck", scoop, henley, polo
    }

    enum Sleeve: String, CaseIterable, Sendable {
        case short, cap, elbow = "three-quarter", long, none = "sleeveless"
    }

    enum Fit: String, CaseIterable, Sendable {
        case regular, fitted, oversized, cropped, long = "longline"
    }

    let seed: UInt64
    let color: GarmentColor
    /// The color of stripes, trim, sleeves or blocks; none for fabrics of one color.
    let second: GarmentColor?
    let third: GarmentColor
    let pattern: Pattern
    let neckline: Neckline
    let sleeve: Sleeve
    let fit: Fit
    let hasPocket: Bool

    init(seed: UInt64) {
        var random = Random(seed, 1)
        self.seed = seed
        pattern = random.pick(weighted: [
            (.plain, 44), (.heather, 12), (.stripes, 8), (.ringer, 6), (.raglan, 7), (.tieDye, 4), (.camouflage, 3), (.plaid, 3),
            (.polkaDots, 3), (.dipDye, 3), (.colorBlock, 4), (.verticalStripes, 3),
        ])
        color = random.pick(weighted: GarmentColor.all.map { ($0, $0.weight) })
        let partner = GarmentColor.partner(of: color, &random)
        third = GarmentColor.partner(of: partner, &random)
        second = [.plain, .heather, .camouflage].contains(pattern) ? nil : partner
        sleeve =
            pattern == .raglan
            ? random.pick(weighted: [(.short, 4), (.elbow, 5), (.long, 3)])
            : random.pick(weighted: [(.short, 64), (.cap, 6), (.elbow, 4), (.long, 16), (.none, 10)])
        neckline =
            sleeve == .none
            ? random.pick(weighted: [(.scoop, 6), (.crew, 3), (.vee, 1)])
            : random.pick(weighted: [(.crew, 58), (.vee, 18), (.scoop, 10), (.henley, 7), (.polo, 7)])
        fit = random.pick(weighted: [(.regular, 56), (.fitted, 16), (.oversized, 14), (.cropped, 8), (.long, 6)])
        hasPocket = random.chance(0.07)
    }

    /// The name of the kind of garment in a title.
    var noun: String {
        switch (neckline, sleeve) {
        case (.polo, _): "polo shirt"
        case (.henley, _): "henley"
        case (_, .none): "tank top"
        case (_, .long): "long-sleeved tee"
        case (.vee, _): "V-neck tee"
        default: fit == .oversized ? "oversized tee" : fit == .cropped ? "cropped tee" : "tee"
        }
    }
}
