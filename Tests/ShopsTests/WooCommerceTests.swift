import Testing

@testable import Shops

@Suite struct WooCommerceTests {
    static let base = "https://woo.example/wp-json/wc/store/v1/products?"
    static let listing = base + "per_page=100&page=1&orderby=id&order=asc"
    static func variations(_ id: Int) -> String { base + "type=variation&parent=\(id)&per_page=100&page=1&orderby=id&order=asc" }
    static let prices = "\"prices\": {\"price\": \"2000\", \"regular_price\": \"2500\", \"currency_code\": \"EUR\", \"currency_minor_unit\": 2}"

    static let simple = """
        {"id": 1, "name": "Mug &#8211; big", "type": "simple", "permalink": "https://woo.example/mug/", \(prices), "is_in_stock": true,
        "images": [{"src": "https://woo.example/m.jpg"}], "categories": [{"name": "Mugs"}], "tags": [{"name": "x"}], "variations": [], "attributes": []}
        """
    static let variable = """
        {"id": 2, "name": "Tee", "type": "variable", \(prices), "is_in_stock": true, "images": [{"src": "https://woo.example/r.jpg"}],
        "attributes": [{"name": "Farbe", "taxonomy": "pa_farbe", "terms": [{"name": "Rot", "slug": "rot"}, {"name": "Hell Blau", "slug": "hell-blau"}]},
                       {"name": "Größe", "terms": [{"name": "M", "slug": "m"}, {"name": "L", "slug": "l"}]}],
        "variations": [{"id": 21, "attributes": [{"name": "Farbe", "value": "rot"}, {"name": "Größe", "value": "m"}]},
                       {"id": 22, "attributes": [{"name": "Farbe", "value": "hell-blau"}, {"name": "Größe", "value": "l"}]}]}
        """
    static let one = """
        {"id": 3, "name": "Plain", "type": "variable", \(prices), "is_in_stock": true, "images": [{"src": "https://woo.example/p.jpg"}],
        "attributes": [{"name": "Size", "terms": [{"name": "M", "slug": "m"}, {"name": "L", "slug": "l"}]}],
        "variations": [{"id": 31, "attributes": [{"name": "Size", "value": "m"}]}, {"id": 32, "attributes": [{"name": "Size", "value": "l"}]}]}
        """

    private func web(_ last: String = "[{\"id\": 31, \"is_in_stock\": false, \(prices)}, {\"id\": 32, \"is_in_stock\": true, \(prices)}]")
        -> PretendedWeb
    {
        PretendedWeb([
            Self.listing: .init(
                body: Array("[\(Self.simple), \(Self.variable), \(Self.one)]".utf8), headers: [("X-WP-Total", "3"), ("x-wp-totalpages", "1")]),
            Self.variations(2): .init(
                body: Array(
                    """
                    [{"id": 21, "is_in_stock": true, \(Self.prices), "images": [{"src": "https://woo.example/r.jpg"}]},
                     {"id": 22, "is_in_stock": false, \(Self.prices), "images": [{"src": "https://woo.example/b.jpg"}]}]
                    """.utf8)),
            Self.variations(3): .init(body: Array(last.utf8)),
        ])
    }

    @Test func itemsComeWithTheListingAndStockBehindIt() throws {
        let web = web()
        let told = try Told(ShopReader(url: "https://woo.example/", web: web))
        #expect(told.kind == .woocommerce && told.total == 3 && told.reading.isComplete)
        try #require(told.items.count > 2)
        let mug = told.items[0]
        #expect(mug.title == "Mug – big" && mug.price == "20.00" && mug.priceBefore == "25.00" && mug.currency == "EUR" && mug.type == "Mugs")
        #expect(told.items[1].product == "3" && !told.items[1].isStockKnown && told.items[1].sizes == ["M", "L"])
        try #require(told.latest.map(\.product) == ["1", "3", "2", "2"], "\(told)")
        #expect(told.latest[1].isStockKnown && told.latest[1].inStock == ["L"])
        #expect(told.latest[2].colour == "Rot" && told.latest[2].inStock == ["M"])
        #expect(told.latest[3].colour == "Hell Blau" && told.latest[3].sizes == ["L"] && !told.latest[3].isAvailable)
        #expect(told.latest[3].pictures == ["https://woo.example/b.jpg"])
    }

    @Test func aListingThatEndsBeforeItsTotalIsNotWhole() throws {
        let answer = PretendedWeb.Answer(body: Array("[\(Self.simple)]".utf8), headers: [("X-WP-Total", "4"), ("X-WP-TotalPages", "1")])
        let told = try Told(ShopReader(url: "https://woo.example/", web: PretendedWeb([Self.listing: answer])))
        #expect(!told.reading.isComplete && told.reading.reason == "the listing ends after 1 of 4 products" && told.items.count == 1)
    }

    @Test func variationsThatCannotBeReadAreSaid() throws {
        let told = try Told(ShopReader(url: "https://woo.example/", web: web("<html>")))
        #expect(!told.reading.isComplete && told.problems.contains { $0.place == "product 3" })
        #expect(told.latest.first { $0.product == "3" }?.isStockKnown == false)
    }
}
