import Basics
import Encoders
import Foundation
import TestSupport
import Testing

@testable import Catalog

/// Visits of a pretended shop.
@Suite struct ShopWriterTests {
    private let temporary: TemporaryFolder
    private let identity = EncoderIdentity(name: "test", version: "1", dimensions: 2)

    init() throws { temporary = try TemporaryFolder() }

    private func catalog() throws -> Catalog { try Catalog(creating: temporary.url.appendingPathComponent("catalog")) }

    private func offer(
        _ product: String, _ colour: String = "", price: String = "20.00", sizes: [String] = ["S", "M"], picture: String? = nil,
        currency: String = "EUR",
        isAvailable: Bool = true
    ) -> Offer {
        Offer(
            product: product, colour: colour,
            attributes: ["title": AttributeValue("Tee \(product)"), "tags": AttributeValue(["cat", "glasses"])].merging(
                colour.isEmpty ? [:] : ["colour": AttributeValue(colour)]
            ) { $1 },
            price: price, priceBefore: nil, currency: currency, inStock: sizes, isAvailable: isAvailable,
            pictures: [picture ?? "https://shop.example/\(product)\(colour).png"])
    }

    /// Takes a whole listing; pictures whose addresses contain `broken` cannot be had.
    @discardableResult
    private func visit(
        _ catalog: Catalog, _ offers: [Offer], scope: String? = nil, shop: String = "https://shop.example", incomplete: String? = nil,
        at seconds: Int, finishes: Bool = true, wanted: (Offer) -> Bool = { _ in true }
    ) throws -> String? {
        let writer = try ShopWriter(catalog, shop: shop, encoder: identity, now: Date(timeIntervalSince1970: TimeInterval(seconds)))
        let request = ShopRequest(url: shop, collection: scope)
        writer.begin(request)
        var encoded: [PicturedOffer] = []
        for offer in offers {
            guard case .fetch(var pictured) = try writer.take(offer, isWanted: wanted(offer)) else { continue }
            guard !offer.pictures[0].contains("broken") else {
                try writer.giveUp(pictured)
                continue
            }
            pictured.picture = try #require(try writer.pictures.store(Data(testPNG(offer.pictures[0])), of: offer.pictures[0]))
            encoded.append(pictured)
        }
        try writer.commit(encoded, vectors: encoded.flatMap { _ in [1, 0] as [Float] })
        let reason = try writer.end(request, incomplete: incomplete)
        if finishes { try writer.finish(isComplete: reason == nil) }
        return reason
    }

    /// Bytes that begin as a PNG's, different for different names.
    private func testPNG(_ name: String) -> [UInt8] { [0x89, 0x50, 0x4E, 0x47] + Array(name.utf8) }

    private func ids(_ catalog: Catalog, _ condition: String) throws -> [String] {
        try catalog.items(rows: try catalog.rows(where: Condition(parsing: condition))).map(\.id)
    }

    @Test func aProductsIDStaysWithTheColourThatHadItFirst() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("7", "Navy"), offer("8")], at: 1000)
        try visit(catalog, [offer("7", "Light Blue"), offer("7", "Navy"), offer("8")], at: 2000)
        #expect(try catalog.items(rows: 0..<9).map(\.id) == ["7", "8", "7-light-blue"])
        #expect(try ids(catalog, "colour = navy") == ["7"])
        // Another shop's product of the same number.
        try visit(catalog, [offer("7", "Red")], shop: "https://other.example", at: 3000)
        #expect(try ids(catalog, "colour = red") == ["other.example-7"])
    }

    @Test func aColourThatIsToldLaterIsTheSameItem() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("7", picture: "https://shop.example/a.png")], at: 1000)
        try visit(catalog, [offer("7", "Red", picture: "https://shop.example/a.png")], at: 2000)
        #expect(try catalog.state().items == 1 && ids(catalog, "colour = red") == ["7"])
    }

    @Test func onlyLaterVisitsHaveNews() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("1"), offer("2", price: "10.00", sizes: ["S"]), offer("3"), offer("4", price: "5")], at: 1000)
        #expect(try catalog.news().isEmpty && ids(catalog, "is new").isEmpty)
        try visit(
            catalog, [offer("1"), offer("2", price: "8.00", sizes: ["S", "M"]), offer("4", price: "6"), offer("5")], at: 2000)
        let news = try catalog.news()
        #expect(news.new.map(\.id) == ["5"] && news.gone.map(\.id) == ["3"])
        #expect(news.cheaper.map(\.id) == ["2"] && news.dearer.map(\.id) == ["4"])
        #expect(news.backInStock.map(\.id) == ["2"] && news.backInStock[0].sizes == ["M"] && news.cheaper[0].priceBefore == "10.00")
        #expect(try ids(catalog, "is new") == ["5"] && ids(catalog, "is gone") == ["3"] && ids(catalog, "price_drop >= 10") == ["2"])
        #expect(try ids(catalog, "price_drop < 0") == ["4"] && ids(catalog, "not is gone and not is new") == ["1", "2", "4"])
        #expect(try ids(catalog, "is back") == ["2"] && catalog.offers(ids: ["2"])["2"]?.isBack == true)
        let summaries = try catalog.offers(ids: ["2", "5", "9"])
        #expect(summaries["2"]?.priceDrop == 20 && summaries["2"]?.columns["price_drop"] == "20.0" && summaries["2"]?.isNew == false)
        #expect(summaries["5"]?.isNew == true && summaries["5"]?.priceDrop == nil && summaries["9"] == nil)
        // A third visit finds nothing new; what was new stays so only since an earlier day.
        try visit(
            catalog, [offer("1"), offer("2", price: "8.00", sizes: ["S", "M"]), offer("4", price: "6"), offer("5")], at: 3000)
        #expect(try catalog.news().isEmpty && ids(catalog, "is new").isEmpty && ids(catalog, "price_drop > 0").isEmpty)
        #expect(try ids(catalog, "is back").isEmpty)
        #expect(try catalog.news(since: Date(timeIntervalSince1970: 1500)).new.map(\.id) == ["5"])
        #expect(try catalog.news(since: Date(timeIntervalSince1970: 1500)).cheaper.map(\.id) == ["2"])
        #expect(try catalog.priceHistory(id: "2").map(\.price) == ["10.00", "8.00"])
    }

    @Test func whatIsSoldOutAndComesBackIsTold() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("1", sizes: [], isAvailable: false), offer("2")], at: 1000)
        #expect(try ids(catalog, "is sold out") == ["1"] && ids(catalog, "in_stock = 'M'") == ["2"])
        try visit(catalog, [offer("1", sizes: ["L"]), offer("2")], at: 2000)
        #expect(try ids(catalog, "is back") == ["1"])
        #expect(try catalog.news().backInStock.map(\.id) == ["1"] && ids(catalog, "is sold out").isEmpty && ids(catalog, "in_stock = L") == ["1"])
        // Gone and back.
        try visit(catalog, [offer("2")], at: 3000)
        #expect(try ids(catalog, "is gone") == ["1"] && ids(catalog, "is sold out").isEmpty)
        try visit(catalog, [offer("1", sizes: ["L"]), offer("2")], at: 4000)
        #expect(try ids(catalog, "is gone").isEmpty && catalog.news().backInStock.map(\.id) == ["1"])
    }

    @Test func nothingIsTakenForGoneWhereTheListingIsNotWhole() throws {
        let catalog = try catalog()
        let all = (1...10).map { offer("\($0)") }
        try visit(catalog, all, at: 1000)
        #expect(try visit(catalog, Array(all.prefix(7)), incomplete: "page 3 was cut off", at: 2000) == "page 3 was cut off")
        #expect(try ids(catalog, "is gone").isEmpty)
        let reason = try visit(catalog, Array(all.prefix(4)), at: 3000)
        #expect(reason?.contains("shrunk from 10 items to 4") ?? false)
        #expect(try ids(catalog, "is gone").isEmpty)
        #expect(try visit(catalog, Array(all.prefix(6)), at: 4000) == nil)
        #expect(try ids(catalog, "is gone") == ["7", "8", "9", "10"])
    }

    @Test func aVisitThatReadsNothingLeavesTheNewsAsTheyWere() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("1", price: "20")], at: 1000)
        try visit(catalog, [offer("1", price: "15"), offer("2")], at: 2000)
        let requests = try catalog.shops()[0].record.requests
        try visit(catalog, [], incomplete: "no such host", at: 3000)
        try visit(catalog, [], at: 4000)
        #expect(try catalog.news().new.map(\.id) == ["2"] && catalog.news().cheaper.map(\.id) == ["1"] && ids(catalog, "is new") == ["2"])
        #expect(try ids(catalog, "price_drop = 25") == ["1"] && catalog.shops()[0].record.requests == requests)
    }

    @Test(arguments: [
        ("https://a.example", "https://a.example", ""), ("https://a.example/", "https://a.example", ""),
        ("https://a.example/collections/cats?page=2", "https://a.example", "cats"), ("https://a.example/products/x", "https://a.example", ""),
        ("https://a.example/woo/", "https://a.example/woo", ""), ("https://collections/x", "https://collections/x", ""),
    ])
    func addressesInsideAShopAreOfTheShop(_ url: String, _ shop: String, _ scope: String) {
        #expect(ShopRequest(url: url).sourcePath == shop && ShopRequest(url: url).scope == scope)
    }

    @Test func aCollectionSaysNothingOfOthers() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("1"), offer("2")], scope: "cats", at: 1000)
        try visit(catalog, [offer("3"), offer("4")], scope: "dogs", at: 2000)
        #expect(try ids(catalog, "is gone").isEmpty && ids(catalog, "is new").isEmpty)
        try visit(catalog, [offer("1")], scope: "cats", at: 3000)
        #expect(try ids(catalog, "is gone") == ["2"])
        #expect(try catalog.shops().map(\.record.requests.count) == [2])
    }

    @Test func whatIsNotWantedIsNoItemButNotGone() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("1"), offer("2", price: "30")], at: 1000)
        let cheap = try ConditionFilter(Condition(parsing: "price < 25 and tags = CAT"))
        try visit(catalog, [offer("1"), offer("2", price: "30"), offer("3", price: "40"), offer("4", price: "5")], at: 2000) { cheap.holds($0) }
        #expect(try catalog.items(rows: 0..<9).map(\.id) == ["1", "2", "4"])
        #expect(try ids(catalog, "is gone").isEmpty)
    }

    @Test func aStoppedVisitIsGoneOnWith() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("1")], incomplete: "stopped", at: 1000, finishes: false)
        try visit(catalog, [offer("1"), offer("2")], at: 5000)
        // All of that was the first visit.
        #expect(try ids(catalog, "is new").isEmpty && catalog.news().isEmpty)
        let visits = try catalog.database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM visit") }
        #expect(visits == 1)
    }

    @Test func aPictureThatCannotBeHadLeavesTheItemAsItWas() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("1"), offer("2", picture: "https://shop.example/broken.png")], at: 1000)
        #expect(try catalog.items(rows: 0..<9).map(\.id) == ["1"])
        let before = try catalog.item(id: "1").fingerprint
        try visit(catalog, [offer("1", price: "9.00", picture: "https://shop.example/broken2.png")], at: 2000)
        let item = try catalog.item(id: "1")
        #expect(item.fingerprint == before && item.attributes["price"] == "9.00")
        // It is asked for again, and another picture makes another fingerprint.
        try visit(catalog, [offer("1", price: "9.00", picture: "https://shop.example/new.png")], at: 3000)
        #expect(try catalog.item(id: "1").fingerprint != before && catalog.state().items == 1)
    }

    @Test func equalPicturesAreStoredOnceAndUnusedOnesGoWithTheirItems() throws {
        let catalog = try catalog(), pictures = ShopPictures(catalog)
        let one = try #require(try pictures.store(Data(testPNG("same")), of: "https://a.example/1"))
        let two = try #require(try pictures.store(Data(testPNG("same")), of: "https://a.example/2"))
        var status = stat()
        #expect(one != two && stat(pictures.file(one), &status) == 0 && status.st_nlink == 3)
        #expect(pictures.stored("https://a.example/2") == two && pictures.stored("https://a.example/3") == nil)
        #expect(try pictures.store(Data("<html>".utf8), of: "https://a.example/3") == nil)
        let foreign = catalog.folder.appendingPathComponent("pictures/web-mine.jpg")
        try Data("mine".utf8).write(to: foreign)
        try visit(catalog, [offer("1"), offer("2"), offer("3")], at: 1000)
        try visit(catalog, [offer("1"), offer("3")], at: 2000)
        let writer = try ShopWriter(catalog, shop: "https://shop.example", encoder: identity)
        #expect(try writer.prune(keeping: ["2"]) == 0 && catalog.state().items == 3)
        #expect(try writer.prune(keeping: []) == 1 && ids(catalog, "not id = x") == ["1", "3"])
        #expect(pictures.stored("https://a.example/1") == nil && pictures.stored("https://shop.example/1.png") != nil)
        #expect(try catalog.priceHistory(id: "2").isEmpty && FileManager.default.fileExists(atPath: foreign.path))
    }

    @Test func oneOfSeveralValuesMeetsAComparison() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("1"), offer("2", sizes: ["L"])], at: 1000)
        #expect(try ids(catalog, "tags = glasses") == ["1", "2"] && ids(catalog, "tags in (dog, cat)") == ["1", "2"])
        #expect(try ids(catalog, "tags contains lass") == ["1", "2"] && ids(catalog, "tags != cat").isEmpty)
        #expect(try ids(catalog, "in_stock != M") == ["2"] && ids(catalog, "in_stock = L or in_stock = S") == ["1", "2"])
        #expect(try ids(catalog, "tags = 'cat, glasses'").isEmpty && catalog.item(id: "1").attributes["tags"] == "cat, glasses")
        #expect(try catalog.rows(containing: "glasses").count == 2)
    }

    @Test func aPriceInAnotherCurrencyIsNeitherCheaperNorDearer() throws {
        let catalog = try catalog()
        try visit(catalog, [offer("1", price: "20")], at: 1000)
        try visit(catalog, [offer("1", price: "15", currency: "GBP")], at: 2000)
        #expect(try catalog.news().cheaper.isEmpty && ids(catalog, "price_drop > 0").isEmpty)
    }

    @Test(arguments: ["../../etc/passwd", "a/b\u{1B}[2J", "\u{202E}evil", ""])
    func hostileProductIDsBecomePlainIDs(_ product: String) throws {
        let catalog = try catalog()
        try visit(catalog, [offer(product)], at: 1000)
        let id = try catalog.items(rows: 0..<1)[0].id
        #expect(!id.isEmpty && id.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789-._:".unicodeScalars.contains($0) })
        #expect(id.first != "/" && id.first != ".")
    }

    @Test(arguments: [
        "CREATE TABLE o AS SELECT * FROM offer; DROP TABLE offer; ALTER TABLE o RENAME TO offer; UPDATE offer SET is_available = NULL, pictures = NULL",
        "CREATE TABLE o AS SELECT * FROM observation; DROP TABLE observation; ALTER TABLE o RENAME TO observation; UPDATE observation SET in_stock = NULL",
        "UPDATE offer SET price_drop = 'x', pictures = x'00'", "UPDATE visit SET began = 'x', ended = 'x'", "UPDATE offer SET pictures = 'no JSON'",
        "UPDATE visit SET ended = 9223372036854775807", "UPDATE source SET shop = '[]'",
    ])
    func tablesFromSomebodyElseAreRefusedOrRead(_ sql: String) throws {
        let catalog = try catalog()
        try visit(catalog, [offer("1"), offer("2")], at: 1000)
        try visit(catalog, [offer("1", price: "9.00"), offer("2")], at: 2000)
        try catalog.write { try $0.execute(sql: "DROP TRIGGER offer_delete; " + sql) }
        // Whichever of them throw: none ends the program.
        _ = try? catalog.news()
        _ = try? catalog.offers(ids: ["1", "2"])
        _ = try? catalog.priceHistory(id: "1")
        _ = try? catalog.shops()
        _ = try? visit(catalog, [offer("1", price: "8.00"), offer("2")], at: 3000)
        #expect(try catalog.item(id: "1").id == "1")
    }
}
