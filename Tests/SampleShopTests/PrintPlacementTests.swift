import Pictures
import Testing

@testable import SampleShop

/// The finder of prints, held against where the sample shop drew them.
@Suite struct PrintPlacementTests {
    private let shop = SampleShop(items: 600, seed: 3)

    /// Where a drawn print differs from the same garment without it, in the garment with its margins trimmed.
    private func truth(_ item: SampleItem, _ picture: Raster) -> PixelBox? {
        let plain = shop.draw(SampleItem(index: item.index, id: item.id, garmentSeed: item.garmentSeed, printSeed: nil)).trimmingMargins()
        guard (plain.width, plain.height) == (picture.width, picture.height) else { return nil }
        var (left, top, right, bottom) = (picture.width, picture.height, -1, -1)
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                let at = 4 * (y * picture.width + x)
                guard (0..<3).contains(where: { abs(Int(picture.pixels[at + $0]) - Int(plain.pixels[at + $0])) > 24 }) else { continue }
                (left, top, right, bottom) = (min(left, x), min(top, y), max(right, x), max(bottom, y))
            }
        }
        return right < left ? nil : PixelBox(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }

    /// The share of the truth that lies within a box.
    private func share(of truth: PixelBox, in box: PixelBox) -> Double {
        func common(_ a: Int, _ aLength: Int, _ b: Int, _ bLength: Int) -> Int { max(0, min(a + aLength, b + bLength) - max(a, b)) }
        let shared = common(truth.x, truth.width, box.x, box.width) * common(truth.y, truth.height, box.y, box.height)
        return Double(shared) / Double(truth.width * truth.height)
    }

    @Test(arguments: ["pocket", "chest", "badge", "captioned"])
    func printsAreFoundWhereTheyWereDrawn(_ layout: String) throws {
        let items = shop.items.filter { $0.printLayout == layout && !$0.garment.pattern.isBusy && !$0.garment.hasPocket }.prefix(24)
        var found = 0, small = 0
        for item in items {
            let picture = shop.draw(item).trimmingMargins()
            let drawn = try #require(truth(item, picture), "\(item.title) has no print to be seen")
            let box = picture.printArea(), place = picture.printSquare ?? PixelBox(x: 0, y: 0, width: 0, height: 0)
            if share(of: drawn, in: place) > 0.85 { found += 1 }
            if box.width * 2 < picture.width { small += 1 }
        }
        #expect(items.count >= 12)
        #expect(found * 100 >= items.count * 65, "\(found) of \(items.count) \(layout) prints")
        // A small print is enlarged.
        if layout == "pocket" { #expect(small * 100 >= items.count * 65, "\(small) of \(items.count)") }
    }

    /// Where there is nothing to find, the chest shows.
    @Test func aPatternEverywhereIsNoPrint() {
        for item in shop.items.filter({ $0.garment.pattern == .polkaDots && $0.printLayout == nil }).prefix(4) {
            let picture = shop.draw(item).trimmingMargins()
            guard picture.printSquare == nil else { continue }
            #expect(picture.printArea().width == min(picture.width, picture.height) / 2)
        }
    }
}
