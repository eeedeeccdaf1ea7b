import Pictures

/// A shop full of T-shirts drawn by our own code, so that Vitrine has something to show, to learn from and to be measured on.
///
/// Everything follows from the seed, on every machine: all choices are made with integer and IEEE-basic arithmetic. Pixels may
/// differ in the last bit between versions of cairo, and bytes of files between versions of libjpeg. Item `i` is the same
/// whatever the number of items, so a shop can grow.
public struct SampleShop: Sendable {
    public let count: Int
    public let seed: UInt64

    /// Distance between item IDs on average.
    private static let stride = 29

    /// The most items that seven digits hold.
    public static let limit = 9_000_000 / stride

    /// Precondition: `items` is in 0...`limit`.
    public init(items: Int, seed: UInt64) {
        precondition((0...SampleShop.limit).contains(items), "a sample shop holds at most \(SampleShop.limit) items")
        count = items
        self.seed = seed
    }

    /// The item at `index`, which may also lie past `count`. About 2 µs.
    public func item(_ index: Int) -> SampleItem {
        var random = Random(seed, UInt64(index))
        let id = 1_000_000 + index * SampleShop.stride + random.int(SampleShop.stride)
        let garmentSeed = random.next(), printSeed = random.next()
        let isPrinted = random.chance(Garment(seed: garmentSeed).pattern.isBusy ? 0.4 : 0.93)
        return SampleItem(index: index, id: String(id), garmentSeed: garmentSeed, printSeed: isPrinted ? printSeed : nil)
    }

    /// All items in order.
    public var items: some Sequence<SampleItem> {
        (0..<count).lazy.map(item)
    }

    /// The product picture, 250x250, opaque. A few milliseconds.
    public func draw(_ item: SampleItem) -> Raster { draw(item, printing: true) }

    /// - Parameter printing: whether its print is drawn.
    func draw(_ item: SampleItem, printing: Bool) -> Raster {
        let tailor = Tailor(item.garment)
        let isLarge = item.print.map { $0.layout != .pocket } ?? false
        let canvas = tailor.sew(pocket: !isLarge) { if printing { item.print?.apply(to: $0, item.garment, tailor.cut) } }
        return Photograph(item.garment, tailor.cut).develop(canvas)
    }

    /// The product picture as the bytes of a JPEG file.
    public func jpeg(_ item: SampleItem) throws -> [UInt8] {
        try JPEGWriter.encode(draw(item))
    }
}
