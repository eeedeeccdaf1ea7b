import Saliency
import Testing

@Suite struct DensestTests {
    @Test func isWhereMostHeatLies() throws {
        var shares = [Float](repeating: 0.1, count: 49)
        for row in 3..<6 { for column in 4..<7 { shares[row * 7 + column] = 1 } }
        let region = try #require(HeatMap(width: 7, height: 7, shares: shares).densest)
        #expect(abs(region.x - 5.5 / 7) < 1e-9 && abs(region.y - 4.5 / 7) < 1e-9 && abs(region.area - 9.0 / 49) < 1e-9)
        #expect(abs(region.heat - 9.0 / 13) < 1e-5)
        #expect(HeatMap(width: 3, height: 2, shares: [0, 0, 0, 0, 0, 0]).densest == nil)
        let whole = try #require(HeatMap(width: 1, height: 1, shares: [1]).densest)
        #expect(whole.x == 0.5 && whole.y == 0.5 && whole.heat == 1 && whole.area == 1)
    }
}
