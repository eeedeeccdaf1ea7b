import Testing

@testable import SampleShop

@Suite struct PrintPlaceTests {
    @Test func thePrintIsWhereItsLayoutSays() throws {
        let shop = SampleShop(items: 200, seed: 3)
        var seen: Set<String> = []
        for item in shop.items {
            guard let layout = item.printLayout else {
                #expect(shop.printPlace(of: item) == nil)
                continue
            }
            guard seen.insert(layout).inserted else { continue }
            let place = try #require(shop.printPlace(of: item))
            #expect(place.count == 250 * 250)
            let pixels = place.indices.filter { place[$0] }, area = Double(pixels.count) / Double(place.count)
            #expect(area > 0.001 && area < 0.5, "\(layout): \(area)")
            let columns = pixels.map { $0 % 250 }
            switch layout {
            case "pocket": #expect(area < 0.03 && columns.min()! > 100)
            case "chest", "badge", "captioned": #expect(columns.min()! > 40 && columns.max()! < 210)
            default: break
            }
        }
        #expect(seen.count >= 5)
    }
}
