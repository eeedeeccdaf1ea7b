import Basics
import Catalog
import Encoders
import Foundation
import TestSupport
import Testing

@testable import Fetching

@Suite struct FetcherTests {
    private let temporary: TemporaryFolder
    private var folder: URL { temporary.url.appendingPathComponent("catalog") }
    private let request = ShopRequest(url: PretendedWeb.feed)
    private typealias Product = PretendedWeb.Product

    init() throws { temporary = try TemporaryFolder() }

    /// One visit, as the command makes it.
    private func fetch(
        _ web: PretendedWeb, _ requests: [ShopRequest]? = nil, _ change: (inout Fetcher.Options) -> Void = { _ in }
    ) throws -> (catalog: Catalog?, report: FetchReport) {
        var options = Fetcher.Options()
        change(&options)
        let existing = Catalog.exists(at: folder) ? try Catalog(opening: folder) : nil
        let result = try Fetcher(web: web, encoder: DescriptorEncoder(), options: options).run(
            requests ?? [request], existing: existing, folder: folder)
        return (result.catalog, try #require(result.reports.first))
    }

    private func ids(_ catalog: Catalog?, _ condition: String) throws -> [String] {
        let catalog = try #require(catalog)
        return try catalog.items(rows: try catalog.rows(where: Condition(parsing: condition))).map(\.id)
    }

    private let firstDay = [
        Product("1", size: "S"), Product("1", size: "L", availability: "out of stock"), Product("2", colour: "Red"), Product("2", colour: "Blue"),
        Product("3", availability: "out_of_stock"), Product("4"),
    ]

    @Test func aShopBecomesACatalogAndTheNextDayIsTold() throws {
        let web = PretendedWeb(firstDay)
        let (catalog, report) = try fetch(web)
        #expect(report.listed == 5 && report.added == 5 && report.problems.isEmpty && report.incomplete == nil)
        #expect(try Set(ids(catalog, "price = 20")) == ["1", "2", "2-blue", "3", "4"])
        #expect(try ids(catalog, "sizes = L") == ["1"] && ids(catalog, "in_stock = S") == ["1"] && ids(catalog, "is sold out") == ["3"])
        #expect(try catalog?.vectors().rows == 5 && catalog?.news().isEmpty == true)

        web.set([
            Product("1", price: "15.00 EUR", size: "S"), Product("1", price: "15.00 EUR", size: "L"), Product("2", colour: "Red"), Product("3"),
            Product("4"), Product("5"),
        ])
        let next = try fetch(web)
        #expect(next.report.added == 1 && next.report.changed == 2)
        let news = try #require(try catalog?.news())
        #expect(news.new.map(\.id) == ["5"] && news.gone.map(\.id) == ["2-blue"] && news.cheaper.map(\.id) == ["1"])
        #expect(Set(news.backInStock.map(\.id)) == ["1", "3"])
        // No picture was fetched twice.
        #expect(web.asked.filter { $0.key != "feed.tsv" }.values.allSatisfy { $0 == 1 })
    }

    @Test func whatHasNotChangedIsNotReadAgain() throws {
        let web = PretendedWeb(firstDay)
        _ = try fetch(web)
        let again = try fetch(web)
        #expect(again.report.isUnchanged && again.report.incomplete == nil && again.report.listed == 0)
        #expect(try ids(again.catalog, "is gone").isEmpty && again.catalog?.state().items == 5)
        // Another condition may want what the same listing has.
        let other = try fetch(web, [ShopRequest(url: PretendedWeb.feed, condition: "price < 100")])
        #expect(!other.report.isUnchanged && other.report.listed == 5)
    }

    @Test func onlyWhatIsWantedComesIn() throws {
        let web = PretendedWeb(firstDay + [Product("9", type: "Mugs")])
        let (catalog, report) = try fetch(web, [ShopRequest(url: PretendedWeb.feed, condition: "type contains 'shirt' and not colour = blue")])
        #expect(report.listed == 4 && report.added == 4)
        #expect(try Set(ids(catalog, "not id = x")) == ["1", "2", "3", "4"] && web.asked["9.bmp"] == nil)
        #expect(throws: ConditionError.self) { try fetch(web, [ShopRequest(url: PretendedWeb.feed, condition: "type contains")]) }
    }

    @Test func aLimitTakesNothingForGone() throws {
        let web = PretendedWeb(firstDay)
        _ = try fetch(web)
        web.set(firstDay + [Product("6")])
        let limited = try fetch(web) { $0.visit.limit = 2 }
        #expect(limited.report.listed == 2 && limited.report.incomplete == "only the first 2 were asked for")
        #expect(try ids(limited.catalog, "is gone").isEmpty)
        // What a limit has left out is found by the next visit.
        #expect(try Set(ids(try fetch(web).catalog, "is new")) == ["6"])
    }

    @Test func aListingThatBreaksOffLosesNothing() throws {
        let web = PretendedWeb(firstDay)
        _ = try fetch(web)
        web.set(firstDay, cut: 200)
        let broken = try fetch(web)
        #expect(broken.report.incomplete?.contains("breaks off") ?? false)
        #expect(try ids(broken.catalog, "is gone").isEmpty && broken.catalog?.state().items == 5)
    }

    @Test func picturesThatCannotBeHadAreNamedAndAskedForAgain() throws {
        let names = ["missing.bmp", "broken.bmp", "refused.bmp"]
        let web = PretendedWeb([Product("1")] + names.map { Product($0.prefix(3) + "", picture: $0) })
        let (catalog, report) = try fetch(web)
        #expect(try catalog?.state().items == 1 && report.added == 1 && report.problems.count == 3)
        let reasons = report.problems.map(\.description).joined(separator: "\n")
        #expect(reasons.contains("status 404") && reasons.contains("no picture of a format") && reasons.contains("robots.txt forbids it"))
        // Although the feed has not changed.
        _ = try fetch(web)
        #expect(names.allSatisfy { web.asked[$0] == 2 } && web.asked["1.bmp"] == 1)
    }

    @Test func anAddressIsFetchedOnce() throws {
        let web = PretendedWeb((1...40).map { Product("\($0)", picture: "one.bmp") })
        let (catalog, report) = try fetch(web)
        #expect(try report.added == 40 && catalog?.state().items == 40 && web.asked["one.bmp"] == 1)
    }

    @Test func aStoppedVisitGoesOnWithoutFetchingAPictureAgain() throws {
        let all = (1...400).map { Product("\($0)") }
        let web = PretendedWeb(all)
        var stops = 0
        var items = 0
        repeat {
            // Before there is a catalog, nothing that has come is kept.
            let enough = web.answered.count + 40 + 20 * stops
            let (catalog, _) = try fetch(web) { options in
                options.visit.isCancelled = {
                    let isOver = Catalog.exists(at: folder) && web.answered.count > enough
                    web.setOff(isOver)
                    return isOver
                }
            }
            items = try catalog?.state().items ?? 0
            stops += 1
        } while items < 400 && stops < 200
        #expect(items == 400 && stops > 1, "\(items) items after \(stops) stops")
        web.setOff(false)
        let last = try fetch(web)
        #expect(try ids(last.catalog, "is gone or is new").isEmpty)
        #expect(web.answered.values.allSatisfy { $0 == 1 })
    }

    @Test func picturesOfAVisitThatWasKilledBeforeItsFirstItemAreNotFetchedAgain() throws {
        let web = PretendedWeb(firstDay), files = FileManager.default
        _ = try fetch(web)
        let asked = web.asked.filter { $0.key != "feed.tsv" }
        // What a kill leaves then is the folder under a draft's name, which nobody holds, with pictures only.
        let dead = temporary.url.appendingPathComponent(".catalog.vitrine-0123456789abcdef")
        try files.moveItem(at: folder, to: dead)
        for name in try files.contentsOfDirectory(atPath: dead.path) where name != "pictures" {
            try files.removeItem(at: dead.appendingPathComponent(name))
        }
        #expect(try fetch(web).report.added == 5 && web.asked.filter { $0.key != "feed.tsv" } == asked)
        #expect(!files.fileExists(atPath: dead.path))
    }

    @Test func aDryRunMakesNothing() throws {
        let web = PretendedWeb(firstDay)
        let reports = try Fetcher.dryRun([request], web: web, options: ShopVisit.Options())
        #expect(reports[0].listed == 5 && web.asked.keys.sorted() == ["feed.tsv"] && !FileManager.default.fileExists(atPath: folder.path))
    }

    @Test func aShopThatIsNoneMakesNoCatalog() throws {
        let (catalog, report) = try fetch(PretendedWeb([]), [ShopRequest(url: "https://nothing.example/")])
        #expect(catalog == nil && !report.hasRead && report.problems.count == 1 && !FileManager.default.fileExists(atPath: folder.path))
    }

    @Test func pruningKeepsWhatIsWanted() throws {
        let web = PretendedWeb(firstDay)
        _ = try fetch(web)
        web.set(Array(firstDay.prefix(4)))
        let (catalog, report) = try fetch(web) { ($0.prunes, $0.keeps) = (true, ["4"]) }
        #expect(report.pruned == 1)
        #expect(try Set(ids(catalog, "not id = x")) == ["1", "2", "2-blue", "4"] && ids(catalog, "is gone") == ["4"])
    }

    @Test(
        arguments: [
            ("shop.example", "https://shop.example", "shop.example"), ("http://www.shop.example/x", "http://www.shop.example/x", "shop.example"),
            ("http://127.0.0.1:8765/woo", "http://127.0.0.1:8765/woo", "127.0.0.1-8765"), ("file:///x/tees.csv", "file:///x/tees.csv", "tees"),
            ("file:///x/.a%1Bb.csv", "file:///x/.a%1Bb.csv", "ab"), ("http://../x", "http://../x", "shop"),
        ])
    func anAddressIsUnderstoodAsAPersonMeansIt(_ text: String, _ address: String, _ name: String) {
        #expect(ShopRequest.address(text) == address && ShopRequest.catalogName(text) == name)
    }
}
