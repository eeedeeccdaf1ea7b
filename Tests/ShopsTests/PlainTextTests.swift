import Testing

@testable import Shops

@Suite struct PlainTextTests {
    @Test(arguments: [
        ("<p>Cat &amp; Dog</p>", "Cat & Dog"), ("Tee &#8211; red", "Tee – red"), ("I <3 you", "I <3 you"), ("a<br>b", "a b"),
        ("H<sub>2</sub>O", "H2O"), ("Tom &amp;amp; Jerry", "Tom & Jerry"), ("x<script>alert(1)</script>y", "x y"), ("Caf&eacute;", "Café"),
        ("\u{1B}[31mred\u{202E}\u{0} tee\n\t two", "[31mred tee two"), ("&#27;[2J clear", "[2J clear"), ("R&B tee", "R&B tee"),
    ])
    func textsBecomeOnePlainLine(text: String, line: String) { #expect(PlainText.line(text) == line) }

    @Test func lengthsAreBounded() {
        #expect(PlainText.line(String(repeating: "a", count: 1_000_000))?.count == Bounds.text)
        #expect(PlainText.id(String(repeating: "7", count: 10_000)) == nil)
        #expect(PlainText.line("<br> \n") == nil)
    }

    @Test(
        arguments: [
            ("129.99 USD", "129.99", "USD"), ("EUR 25", "25", "EUR"), ("€25,00", "25.00", "EUR"), ("1.299,00 EUR", "1299.00", "EUR"),
            ("1,299.00", "1299.00", nil), ("1,299", "1299", nil), ("12.500 KWD", "12.500", "KWD"), ("25.5", "25.50", nil), ("007.10", "7.10", nil),
            ("0.00", "0.00", nil), ("free", nil, nil), ("-5", nil, nil), ("", nil, nil), ("1e9", "19", nil),
        ] as [(String, String?, String?)])
    func pricesBecomePlainDecimals(text: String, amount: String?, currency: String?) {
        #expect(Price.parsed(text).amount == amount)
        #expect(Price.parsed(text).currency == currency)
    }

    @Test func minorUnitsAreShifted() {
        #expect(Price.amount(minor: "2500", decimals: 2) == "25.00")
        #expect(Price.amount(minor: "5", decimals: 2) == "0.05")
        #expect(Price.amount(minor: "2500", decimals: 0) == "2500")
        #expect(Price.amount(minor: "25.0", decimals: 2) == nil)
        #expect(Price.amount(minor: "1", decimals: 99) == nil)
    }

    @Test(arguments: ["Color", "Colour", "Farbe", "COULEUR", "цвет", "اللون", "pa_color", "Frame Color", "颜色", "カラー"])
    func coloursAreKnownByName(name: String) { #expect(OptionName(name) == .colour) }

    @Test(arguments: ["Size", "Größe", "taille", "Talla", "размер", "المقاس", "pa_size", "Shirt size", "サイズ", "Rozmiar"])
    func sizesAreKnownByName(name: String) { #expect(OptionName(name) == .size) }

    @Test func otherOptionsAreNeither() { #expect(OptionName("Fit") == nil && OptionName("Title") == nil && OptionName(nil) == nil) }

    @Test func addressesAreMadeWhole() {
        #expect(ShopAddress.whole("//cdn.shop.example/a b.jpg") == "https://cdn.shop.example/a%20b.jpg")
        #expect(ShopAddress.whole("/a.jpg", base: "https://shop.example/x/") == "https://shop.example/a.jpg")
        for bad in [
            "javascript:alert(1)", "file:///etc/passwd", "", "ftp://x.example/a", "https://user:word@x.example/", "https://x.example/\u{1B}[2J",
        ] {
            #expect(ShopAddress.whole(bad) == nil)
        }
        #expect(ShopAddress.scaled("https://cdn.shopify.com/s/a.jpg?v=1") == "https://cdn.shopify.com/s/a.jpg?v=1&width=512")
        #expect(ShopAddress.scaled("https://shop.example/a.jpg?v=1") == "https://shop.example/a.jpg?v=1")
    }
}
