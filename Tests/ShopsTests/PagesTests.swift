import Foundation
import TestSupport
import Testing

@testable import Shops

@Suite struct PagesTests {
    static let data = """
        {"@context": "https://schema.org", "@type": "ProductGroup", "productGroupID": "7", "name": "Tee", "brand": {"name": "B"}, "hasVariant": [
        {"@type": "Product", "sku": "1", "color": "red", "size": "M", "image": "/r.jpg", "offers": {"@type": "Offer", "price": 20, "priceCurrency": "EUR",
        "availability": "https://schema.org/InStock"}},
        {"@type": "Product", "sku": "2", "color": "red", "size": "L", "image": ["/r.jpg"], "offers": [{"price": "20.00", "priceCurrency": "EUR",
        "availability": "OutOfStock"}]},
        {"@type": "Product", "sku": "3", "color": "blue", "size": "M", "image": {"@type": "ImageObject", "url": "/b.jpg"}}]}
        """

    static func page(_ script: String) -> String {
        "<!doctype html><html><head><title>T</title><script type=\"application/ld+json\">\(script)</script></head><body><p>x</html>"
    }

    private func products(_ script: String) -> [ShopItem] {
        let html = HTMLPage(Array(Self.page(script).utf8))
        return PageProducts(data: LinkedData(html.linkedData), url: "https://x.example/p/1").all.flatMap(\.items)
    }

    @Test func groupsBecomeOneItemForEachColour() throws {
        let items = products(Self.data)
        try #require(items.map(\.colour) == ["red", "blue"] && items.allSatisfy { $0.product == "7" && $0.brand == "B" })
        #expect(items[0].sizes == ["M", "L"] && items[0].inStock == ["M"] && items[0].price == "20" && items[0].currency == "EUR")
        #expect(items[0].pictures == ["https://x.example/r.jpg"])
    }

    @Test(arguments: [
        "//<![CDATA[\n\(data)\n//]]>", "/* <![CDATA[ */ \(data) /* ]]> */", "\(data);", "<!-- \(data) -->", "[\(data),]",
        data.replacingOccurrences(of: "\"", with: "&quot;"), data.replacingOccurrences(of: "\"Tee\"", with: "\"T\u{9}e\u{1}e\\'\""),
        "{\"@graph\": [{\"@type\": \"WebSite\"}, \(data)]}",
        data.replacingOccurrences(of: "\"ProductGroup\"", with: "[\"http://schema.org/ProductGroup\"]"),
    ])
    func jsonIsReadAsItIsFoundInTheWild(script: String) { #expect(products(script).count == 2) }

    @Test func referencesAreResolved() throws {
        let items = products(
            """
            {"@graph": [{"@type": "ProductGroup", "@id": "#g", "productGroupID": "7", "name": "Tee", "hasVariant": [{"@id": "#1"}, {"@id": "#2"}]},
            {"@type": "Product", "@id": "#1", "name": "Tee", "color": "red", "image": "/r.jpg", "offers": {"@id": "#o"}},
            {"@type": "Product", "@id": "#2", "name": "Tee", "color": "blue", "image": "/b.jpg", "isVariantOf": {"@id": "#g"}},
            {"@type": "AggregateOffer", "@id": "#o", "lowPrice": "9.50", "highPrice": "12", "priceCurrency": "USD"}]}
            """)
        try #require(items.count == 2)
        #expect(items.map(\.colour) == ["red", "blue"] && items[0].price == "9.50" && items[0].currency == "USD")
    }

    @Test func singleProductsAreReadWithTheirReductions() throws {
        let items = products(
            """
            {"@type": "Product", "productID": "5", "name": "Tom &amp; Jerry", "image": "https://x.example/a.jpg", "category": "Tees",
            "isRelatedTo": {"@type": "Product", "name": "Other", "image": "/o.jpg"}, "offers": {"@type": "Offer", "price": "8", "priceCurrency": "EUR",
            "availability": "http://schema.org/SoldOut", "priceSpecification": {"priceType": "https://schema.org/StrikethroughPrice", "price": "10"}}}
            """)
        try #require(items.count == 1)
        #expect(items[0].title == "Tom & Jerry" && items[0].priceBefore == "10" && !items[0].isAvailable)
    }

    @Test func aLoginInPlaceOfAProductIsNoEndOfIt() throws {
        let map = "<urlset><url><loc>https://x.example/products/1</loc></url><url><loc>https://x.example/products/2</loc></url></urlset>"
        let web = PretendedWeb(texts: [
            "https://x.example/sitemap.xml": map, "https://x.example/products/2": "<form><input type=password></form>",
            "https://x.example/products/1": Self.page("{\"@type\": \"Product\", \"sku\": \"1\", \"name\": \"A\", \"image\": \"/a.jpg\"}"),
        ])
        let told = try Told(ShopReader(url: "https://x.example/sitemap.xml", web: web))
        #expect(told.items.map(\.product) == ["1"] && !told.reading.isComplete)
        #expect(told.reading.reason == "https://x.example/products/2: the page asks for a password")
    }

    @Test func sitemapsLeadToPages() throws {
        let index =
            "<sitemapindex><sitemap><loc>https://x.example/blog.xml</loc></sitemap><sitemap><loc>https://x.example/products.xml</loc></sitemap></sitemapindex>"
        let map = """
            <urlset xmlns:image="i"><url><loc>https://x.example/products/1</loc><image:image><image:loc>https://x.example/s.jpg</image:loc></image:image></url>
            <url><loc>https://x.example/products/2</loc></url><url><loc>https://x.example/about</loc></url></urlset>
            """
        let web = PretendedWeb(texts: [
            "https://x.example/robots.txt": "User-agent: *\nSitemap: https://x.example/index.xml\n", "https://x.example/index.xml": index,
            "https://x.example/products.xml": map,
            "https://x.example/products/1": Self.page("{\"@type\": \"Product\", \"sku\": \"1\", \"name\": \"A\"}"),
        ])
        let told = try Told(ShopReader(url: "https://x.example/", web: web))
        try #require(told.kind == .pages && told.total == 2 && told.items.map(\.product) == ["1"], "\(told)")
        #expect(told.items[0].pictures == ["https://x.example/s.jpg"])
        // A page that is gone is no failure of the reading.
        #expect(told.reading.isComplete && told.problems.count == 1)
        #expect(!web.asked.contains { $0.url == "https://x.example/blog.xml" })
    }

    @Test func aPageAloneWillDo() throws {
        let told = try Told(
            ShopReader(url: "https://x.example/tee.html", web: PretendedWeb(texts: ["https://x.example/tee.html": Self.page(Self.data)])))
        #expect(told.kind == .pages && told.items.count == 2)
    }

    @Test func whatIsNoShopIsSaidInOneLine() throws {
        let empty = PretendedWeb(texts: ["https://x.example/": "<html><body>Hello"])
        let error = #expect(throws: (any Error).self) { try Told(ShopReader(url: "https://x.example/", web: empty)) }
        #expect("\(error!)".contains("no shop"))
        let login = PretendedWeb(texts: ["https://x.example/": "<html><form><input type=password></form>"])
        let locked = #expect(throws: (any Error).self) { try Told(ShopReader(url: "https://x.example/", web: login)) }
        #expect("\(locked!)".contains("password"))
        #expect(throws: (any Error).self) { try Told(ShopReader(url: "file:///etc/passwd", web: empty)) }
    }

    @Test func changedBytesNeitherCrashNorHang() throws {
        var random = SeededGenerator(seed: 9)
        let fixture = Array(Self.page(Self.data).utf8)
        for _ in 0..<300 {
            var bytes = Array(fixture.prefix(Int.random(in: 0...fixture.count, using: &random)))
            for _ in 0..<Int.random(in: 0...20, using: &random) where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let html = HTMLPage(bytes)
            _ = PageProducts(data: LinkedData(html.linkedData), url: "https://x.example/p/1").all.flatMap(\.items)
            _ = SitemapFile(bytes, base: "https://x.example/")
        }
    }
}
