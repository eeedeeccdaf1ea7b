import Foundation
import Testing
import Web

@testable import Shops

@Suite struct ShopifyTests {
    static let red = """
        {"id": 8123456789012, "title": "Cat &amp; Dog <b>Tee</b>", "handle": "cat", "vendor": "Plain", "product_type": "T-Shirt", "tags": "a, b",
        "options": [{"name": "Größe", "position": 1}, {"name": "Farbe", "position": 2}],
        "images": [{"id": 1, "position": 1, "src": "//cdn.shopify.com/r.jpg?v=1", "variant_ids": [11, 12]},
                   {"id": 2, "position": 2, "src": "https://cdn.shopify.com/b.jpg", "variant_ids": [13]}],
        "variants": [{"id": 11, "option1": "M", "option2": "Rot", "available": true, "price": "25.00", "compare_at_price": "30.00"},
                     {"id": 12, "option1": "L", "option2": "Rot", "available": false, "price": "20.00", "compare_at_price": null},
                     {"id": 13, "option1": "M", "option2": "Blau", "available": false, "price": "25.00", "compare_at_price": ""}]}
        """

    static func page(_ products: [String]) -> PretendedWeb.Answer { .init(body: Array("{\"products\": [\(products.joined(separator: ","))]}".utf8)) }

    static func address(_ page: Int, _ folder: String = "", _ rest: String = "") -> String {
        "https://shop.example\(folder)/products.json?limit=250&page=\(page)\(rest)"
    }

    static func small(_ id: Int) -> String {
        "{\"id\": \(id), \"title\": \"Tee \(id)\", \"images\": [{\"id\": 1, \"src\": \"https://x.example/\(id).jpg\"}], \"variants\": []}"
    }

    static let empty = page([])

    @Test func productsBecomeOneItemForEachColour() throws {
        var first = Self.page([Self.red])
        first.cookies = ["cart_currency": "EUR"]
        let web = PretendedWeb([Self.address(1): first, Self.address(2): Self.empty])
        let told = try Told(ShopReader(url: "https://shop.example/", web: web))
        #expect(told.kind == .shopify && told.reading.isComplete && told.reading.reason == nil)
        try #require(told.items.count == 2, "\(told)")
        let red = told.items[0], blue = told.items[1]
        #expect(red.product == "8123456789012" && red.colour == "Rot" && red.title == "Cat & Dog Tee")
        #expect(red.price == "25.00" && red.priceBefore == "30.00" && red.currency == "EUR")
        #expect(red.sizes == ["M", "L"] && red.inStock == ["M"] && red.tags == ["a", "b"] && red.type == "T-Shirt")
        #expect(red.pictures == ["https://cdn.shopify.com/r.jpg?v=1&width=512"])
        #expect(red.url == "https://shop.example/products/cat")
        #expect(blue.colour == "Blau" && !blue.isAvailable && blue.priceBefore == nil)
    }

    @Test func aShortPageIsNotTheEnd() throws {
        let web = PretendedWeb([
            Self.address(1): Self.page([Self.small(1)]), Self.address(2): Self.page([Self.small(2)]), Self.address(3): Self.empty,
        ])
        #expect(try Told(ShopReader(url: "https://shop.example/", web: web)).items.map(\.product) == ["1", "2"])
    }

    @Test func theCurrencyIsTheShopsWhereNoCookieTells() throws {
        let meta = PretendedWeb.Answer(body: Array("{\"name\": \"Tees\", \"currency\": \"SEK\", \"country\": \"SE\"}".utf8))
        let web = PretendedWeb([
            Self.address(1): Self.page([Self.small(1)]), Self.address(2): Self.empty, "https://shop.example/meta.json": meta,
            Self.address(1, "", "&country=DE"): Self.page([Self.small(1)]), Self.address(2, "", "&country=DE"): Self.empty,
        ])
        let home = try Told(ShopReader(url: "https://shop.example/", web: web))
        try #require(home.items.count == 1)
        #expect(home.name == "Tees" && home.items[0].currency == "SEK")
        // In another market the shop's own currency says nothing.
        let other = try Told(ShopReader(url: "https://shop.example/", country: "DE", web: web))
        #expect(other.items[0].currency == nil && other.problems.contains { $0.reason.contains("currency") })
    }

    @Test func beyondTheLimitCollectionsAreReadWithoutDuplicates() throws {
        func json(_ text: String) -> PretendedWeb.Answer { .init(body: Array(text.utf8)) }
        let web = PretendedWeb([
            Self.address(1): Self.page([Self.small(1)]), Self.address(2): .init(status: 400),
            "https://shop.example/collections.json?limit=250&page=1": json("{\"collections\": [{\"handle\": \"a\"}, {\"handle\": \"b\"}]}"),
            "https://shop.example/collections.json?limit=250&page=2": json("{\"collections\": []}"),
            Self.address(1, "/collections/a"): Self.page([Self.small(1), Self.small(2)]), Self.address(2, "/collections/a"): Self.empty,
            Self.address(1, "/collections/b"): Self.page([Self.small(2), Self.small(3)]), Self.address(2, "/collections/b"): Self.empty,
        ])
        let told = try Told(ShopReader(url: "https://shop.example/", web: web))
        #expect(told.items.map(\.product) == ["1", "2", "3"] && told.reading.isComplete)
    }

    @Test func anAddressMayNameACollectionAndALanguage() throws {
        let web = PretendedWeb([
            Self.address(1, "/en/collections/tees"): Self.page([Self.small(1)]), Self.address(2, "/en/collections/tees"): Self.empty,
        ])
        #expect(try Told(ShopReader(url: "https://shop.example/en/collections/tees?sort_by=price", web: web)).items.count == 1)
    }

    @Test func whatFailsLaterLeavesTheReadingIncomplete() throws {
        for bad in [
            PretendedWeb.Answer(status: 500), .init(body: Array("<html>Log in".utf8)), .init(body: Array("{\"products\": [{".utf8)),
            .init(breaksAfter: 3),
        ] {
            let web = PretendedWeb([Self.address(1): Self.page([Self.small(1)]), Self.address(2): bad])
            let told = try Told(ShopReader(url: "https://shop.example/", web: web))
            #expect(told.items.count == 1 && !told.reading.isComplete && told.reading.reason != nil)
            #expect(told.reading.validators.isEmpty)
        }
    }

    @Test func repeatedPagesAndLimitsEndTheReading() throws {
        let web = PretendedWeb([Self.address(1): Self.page([Self.small(1)]), Self.address(2): Self.page([Self.small(1)])])
        #expect(try !Told(ShopReader(url: "https://shop.example/", web: web)).reading.isComplete)
        let early = try Told(ShopReader(url: "https://shop.example/", web: web), limit: 1)
        #expect(!early.reading.isComplete && early.reading.kind == .shopify)
    }

    @Test func anUnchangedListingSaysSoAndAChangedOneIsReadWhole() throws {
        func tagged(_ answer: PretendedWeb.Answer, _ tag: String) -> PretendedWeb.Answer {
            var answer = answer
            answer.validators = WebValidators(etag: tag)
            return answer
        }
        let pages = [
            Self.address(1): tagged(Self.page([Self.small(1)]), "a"), Self.address(2): tagged(Self.page([Self.small(2)]), "b"),
            Self.address(3): tagged(Self.empty, "c"),
        ]
        let first = try Told(ShopReader(url: "https://shop.example/", web: PretendedWeb(pages)))
        #expect(first.reading.validators.count == 3)
        let second = try Told(
            ShopReader(url: "https://shop.example/", kind: .shopify, validators: first.reading.validators, web: PretendedWeb(pages)))
        #expect(
            second.reading.isUnchanged && second.reading.isComplete && second.items.isEmpty && second.reading.validators == first.reading.validators)
        var changed = pages
        changed[Self.address(2)] = tagged(Self.page([Self.small(2), Self.small(3)]), "d")
        let third = try Told(
            ShopReader(url: "https://shop.example/", kind: .shopify, validators: first.reading.validators, web: PretendedWeb(changed)))
        #expect(!third.reading.isUnchanged && third.items.map(\.product) == ["1", "2", "3"])
    }

    @Test(arguments: [
        "{\"products\": [1, null, \"x\", [], {}, {\"id\": []}, {\"id\": {\"a\": 1}}]}",
        "{\"products\": [{\"id\": 1, \"title\": 5, \"images\": \"no\", \"variants\": {\"id\": 3}, \"options\": [1, null, {\"name\": {}}], \"tags\": {}}]}",
        "{\"products\": [{\"id\": 1, \"title\": null, \"images\": [{\"src\": \"javascript:x\"}, 7, null], \"variants\": [[], 9]}]}",
    ])
    func wrongTypesAreSaidAndPassedOver(text: String) throws {
        let web = PretendedWeb([Self.address(1): .init(body: Array(text.utf8)), Self.address(2): Self.empty])
        let told = try Told(ShopReader(url: "https://shop.example/", web: web))
        #expect(told.items.isEmpty && !told.problems.isEmpty && told.reading.isComplete)
    }

    @Test func deepJSONIsRefusedBeforeItIsParsed() throws {
        let deep = Array((String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)).utf8)
        let web = PretendedWeb([Self.address(1): .init(body: deep)])
        #expect(throws: (any Error).self) { try Told(ShopReader(url: "https://shop.example/", kind: .shopify, web: web)) }
    }
}
