import Testing

@testable import Shops

@Suite struct ShopItemTests {
    @Test func aDesignIsItsProductUnlessToldOtherwise() {
        #expect(ShopItem(product: "7", title: "Cat").design == "7")
        #expect(ShopItem(product: "7", title: "Cat", design: "cats").design == "cats")
    }
}
