import Basics
import Catalog
import Encoders
import Engine
import Foundation
import LocalEngine
import Pictures
import Taste
import TestSupport
import Testing
import Vectors

@Suite struct LocalEngineTests {
    let folder = try! TemporaryFolder()

    private func add(_ numbers: Range<Int>) throws {
        for number in numbers {
            let shade = UInt8(number * 10 % 250)
            try folder.write(
                Fixtures.bitmap(width: 12, height: 12) { x, y in (shade, UInt8(x * 20), UInt8(y * 20)) }, to: "tees/tee-\(100 + number).bmp")
        }
    }

    private func index(into catalog: Catalog) throws {
        _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder(), options: Indexer.Options()).run(source: folder.path("tees")) { _ in }
    }

    private func engine(_ items: Int) throws -> LocalEngine {
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        if items > 0 {
            try add(0..<items)
            try index(into: catalog)
        }
        return LocalEngine(catalog)
    }

    @Test func anEmptyCatalogAnswersToo() throws {
        let engine = try engine(0)
        #expect(try waitForAnswer { engine.version($0) } == CatalogVersion(count: 0, generation: 0))
        #expect(try waitForAnswer { _ = engine.items(at: 0..<10, $0) } == ItemPage(start: 0, items: []))
        let query = NeighborQuery(subject: .item("tee-100"), metrics: [.cosine], count: 3)
        #expect(try waitForAnswer { _ = engine.neighbors(query, $0) } == [])
        #expect(throws: PlainError.self) { try waitForAnswer { engine.externalItem(path: "/nowhere.jpg", $0) } }
        #expect(throws: CatalogError.self) { try engine.requiredSummary() }
    }

    /// Only where most of the items say so are they called T-shirts.
    @Test(arguments: [
        ("title", ["Navy tee, cat", "Henley", "V-neck T-shirt"], "T-shirt"), ("label", ["T-shirt/top"], "T-shirt"),
        ("Category", ["Graphic_Tee"], "T-shirt"), ("title", ["Best shirt", "Ankle boot"], "item"),
        ("label", ["Ankle boot", "Bag", "T-shirt/top"], "item"), ("brand", ["Tee"], "item"),
    ])
    func itemsAreCalledWhatTheyAre(_ column: String, _ values: [String], _ noun: String) throws {
        try add(0..<9)
        let rows = (0..<9).map { "tee-\(100 + $0),\"\(values[$0 % values.count])\"" }
        let path = try folder.write(Array((["id,\(column)"] + rows).joined(separator: "\n").utf8), to: "attributes.csv")
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        var options = Indexer.Options()
        options.attributes = try AttributesFile(path: path)
        _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder(), options: options).run(source: folder.path("tees")) { _ in }
        let summary = try waitForAnswer { LocalEngine(catalog).summary($0) }
        #expect(summary.noun == noun && summary.nouns == noun + "s" && summary.count == 9)
    }

    @Test func itemsComeInTheListingThatWasOpened() throws {
        let engine = try engine(8)
        let opened = try waitForAnswer {
            _ = engine.open(Listing(filter: "id != 'tee-103'"), query: nil, keep: "tee-104", $0)
        }
        #expect(opened == OpenedListing(count: 7, position: 3))
        let page = try waitForAnswer { _ = engine.items(at: 5..<20, $0) }
        #expect(page.start == 5 && page.items.map(\.id) == ["tee-106", "tee-107"])
        #expect(try waitForAnswer { _ = engine.position(of: .id("tee-107"), $0) } == 6)
        #expect(try waitForAnswer { _ = engine.position(of: .text("tee-105", from: 0, forward: true), $0) } == 4)
        #expect(throws: PlainError.self) { try waitForAnswer { _ = engine.position(of: .id("tee-103"), $0) } }
        #expect(
            try waitForAnswer { _ = engine.open(Listing(filter: "id = 'tee-33'"), query: nil, keep: nil, $0) }.hint?.contains("did you mean") == true)
        _ = try waitForAnswer { _ = engine.open(Listing(filter: "id != 'tee-103'"), query: nil, keep: nil, $0) }
        #expect(throws: CatalogError.self) { try waitForAnswer { _ = engine.position(of: .id("jacket"), $0) } }
    }

    @Test func itemsAreSortedByLabelAndID() throws {
        let engine = try engine(3)
        try FileManager.default.createDirectory(at: folder.url.appending(path: "tees/plain"), withIntermediateDirectories: true)
        try folder.write(Fixtures.bitmap(width: 12, height: 12) { x, y in (9, UInt8(x * 20), UInt8(y * 20)) }, to: "tees/plain/tee-99.bmp")
        #expect(try waitForAnswer { engine.summary($0) }.columns == ["id"])
        try index(into: engine.catalog)
        #expect(try waitForAnswer { engine.summary($0) }.columns == ["label", "id"])
        for name in ["id", "label"] {
            _ = try waitForAnswer { _ = engine.open(Listing(order: .attribute(name, descending: true)), query: nil, keep: nil, $0) }
            #expect(try waitForAnswer { _ = engine.items(at: 0..<1, $0) }.items.map(\.id) == ["tee-99"])
        }
    }

    @Test func aFilterIsRefusedWithThePlace() throws {
        let engine = try engine(1)
        do {
            _ = try waitForAnswer { _ = engine.open(Listing(filter: "é < 3 < 4"), query: nil, keep: nil, $0) }
            Issue.record("it was taken")
        } catch {
            #expect((error as? FilterError)?.character == 6 && !"\(error)".contains("\n"), "\(error)")
        }
    }

    @Test func neighborsLeaveTheItemItselfOut() throws {
        let engine = try engine(8)
        let query = NeighborQuery(subject: .item("tee-103"), metrics: [.cosine, .manhattan], count: 3, filter: "id != 'tee-104'")
        let rankings = try waitForAnswer { _ = engine.neighbors(query, $0) }
        #expect(rankings.map(\.metric) == [.cosine, .manhattan])
        for ranking in rankings {
            #expect(ranking.matches.count == 3)
            #expect(!ranking.matches.map(\.item.id).contains { ["tee-103", "tee-104"].contains($0) })
            #expect(ranking.matches.map(\.distance) == ranking.matches.map(\.distance).sorted())
        }
        #expect(throws: (any Error).self) {
            try waitForAnswer { _ = engine.neighbors(NeighborQuery(subject: .item("tee-103"), metrics: [.cosine], count: 3, filter: "price <"), $0) }
        }
    }

    @Test func ranksAreThoseOfTheNeighbours() throws {
        let engine = try engine(20)
        let basket = Basket(entries: [.init(item: "tee-100"), .init(item: "tee-103"), .init(item: "tee-101", opinion: .passed)])
        for mode in GhostMode.allCases {
            var query = NeighborQuery(subject: .ghost(basket), metrics: [.cosine, .manhattan, .hamming], count: 20, filter: "id != 'tee-104'")
            query.taste.mode = mode
            let rankings = try waitForAnswer { _ = engine.neighbors(query, $0) }
            query.count = 1
            let ids = (0..<20).map { "tee-\(100 + $0)" } + ["nobody"]
            let ranks = try waitForAnswer { _ = engine.ranks(of: ids, in: query, $0) }
            #expect(ranks.map(\.metric) == query.metrics)
            for (ranking, found) in zip(rankings, ranks) {
                #expect(ranking.matches.count == 16 && ranking.matches.map { found[$0.item.id] } == Array(1...16))
                for id in ["tee-100", "tee-101", "tee-103", "tee-104", "nobody"] { #expect(found[id] == nil, "\(id) is not admitted") }
            }
        }
        #expect(throws: (any Error).self) {
            try waitForAnswer {
                _ = engine.ranks(of: [], in: NeighborQuery(subject: .item("tee-103"), metrics: [.cosine], count: 3, filter: "price <"), $0)
            }
        }
    }

    @Test func metricsThatMustAgreeAreSaidWithTheNeighbours() throws {
        var catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        try add(0..<12)
        let unit = Circle(), options = Indexer.Options()
        _ = try Indexer(catalog: catalog, encoder: unit, options: options).run(source: folder.path("tees")) { _ in }
        var query = NeighborQuery(subject: .item("tee-103"), metrics: [.cosine, .euclidean, .manhattan, .dot], count: 5)
        let one = try waitForAnswer { _ = LocalEngine(catalog).neighbors(query, $0) }
        #expect(one.map(\.equivalents) == [[.cosine, .euclidean, .dot], [.cosine, .euclidean, .dot], [], [.cosine, .euclidean, .dot]])
        #expect(one[0].matches.map(\.item.id) == one[1].matches.map(\.item.id))
        query.metrics = [.cosine, .manhattan]
        #expect(try waitForAnswer { _ = LocalEngine(catalog).neighbors(query, $0) }.allSatisfy(\.equivalents.isEmpty))
        catalog = try Catalog(creating: folder.url.appendingPathComponent("other"))
        _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder(), options: options).run(source: folder.path("tees")) { _ in }
        query.metrics = [.cosine, .euclidean]
        query.taste.diversity = 0
        let lengths = try waitForAnswer { _ = LocalEngine(catalog).neighbors(query, $0) }
        let table = try catalog.generation().index()
        #expect(try table.hasOneLength() == !lengths[0].equivalents.isEmpty, "whatever the descriptor makes, what is said is measured")
    }

    @Test func neighboursSayWhichInterestTheyCameFor() throws {
        let engine = try engine(12)
        let basket = Basket(entries: [
            .init(item: "tee-100", weight: 2), .init(item: "tee-103"), .init(item: "tee-107"), .init(item: "tee-101", opinion: .passed),
        ])
        var query = NeighborQuery(subject: .ghost(basket), metrics: [.cosine, .euclidean], count: 6)
        for ranking in try waitForAnswer({ _ = engine.neighbors(query, $0) }) {
            let liked = ranking.interests.flatMap(\.likes)
            #expect(liked.sorted { $0.item < $1.item } == basket.liked.sorted { $0.item < $1.item })
            for interest in ranking.interests { #expect(interest.likes.contains { $0.item == interest.medoid }) }
            for place in ranking.interests.indices {
                let own = ranking.matches.filter { $0.interest == place }.map(\.distance)
                #expect(!own.isEmpty && own == own.sorted())
            }
        }
        query.taste.mode = .centroid
        for ranking in try waitForAnswer({ _ = engine.neighbors(query, $0) }) {
            #expect(ranking.interests.isEmpty && ranking.matches.allSatisfy { $0.interest == 0 })
        }
    }

    @Test func aChangedCatalogIsAnsweredFromAtOnce() throws {
        let engine = try engine(4)
        let before = try waitForAnswer { engine.version($0) }
        _ = try waitForAnswer { _ = engine.neighbors(NeighborQuery(subject: .item("tee-100"), metrics: [.cosine], count: 9), $0) }
        try add(4..<6)
        try index(into: engine.catalog)
        #expect(try waitForAnswer { engine.version($0) } != before)
        let rankings = try waitForAnswer { _ = engine.neighbors(NeighborQuery(subject: .item("tee-100"), metrics: [.cosine], count: 9), $0) }
        #expect(rankings[0].matches.count == 5)
    }

    @Test func changesOfBasketsAreMerged() throws {
        let engine = try engine(4)
        var mine = BasketContents(), theirs = BasketContents()
        mine.baskets[0] = Basket(name: mine.basket.name, entries: [.init(item: "tee-100")])
        theirs.baskets[0] = Basket(name: theirs.basket.name, entries: [.init(item: "tee-101")])
        _ = try waitForAnswer { engine.change(BasketChange(from: BasketContents(), to: theirs), $0) }
        let made = try waitForAnswer { engine.change(BasketChange(from: BasketContents(), to: mine), $0) }
        #expect(Set(made.change.to.basket.entries.map(\.item)) == ["tee-100", "tee-101"] && made.aside == nil)
    }

    @Test func whatCannotBeReadIsKeptAside() throws {
        let engine = try engine(4)
        try engine.catalog.store(["of a later version"], as: "baskets")
        #expect(try waitForAnswer { engine.baskets($0) }.isUnreadable)
        var liked = BasketContents()
        liked.baskets[0] = Basket(name: liked.basket.name, entries: [.init(item: "tee-100")])
        let changed = try waitForAnswer { engine.change(BasketChange(from: BasketContents(), to: liked), $0) }
        let aside = try #require(changed.aside)
        #expect(try engine.catalog.document(aside, as: [String].self) == ["of a later version"])
    }

    @Test func askedForItemsMustBeThere() throws {
        let engine = try engine(4)
        #expect(try waitForAnswer { engine.items(knownAs: ["tee-102", "tee-100"], $0) }.map(\.id) == ["tee-102", "tee-100"])
        #expect { try waitForAnswer { engine.items(knownAs: ["tee-100", "tee-10"], $0) } } throws: { "\($0)".contains("there is no item tee-10") }
    }

    @Test func whatACommandAsksBesidesIsAnswered() throws {
        let engine = try engine(12)
        let summary = try engine.requiredSummary()
        #expect(summary.encoder == "descriptor" && summary.dimensions == DescriptorEncoder().identity.dimensions && summary.count == 12)
        let basket = Basket(entries: [.init(item: "tee-100"), .init(item: "tee-105", opinion: .passed)])
        var query = NeighborQuery(subject: .ghost(basket), metrics: [.euclidean], count: 12)
        query.taste.mode = .rocchio
        func nearest() throws -> [Match] { try waitForAnswer { _ = engine.neighbors(query, $0) }[0].matches }
        let plain = try nearest()
        #expect(Set(plain.map(\.item.id)).isDisjoint(with: ["tee-100", "tee-105"]) && plain.count == 10)
        #expect(plain.map { $0.item.id } == plain.map { "tee-\(100 + $0.position)" }, "positions are those of the catalog's own order")
        query.includesExamples = true
        #expect(try nearest().count == 12)
        (query.likedFactor, query.passedFactor) = (1, 0)
        #expect(try nearest()[0].item.id == "tee-100" && nearest()[0].distance == 0)
        let part = try #require(summary.parts.first)
        query.partWeights = [part: 0.25]
        #expect(try nearest().map(\.distance) != plain.map(\.distance))
        query.partWeights = ["sleeve": 1]
        #expect { try nearest() } throws: { "\($0)".contains("no part called sleeve") }
    }

    @Test func nearIdenticalPicturesCountOnce() throws {
        try add(0..<6)
        try add(25..<31)
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        try index(into: catalog)
        let engine = LocalEngine(catalog)
        var query = NeighborQuery(subject: .item("tee-100"), metrics: [.cosine], count: 20)
        let all = try waitForAnswer { _ = engine.neighbors(query, $0) }[0].matches.count
        query.collapsesDuplicates = true
        #expect(try waitForAnswer { _ = engine.neighbors(query, $0) }[0].matches.count < all)
    }

    @Test func picturesFromOutsideAreLikes() throws {
        let engine = try engine(8)
        let path = try folder.write(Fixtures.bitmap(width: 12, height: 12) { x, y in (30, UInt8(x * 20), UInt8(y * 20)) }, to: "mine.bmp")
        let mine = try waitForAnswer { engine.externalItem(path: path, $0) }
        #expect(ItemSummary.isPath(mine.id) && mine.path == mine.id)
        let basket = Basket(entries: [.init(item: mine.id, weight: 3), .init(item: "tee-106")])
        var query = NeighborQuery(subject: .ghost(basket), metrics: [.cosine], count: 3)
        query.taste.mode = .best
        let matches = try waitForAnswer { _ = engine.neighbors(query, $0) }[0].matches
        #expect(matches[0].item.id == "tee-103" && matches[0].because[0].id == mine.id)
        let text = try folder.write(Array("text".utf8), to: "text.jpg")
        #expect { try waitForAnswer { engine.externalItem(path: text, $0) } } throws: { "\($0)".hasPrefix(text + ": ") }
    }

    /// Likes the blue end of pictures.
    /// Vectors of one length.
    private struct Circle: Encoder {
        let identity = EncoderIdentity(name: "circle", version: "1", dimensions: 2)
        let preferredSide = 8, batchSize = 4

        func encode(_ pictures: [Raster]) throws -> [Float] {
            pictures.flatMap { picture in
                let angle = Double(picture.meanColor().red) / 50
                return [Float(cos(angle)), Float(sin(angle))]
            }
        }
    }

    private struct Blue: Encoder {
        let identity = EncoderIdentity(name: "blue", version: "1", dimensions: 2)
        let preferredSide = 8, batchSize = 4

        func encode(_ pictures: [Raster]) throws -> [Float] { pictures.flatMap { [Float($0.meanColor().blue), Float($0.meanColor().red)] } }
    }

    @Test func neighboursComeByTheEncoderThatIsAskedFor() throws {
        let engine = try engine(8)
        _ = try FurtherEncoding(engine.catalog, by: Blue()).run()
        let encoders = try waitForAnswer { engine.summary($0) }.encoders
        #expect(encoders.map(\.name) == ["descriptor", "blue"] && encoders.map(\.missing) == [0, 0])
        var query = NeighborQuery(subject: .item("tee-103"), metrics: [.euclidean], count: 2)
        query.encoder = "blue"
        let found = try waitForAnswer { _ = engine.neighbors(query, $0) }
        #expect(Set(found[0].matches.map(\.item.id)) == ["tee-102", "tee-104"] && found[0].matches.allSatisfy { $0.distance == 10 })
        query.encoder = "green"
        #expect(throws: CatalogError.self) { try waitForAnswer { _ = engine.neighbors(query, $0) } }
    }

    /// They find nothing, are found by nothing, and come last in an order by likeness.
    @Test func itemsWithoutAVectorAreLeftOut() throws {
        let engine = try engine(6)
        _ = try FurtherEncoding(engine.catalog, by: Blue()).run()
        try add(6..<9)
        try index(into: engine.catalog)
        #expect(try waitForAnswer { engine.summary($0) }.encoders.map(\.missing) == [0, 3])
        var query = NeighborQuery(subject: .item("tee-101"), metrics: [.euclidean], count: 20)
        query.encoder = "blue"
        let found = try waitForAnswer { _ = engine.neighbors(query, $0) }
        #expect(Set(found[0].matches.map(\.item.id)) == ["tee-100", "tee-102", "tee-103", "tee-104", "tee-105"])
        let opened = try waitForAnswer { _ = engine.open(Listing(order: .item("tee-101")), query: query, keep: nil, $0) }
        let listed = try waitForAnswer { _ = engine.items(at: 0..<20, $0) }.items.map(\.id)
        #expect(opened.count == 9 && listed.first == "tee-101" && Set(listed.suffix(3)) == ["tee-106", "tee-107", "tee-108"])
        query.subject = .item("tee-107")
        let failure = #expect(throws: PlainError.self) { try waitForAnswer { _ = engine.neighbors(query, $0) } }
        #expect(failure?.description.contains("tee-107 has no vector by blue yet") == true)
    }

    @Test func wordsFindPicturesAndMixWithThem() throws {
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        try add(0..<9)
        _ = try Indexer(catalog: catalog, encoder: WordEncoder { $0 < 25 ? "cat" : "sailing boat" }).run(source: folder.path("tees"))
        let engine = LocalEngine(catalog), cats: Set = ["tee-100", "tee-101", "tee-102"]
        func nearest(_ liked: [String], mode: GhostMode, count: Int = 3) throws -> [Match] {
            let basket = Basket(entries: liked.map { Basket.Entry(item: $0) })
            var query = NeighborQuery(subject: .ghost(basket), metrics: [.cosine], count: count)
            query.taste.mode = mode
            return try waitForAnswer { _ = engine.neighbors(query, $0) }[0].matches
        }
        for mode in GhostMode.allCases {
            #expect(try Set(nearest([Wish.id(of: "cat")], mode: mode).map(\.item.id)) == cats)
            #expect(try cats.isDisjoint(with: nearest([Wish.id(of: "boat -cat")], mode: mode).map(\.item.id)))
        }
        // Neither side drowns the other: both kinds come, and each neighbour says whom it owes most to.
        let both = try nearest([Wish.id(of: "cat"), "tee-105"], mode: .interests, count: 4)
        #expect(both.count { cats.contains($0.item.id) } == 2)
        for match in both { #expect(match.because.first?.id == (cats.contains(match.item.id) ? Wish.id(of: "cat") : "tee-105")) }

        let reading = try waitForAnswer { engine.reading(of: "cat in sunglases", encoder: nil, $0) }
        #expect(reading.known.contains("cat") && reading.unknown.map(\.word) == ["sunglases"])
        #expect(reading.unknown.first?.nearest.contains("sunglasses") == true)
        #expect(reading.isUnderstood && !reading.complaint(about: "cat").isEmpty)
        #expect(try !waitForAnswer { engine.reading(of: "qqqqq", encoder: nil, $0) }.isUnderstood)
        // What says nothing is not claimed, and near words are looked for of the first few unknown ones only.
        let known = try waitForAnswer { engine.reading(of: "a cat for my daughter", encoder: nil, $0) }.known
        #expect(known.contains("cat") && !known.contains("my") && !known.contains("for"))
        let unknown = try waitForAnswer { engine.reading(of: "sunglases giraff elephamt umbrela guitarr", encoder: nil, $0) }.unknown
        #expect(unknown.count == 5 && unknown.map(\.nearest.isEmpty) == [false, false, false, true, true])
        #expect(try waitForAnswer { engine.reading(of: "cat -boat 2:navy", encoder: nil, $0) }.known == ["cat", "less of boat", "navy ×2"])
    }

    /// A catalog of cats and boats, whose encoder knows words.
    private func wordyEngine() throws -> LocalEngine {
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        try add(0..<9)
        _ = try Indexer(catalog: catalog, encoder: WordEncoder { $0 < 25 ? "cat" : "sailing boat" }).run(source: folder.path("tees"))
        return LocalEngine(catalog)
    }

    private func listed(_ words: String, filter: String? = nil, in engine: LocalEngine) throws -> [String] {
        let basket = Basket(entries: [Basket.Entry(item: Wish.id(of: words))])
        let query = NeighborQuery(subject: .ghost(basket), metrics: [.cosine], count: 0)
        let listing = Listing(order: .words(words), filter: filter)
        let opened = try waitForAnswer { _ = engine.open(listing, query: query, keep: nil, $0) }
        let page = try waitForAnswer { _ = engine.items(at: 0..<20, $0) }
        #expect(page.items.count == opened.count)
        return page.items.map(\.id)
    }

    @Test func wordsOrderAListing() throws {
        let engine = try wordyEngine(), cats: Set = ["tee-100", "tee-101", "tee-102"]
        #expect(try Set(listed("cat", in: engine).prefix(3)) == cats && listed("cat", in: engine).count == 9)
        #expect(try cats.isSubset(of: listed("boat -cat", in: engine).suffix(3)))
        // Of what a condition leaves, in the words' order.
        #expect(try Set(listed("cat", filter: "id != 'tee-100'", in: engine).prefix(2)) == ["tee-101", "tee-102"])
        // Words of which none is known order nothing, and say what there is.
        let failure = #expect(throws: PlainError.self) { try listed("sunglases", in: engine) }
        #expect(failure?.description.contains("none of the words “sunglases”") == true && failure?.description.contains("sunglasses") == true)
        #expect(try listed("cat", in: engine).count == 9, "what was listed before stays askable")
    }

    @Test func aWishOfWhichNothingIsUnderstoodCountsForNothing() throws {
        let engine = try wordyEngine()
        func nearest(_ liked: [String], passed: [String] = []) throws -> [Match] {
            let basket = Basket(
                entries: liked.map { Basket.Entry(item: $0) } + passed.map { Basket.Entry(item: $0, opinion: .passed) })
            return try waitForAnswer { _ = engine.neighbors(NeighborQuery(subject: .ghost(basket), metrics: [.cosine], count: 4), $0) }[0].matches
        }
        #expect(try nearest([Wish.id(of: "qqqqq")]).isEmpty)
        #expect(try nearest([Wish.id(of: "qqqqq"), "tee-105"]).map(\.item.id) == nearest(["tee-105"]).map(\.item.id))
        // A passed wish pushes away too.
        #expect(try nearest(["tee-105"], passed: [Wish.id(of: "cat")]).allSatisfy { !["tee-100", "tee-101", "tee-102"].contains($0.item.id) })
    }

    @Test func aWishIsKnownByItsWordsUnlessAnItemHasThatVeryID() throws {
        let engine = try engine(3)
        let wish = Wish.id(of: "sailing boat")
        let found = try waitForAnswer { engine.items(ids: ["tee-101", wish, "gone"], $0) }
        #expect(found.map(\.id) == ["tee-101", wish] && found.map(\.words) == [nil, "sailing boat"])
        #expect(Caption.standard.name(of: found[1]) == "“sailing boat”" && Caption(["id", "price"]).name(of: found[1]) == "“sailing boat”")
        try folder.write(Fixtures.bitmap(width: 8, height: 8) { _, _ in (1, 2, 3) }, to: "named/words: sailing boat.bmp")
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("named-catalog"))
        _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder()).run(source: folder.path("named"))
        let items = try waitForAnswer { LocalEngine(catalog).items(ids: [wish], $0) }
        #expect(items.map(\.id) == [wish] && items[0].words == nil && items[0].picture != nil)
        // Where the encoder knows no words, a wish beside a like counts for nothing.
        let basket = Basket(entries: [Basket.Entry(item: wish), Basket.Entry(item: "tee-100")])
        let near = try waitForAnswer { _ = engine.neighbors(NeighborQuery(subject: .ghost(basket), metrics: [.cosine], count: 2), $0) }
        #expect(near[0].matches.count == 2)
        #expect(try waitForAnswer { engine.summary($0) }.encoders.map(\.knowsWords) == [false])
    }

    @Test func anEncoderWithoutWordsSaysSo() throws {
        let engine = try engine(3)
        let failure = #expect(throws: PlainError.self) { try waitForAnswer { engine.reading(of: "cat", encoder: nil, $0) } }
        #expect(failure?.description.contains("descriptor knows no words") == true)
        #expect(failure?.description.contains("vitrine index --encoder vitrine-tee --catalog") == true)
    }
}
