/// One T-shirt of the sample shop, with the ground truth about its picture. A value: `SampleShop.draw` makes the picture.
public struct SampleItem: Hashable, Sendable {
    /// Its place in the shop, from 0.
    public let index: Int
    /// Seven digits, such as "1000513"; ascending with `index`, with gaps.
    public let id: String
    /// The seeds that all else follows from. Items with equal `printSeed` carry the same print.
    public let garmentSeed: UInt64
    public let printSeed: UInt64?

    let garment: Garment
    let print: Print?

    init(index: Int, id: String, garmentSeed: UInt64, printSeed: UInt64?) {
        self.index = index
        self.id = id
        self.garmentSeed = garmentSeed
        self.printSeed = printSeed
        garment = Garment(seed: garmentSeed)
        print = printSeed.map(Print.init)
    }

    // MARK: Attributes

    public var color: String { garment.color.name }
    /// The color of stripes, trim, sleeves or blocks; none for cloth of one color.
    public var secondColor: String? { garment.second?.name }
    /// "plain", "heather", "stripes", ...; "all-over print" where a drawing repeats over plain cloth.
    public var pattern: String { print?.layout == .allOver && !garment.pattern.isBusy ? "all-over print" : garment.pattern.rawValue }
    public var neckline: String { garment.neckline.rawValue }
    public var sleeve: String { garment.sleeve.rawValue }
    public var fit: String { garment.fit.rawValue }
    /// The kind of thing drawn, such as "cats"; none without a print.
    public var printGroup: String? { print?.group }
    /// The drawing itself, such as "sleeping cat"; for words, the text.
    public var motif: String? { print?.motif }
    /// "flat", "outline", "halftone", "woodcut", "pixel art" or "distressed".
    public var printStyle: String? { print?.style.rawValue }
    /// "chest", "pocket", "badge", "captioned", "row", "grid" or "all-over".
    public var printLayout: String? { print?.layout.rawValue }

    /// In euro cents.
    public var price: Int {
        var random = Random(garmentSeed, 7)
        let base = garment.neckline == .polo ? 26 : garment.sleeve == .long ? 22 : garment.sleeve == .none ? 13 : 16
        let extra = (print == nil ? -3 : 0) + (garment.pattern == .plain ? 0 : 2)
        return (base + extra + random.int(9)) * 100 + random.pick([90, 90, 95, 0, 50])
    }

    /// Such as `Navy striped tee, sleeping cat`.
    public var title: String {
        let adjective: String? =
            switch garment.pattern {
            case .plain: nil
            case .stripes: "striped"
            case .verticalStripes: "pinstriped"
            case .camouflage: "camo"
            case .plaid: "checked"
            case .polkaDots: "dotted"
            case .heather, .ringer, .raglan, .tieDye, .dipDye, .colorBlock: garment.pattern.rawValue
            }
        let name = [
            color.prefix(1).uppercased() + color.dropFirst(), adjective,
            garment.noun,
        ].compactMap { $0 }.joined(separator: " ")
        guard let print else { return garment.hasPocket ? "\(name) with pocket" : name }
        return print.group == Words.group ? "\(name), \"\(print.motif.capitalizedWords)\"" : "\(name), \(print.motif)"
    }
}

extension String {
    /// "GOOD VIBES" as "Good Vibes".
    fileprivate var capitalizedWords: String {
        split(separator: " ").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined(separator: " ")
    }
}
