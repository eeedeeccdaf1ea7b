import TestSupport
import Testing
import Web

@testable import Shops

/// Over the network of this machine, from the program that newcomers start.
@Suite struct ExampleShopTests {
    let shop = try! LoopbackShop("shop.py", ["--port", "0", "--items", "40"])
    let web: WebClient

    init() {
        var options = WebClient.Options()
        (options.allowsPrivateAddresses, options.rate) = (true, 10_000)
        web = WebClient(options)
    }

    /// What all formats tell alike: the rest is spelt differently.
    private struct Core: Hashable {
        let product: String
        let colour: String?
        let price: String?
        let before: String?
        let currency: String?
        let brand: String?
        let sizes: [String]
        let inStock: [String]
        let isAvailable: Bool
        let front: String?

        init(_ item: ShopItem) {
            (product, colour, price, before) = (item.product, item.colour, item.price, item.priceBefore)
            (currency, brand, sizes, inStock) = (item.currency, item.brand, item.sizes, item.inStock)
            isAvailable = item.isAvailable
            front = item.pictures.first.map { String($0.prefix { $0 != "?" }) }
        }
    }

    private func read(_ path: String) throws -> Told { try Told(ShopReader(url: shop.url + path, web: web)) }

    @Test func allFormatsTellTheSame() throws {
        let shopify = try read("/")
        #expect(shopify.kind == .shopify && shopify.name == "The Example Shop" && shopify.reading.isComplete && shopify.problems.isEmpty)
        #expect(shopify.items.count > 30 && shopify.items.contains { $0.title == "Café Tee No. 8" })
        let expected = Set(shopify.items.map(Core.init))
        for (path, kind) in [
            ("/woo/", ShopKind.woocommerce), ("/feed.xml", .feed), ("/feed.atom", .feed), ("/feed.tsv", .feed), ("/feed.csv", .feed),
            ("/pages/", .pages),
        ] {
            let told = try read(path)
            #expect(told.kind == kind && told.reading.isComplete && told.problems.isEmpty, "\(path): \(told.reading) \(told.problems)")
            #expect(Set(told.latest.map(Core.init)) == expected, "\(path)")
        }
    }

    @Test func theSecondDayHasChanges() throws {
        let first = try read("/feed.xml")
        #expect(try Told(ShopReader(url: shop.url + "/feed.xml", validators: first.reading.validators, web: web)).reading.isUnchanged)
        _ = try web.get(WebRequest(shop.url + "/day/2"))
        let second = try Told(ShopReader(url: shop.url + "/feed.xml", validators: first.reading.validators, web: web))
        #expect(!second.reading.isUnchanged)
        let before = Set(first.items.map(\.product)), after = Set(second.items.map(\.product))
        #expect(!before.subtracting(after).isEmpty && !after.subtracting(before).isEmpty)
        #expect(second.items.contains { $0.priceBefore != nil } && second.items.contains { !$0.isAvailable })
    }

    @Test func marketsAndCollectionsAreAskedFor() throws {
        let told = try Told(ShopReader(url: shop.url + "/collections/tees", country: "GB", web: web))
        #expect(told.items.count < 30 && told.items.allSatisfy { $0.currency == "GBP" })
    }

    @Test func longFeedsAreReadAsTheyCome() throws {
        let told = try Told(ShopReader(url: shop.url + "/feed.xml?items=5000", web: web))
        #expect(told.items.count > 4_000 && told.reading.isComplete)
        let early = try Told(ShopReader(url: shop.url + "/feed.xml?items=1000000", web: web), limit: 10)
        #expect(early.items.count == 10 && !early.reading.isComplete)
    }
}
