import Engine
import Testing

@Suite struct CaptionTests {
    private func item(_ attributes: [Attribute], title: String? = "Red tee") -> ItemSummary {
        ItemSummary(id: "8750013", picture: nil, title: title, attributes: attributes, url: "https://shop.example/1")
    }

    @Test func theTitleComesFirstAndThePriceBesideIt() {
        let item = item([Attribute("colour", "red"), Attribute("Unit Price", "16,90 €")])
        #expect(Caption.standard.name(of: item) == "Red tee" && !Caption.standard.isID(of: item))
        #expect(Caption.standard.notes(of: item) == [Attribute("Unit Price", "16,90 €")])
    }

    @Test func theIDStandsInForWhatIsMissing() {
        for item in [item([], title: nil), item([], title: "")] {
            #expect(Caption.standard.name(of: item) == "8750013" && Caption.standard.isID(of: item))
            #expect(Caption.standard.notes(of: item).isEmpty)
        }
        #expect(Caption(["id"]).name(of: item([])) == "8750013" && Caption(["id"]).isID(of: item([])))
        #expect(Caption(["brand", "title", "nothing"]).name(of: item([Attribute("brand", "Acme")])) == "Acme")
        #expect(Caption(["brand", "title", "nothing"]).notes(of: item([])) == [Attribute("title", "Red tee")])
    }

    @Test(arguments: ["price", "PRICE", "Sale price", "sale_price", "salePrice", "unit price", "Price (EUR)", "Preis", "cost", "RRP"])
    func aPriceGoesByManyNames(_ name: String) {
        #expect(item([Attribute("colour", "red"), Attribute(name, "9.90")]).price == Attribute(name, "9.90"))
    }

    @Test(arguments: ["old price", "price group", "prices", "colour", "épice", ""])
    func whatIsNoPriceIsNotTakenForOne(_ name: String) { #expect(item([Attribute(name, "9.90")]).price == nil) }

    @Test func thePriceItselfIsBetterThanOthers() {
        let item = item([Attribute("RRP", "20"), Attribute("Price", ""), Attribute("sale price", "15"), Attribute("unit price", "17")])
        #expect(item.price?.value == "15")
        #expect(item["price"]?.value == "15" && item["RRP"]?.value == "20" && item["rrp"] == nil && item["url"]?.value == "https://shop.example/1")
    }
}
