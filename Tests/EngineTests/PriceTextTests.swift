import Engine
import Testing

@Suite struct PriceTextTests {
    private func item(_ price: String, _ currency: String?) -> ItemSummary {
        ItemSummary(
            id: "1", picture: nil,
            attributes: [Attribute("price", price), Attribute("price_before", "30.00"), Attribute("weight", "25.00")]
                + (currency.map { [Attribute("currency", $0)] } ?? []))
    }

    @Test func aPriceStandsWithItsCurrency() {
        #expect(item("25.00", "EUR").priceText == "€25.00" && item("25.00", "CHF").priceText == "25.00 CHF")
        #expect(
            item("€25.00", "EUR").priceText == "€25.00" && item("25.00", nil).priceText == "25.00"
                && item("on request", "EUR").priceText == "on request")
        #expect(item("25.00", "EUR").text(of: Attribute("price_before", "30.00")) == "€30.00")
        #expect(item("25.00", "EUR").text(of: Attribute("weight", "25.00")) == "25.00")
        #expect(Caption.standard.notes(of: item("25.00", "EUR")) == [Attribute("price", "€25.00")])
    }

    @Test func sumsGoByCurrency() {
        #expect(PriceSum(of: [item("10.00", "EUR"), item("5.50", "EUR")])?.description == "€15.50")
        #expect(PriceSum(of: [item("10.00", "EUR"), item("5.50", "USD"), item("1.00", "EUR")])?.description == "€11.00 for 2 of 3")
        #expect(PriceSum(of: [item("10.00", "CHF"), item("5.50", "CHF")])?.description == "15.50 CHF")
    }

    @Test func daysAreSaidInWords() {
        #expect(spokenDay("2026-11-07") == "7 November 2026" && spokenDay("2026-11-07", besides: "2026-12-01", isShort: true) == "7 Nov")
        #expect(
            spokenDay("2025-11-07", besides: "2026-01-01") == "7 November 2025" && spokenDay("soon") == "soon"
                && spokenDay("2026-13-07") == "2026-13-07")
    }
}
