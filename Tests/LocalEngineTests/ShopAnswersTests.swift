import Basics
import Encoders
import Engine
import Foundation
import Frames
import Synchronization
import TestSupport
import Testing

@testable import Catalog
@testable import LocalEngine

/// What the engine answers about items of shops.
@Suite struct ShopAnswersTests {
    private let folder = try! TemporaryFolder()
    private let front = Fixtures.bitmap(width: 12, height: 12) { x, y in (UInt8(x * 20), UInt8(y * 20), 90) }

    private func offer(_ product: String, price: String, sizes: [String] = ["M"]) -> Offer {
        Offer(
            product: product, colour: "", attributes: ["title": AttributeValue("Tee \(product)")], price: price, priceBefore: nil, currency: "EUR",
            inStock: sizes, isAvailable: !sizes.isEmpty,
            pictures: ["https://shop.example/\(product).bmp", "https://shop.example/\(product)-back.bmp"])
    }

    private func visit(_ catalog: Catalog, _ offers: [Offer], day: Int) throws {
        let encoder = EncoderIdentity(name: "test", version: "1", dimensions: 2)
        let time = Date(timeIntervalSince1970: TimeInterval(day * 86400))
        let writer = try ShopWriter(catalog, shop: "https://shop.example", encoder: encoder, now: time)
        let request = ShopRequest(url: "https://shop.example")
        writer.begin(request)
        var encoded: [PicturedOffer] = []
        for offer in offers {
            guard case .fetch(var pictured) = try writer.take(offer, isWanted: true) else { continue }
            pictured.picture = try #require(try writer.pictures.store(Data(front), of: offer.pictures[0]))
            encoded.append(pictured)
        }
        try writer.commit(encoded, vectors: encoded.flatMap { _ in [1, 0] as [Float] })
        try writer.finish(isComplete: try writer.end(request, incomplete: nil) == nil)
    }

    private func catalog() throws -> Catalog {
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        try visit(catalog, [offer("1", price: "20.00"), offer("2", price: "10.00", sizes: []), offer("3", price: "5.00")], day: 20_000)
        try visit(catalog, [offer("1", price: "15.00"), offer("2", price: "10.00"), offer("4", price: "30.00")], day: 20_003)
        return catalog
    }

    @Test func newsComeWithTheirItems() throws {
        let engine = LocalEngine(try catalog())
        let news = try waitForAnswer { engine.news($0) }
        #expect(news.counts == "1 new, 1 cheaper, 1 back in stock, 1 gone")
        #expect(news.parts.map { $0.entries.map(\.item.id) } == [["4"], ["1"], ["2"], ["3"]])
        #expect(news.parts[1].entries[0].priceBefore == "€20.00" && news.parts[2].entries[0].sizes == ["M"])
        #expect(news.parts[3].entries[0].item.offer?.isGone == true && news.parts[1].entries[0].item.offer?.priceDrop == 25)
        #expect(news.since?.contains("2024") == true)
        let empty = LocalEngine(try Catalog(creating: folder.url.appendingPathComponent("empty")))
        #expect(try waitForAnswer { empty.news($0) } == CatalogNews())
    }

    /// What shops say can be ticked like a value; what has gone is counted though it is hidden.
    @Test func statusesCanBeTicked() throws {
        let engine = LocalEngine(try catalog())
        func facets(_ filter: String? = nil) throws -> Facets { try waitForAnswer { _ = engine.facets(of: Listing(filter: filter), query: nil, $0) } }
        let all = try facets(), place = try #require(all.facets.firstIndex { $0.name == "status" })
        func counts(_ facets: Facets) -> [String] {
            guard case .values(let values, _)? = facets.facets.first(where: { $0.name == "status" })?.content else { return [] }
            return values.map { "\($0.text) \($0.count)\($0.isTicked ? " x" : "")" }
        }
        #expect(counts(all) == ["new 1", "back in stock 1", "cheaper 1", "sold out 0", "gone 1"] && all.count == 3)
        let one = all.ticking(2, of: place)
        #expect(one.filter == "price_drop > 0")
        let two = all.ticking(0, of: place).ticking(4, of: place)
        #expect(two.filter == "(is new or is gone)")
        for ticked in [one, two, all.ticking(1, of: place), all.ticking(4, of: place)] {
            let counted = try facets(ticked.filter)
            let opened = try waitForAnswer { _ = engine.open(Listing(filter: ticked.filter), query: nil, keep: nil, $0) }
            #expect(counted.filter == ticked.filter && counted.rest == nil && counted.count == opened.count)
        }
        #expect(try counts(facets("(is new or is gone)")) == ["new 1 x", "back in stock 1", "cheaper 1", "sold out 0", "gone 1 x"])
        #expect(try facets("is new and is gone").rest == "is gone" && facets("is new or title = 'x'").rest != nil)
    }

    @Test func pricesAreStepsUpToTheLatestVisit() throws {
        let catalog = try catalog(), engine = LocalEngine(catalog)
        #expect(try waitForAnswer { engine.prices(of: "1", $0) }.map(\.text) == ["€20.00", "€15.00"])
        try visit(catalog, [offer("1", price: "15.00"), offer("2", price: "10.00"), offer("4", price: "30.00")], day: 20_009)
        let steps = try waitForAnswer { engine.prices(of: "1", $0) }
        #expect(steps.map(\.price) == [20, 15, 15] && steps[2].time > steps[1].time)
        #expect(try waitForAnswer { engine.prices(of: "nothing", $0) } == [])
    }

    @Test func aFurtherPictureIsFetchedOnceAndKept() throws {
        let catalog = try catalog(), asked = Mutex<[String]>([]), bytes = front, address = "https://shop.example/1-back.bmp"
        let engine = LocalEngine(catalog) { address, reply in
            asked.withLock { $0.append(address) }
            reply(.success(address.hasSuffix("back.bmp") ? bytes : Array("<html>".utf8)))
        }
        let name = try waitForAnswer { engine.furtherPicture(address, of: "1", $0) }
        #expect(engine.picture(name, zoom: .whole, side: 12)?.width == 12)
        _ = try waitForAnswer { engine.furtherPicture(address, of: "1", $0) }
        #expect(asked.withLock { $0 } == [address])
        // Next time it is there, whoever asks.
        let again = LocalEngine(try Catalog(opening: catalog.folder))
        #expect(again.picture(try waitForAnswer { again.furtherPicture(address, of: "1", $0) }, zoom: .whole, side: 12) != nil)
        // What is no picture is refused in a line, and not kept.
        let page = "https://shop.example/login"
        #expect(throws: PlainError.self) { try waitForAnswer { engine.furtherPicture(page, of: "1", $0) } }
        #expect(ShopPictures(catalog).stored(page) == nil)
        #expect(throws: PlainError.self) { try waitForAnswer { again.furtherPicture(page, of: "1", $0) } }
    }
}
