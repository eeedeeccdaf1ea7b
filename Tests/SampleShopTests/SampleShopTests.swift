import Foundation
import Testing

@testable import SampleShop

@Suite struct SampleShopTests {
    private let shop = SampleShop(items: 3000, seed: 7)

    @Test func itemsDoNotDependOnTheirNumber() {
        let larger = SampleShop(items: 9000, seed: 7)
        for index in [0, 1, 17, 2999] {
            #expect(shop.item(index) == larger.item(index))
        }
        #expect(shop.item(3) != SampleShop(items: 3000, seed: 8).item(3))
    }

    @Test func drawingTwiceGivesTheSamePixels() {
        for index in [2, 11] {
            let item = shop.item(index)
            let raster = shop.draw(item)
            #expect(raster.width == 250 && raster.height == 250)
            #expect(raster == SampleShop(items: 20, seed: 7).draw(item))
        }
    }

    @Test func choicesAreTheSameOnEveryMachine() {
        // The published first outputs of SplitMix64 for this seed, then a stream of ours.
        var plain = Random(1_234_567)
        #expect(
            (0..<3).map { _ in plain.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
            ])
        var keyed = Random(42, 1, 2)
        #expect((0..<2).map { _ in keyed.next() } == [3_457_919_409_117_055_958, 5_047_433_058_240_309_325])
    }

    @Test func identifiersAreSevenSparseAscendingDigits() {
        let ids = shop.items.map(\.id)
        #expect(ids.allSatisfy { $0.utf8.count == 7 && Int($0) != nil })
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
        let gaps = Set(zip(ids, ids.dropFirst()).map { Int($1)! - Int($0)! })
        #expect(gaps.count > 20)
        #expect(SampleShop(items: 0, seed: 1).item(SampleShop.limit - 1).id.utf8.count == 7)
    }

    @Test func attributesAreConsistent() {
        let kinds = Dictionary(uniqueKeysWithValues: MotifGroup.all.map { ($0.name, Set($0.motifs.map(\.name))) })
        for item in shop.items {
            #expect((item.printGroup == nil) == (item.motif == nil) && (item.motif == nil) == (item.printStyle == nil))
            if let group = item.printGroup, let motif = item.motif {
                #expect(group == Words.group || kinds[group]?.contains(motif) == true)
                #expect(item.title.lowercased().contains(motif.lowercased()))
            }
            #expect(item.secondColor != item.color)
            #expect(item.title.lowercased().hasPrefix(item.color))
            #expect((500...5000).contains(item.price))
        }
    }

    @Test func everythingOccurs() {
        let items = Array(shop.items)
        #expect(Set(items.map(\.color)).count == GarmentColor.all.count)
        #expect(Set(items.map(\.pattern)).count == Garment.Pattern.allCases.count + 1)
        #expect(Set(items.map(\.neckline)).count == Garment.Neckline.allCases.count)
        #expect(Set(items.map(\.sleeve)).count == Garment.Sleeve.allCases.count)
        #expect(Set(items.compactMap(\.printStyle)).count == PrintStyle.allCases.count)
        #expect(Set(items.compactMap(\.printGroup)).count == MotifGroup.all.count + 1)
        let motifs = MotifGroup.all.reduce(Words.all.count) { $0 + $1.motifs.count }
        #expect(Set(items.compactMap(\.motif)).count > motifs * 9 / 10)
    }

    @Test func aPictureHasAGarmentOnABrightGround() {
        let item = shop.item(shop.items.first { $0.color == "navy" && $0.pattern == "plain" }!.index)
        let pixels = shop.draw(item).pixels
        func luma(_ x: Int, _ y: Int) -> Int {
            let at = 4 * (y * 250 + x)
            return (Int(pixels[at]) + Int(pixels[at + 1]) + Int(pixels[at + 2])) / 3
        }
        for (x, y) in [(2, 2), (247, 2), (2, 247), (247, 247)] { #expect(luma(x, y) > 220) }
        #expect(luma(90, 140) < 120)
    }
}
