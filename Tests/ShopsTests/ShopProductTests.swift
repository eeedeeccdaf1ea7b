import Testing

@testable import Shops

@Suite struct ShopProductTests {
    private func product(_ variants: [ColourVariant], pictures: [String] = []) -> ShopProduct {
        var product = ShopProduct(id: "7", title: "Tee")
        product.pictures = pictures
        for variant in variants { product.add(variant) }
        return product
    }

    @Test func sizesMakeNoItems() {
        let items = product(
            [ColourVariant(size: "S", price: "20.00", isAvailable: false), ColourVariant(size: "M", price: "25.00")], pictures: ["a", "b"]
        ).items
        #expect(items.count == 1)
        #expect(items[0].sizes == ["S", "M"] && items[0].inStock == ["M"] && items[0].isAvailable)
        // What cannot be bought has no price that counts.
        #expect(items[0].price == "25.00" && items[0].pictures == ["a", "b"])
    }

    @Test func eachColourWithAPictureOfItsOwnIsAnItem() {
        let items = product(
            [
                ColourVariant(colour: "red", size: "S", pictures: ["r"]), ColourVariant(colour: "blue", size: "S", pictures: ["b"]),
                ColourVariant(colour: "green", size: "S"),
            ], pictures: ["r", "b", "back"]
        ).items
        #expect(items.map(\.colour) == ["red", "blue"])
        #expect(items.map(\.pictures) == [["r", "back"], ["b", "back"]])
        #expect(items.allSatisfy { $0.design == "7" })
    }

    @Test func coloursThatShareTheirPictureAreOneItem() {
        let items = product([ColourVariant(colour: "red", size: "S", pictures: ["x"]), ColourVariant(colour: "blue", size: "M", pictures: ["x"])])
            .items
        #expect(items.count == 1 && items[0].colour == nil && items[0].sizes == ["S", "M"] && items[0].pictures == ["x"])
    }

    @Test func withoutAnyPictureThereIsNoItem() { #expect(product([ColourVariant(colour: "red")]).items.isEmpty) }

    @Test func packedProductsComeBackAsTheyWere() {
        var whole = product(
            [
                ColourVariant(colour: "red", title: "Red", size: "S", price: "1.00", priceBefore: "2.00", pictures: ["r"]),
                ColourVariant(size: "M", isAvailable: false),
            ],
            pictures: ["p"])
        (whole.brand, whole.tags, whole.url) = ("B", ["x", "y"], "https://x.example/")
        #expect(PackedProduct.unpacked(PackedProduct.packed(whole), id: "7") == whole)
    }
}
