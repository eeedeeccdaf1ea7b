import Engine
import Testing

@Suite struct PriceSumTests {
    private func sum(_ prices: String?...) -> String? {
        PriceSum(of: prices.map { ItemSummary(id: "a", picture: nil, attributes: $0.map { [Attribute("price", $0)] } ?? []) })?.description
    }

    @Test func pricesInOneCurrencyAreAddedUp() {
        #expect(sum("€16.90", "€14.90", "€20") == "€51.80")
        #expect(sum("23.95", "21.90") == "45.85")
        #expect(sum("16,90 €", "1.299,00 €") == "1.315,90 €")
        #expect(sum("$1,299", "$1") == "$1,300")
        #expect(sum("EUR 10.10", "EUR 0.05") == "EUR 10.15")
        #expect(sum("0.10", "0.20") == "0.30")
    }

    @Test func whatCannotBeAddedIsCountedOut() {
        #expect(sum("€16.90", nil, "€14.90") == "€31.80 for 2 of 3")
        #expect(sum("€16.90", "$5", "$6") == "$11 for 2 of 3")
        #expect(sum("$5", "€16.90") == "$5 for 1 of 2")
        #expect(sum("=1+1", "12 x 3", "", "free", "\u{1B}[2J5") == nil)
        #expect(sum() == nil && sum(nil) == nil)
    }
}
