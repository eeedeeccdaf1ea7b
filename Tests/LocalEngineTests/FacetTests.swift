import Basics
import Encoders
import Engine
import Foundation
import TestSupport
import Testing

@testable import Catalog
@testable import LocalEngine

/// Counting what can be ticked.
@Suite struct FacetTests {
    private let folder = try! TemporaryFolder()

    /// Items with these attributes, as JSON.
    private func engine(_ attributes: [String]) throws -> LocalEngine {
        let catalog = try Catalog(creating: folder.url.appendingPathComponent("catalog"))
        guard !attributes.isEmpty else { return LocalEngine(catalog) }
        for number in attributes.indices {
            try folder.write(
                Fixtures.bitmap(width: 8, height: 8) { x, y in (UInt8(number), UInt8(x * 9), UInt8(y * 9)) }, to: "tees/\(1000 + number).bmp")
        }
        _ = try Indexer(catalog: catalog, encoder: DescriptorEncoder(), options: Indexer.Options()).run(source: folder.path("tees")) { _ in }
        try catalog.write { db in
            for (row, text) in attributes.enumerated() {
                try db.execute(sql: "UPDATE item SET attributes = ? WHERE row = ?", arguments: [text, row])
            }
        }
        return LocalEngine(catalog)
    }

    private func shop() throws -> LocalEngine {
        try engine(
            (0..<40).map { number in
                let colour = number % 2 == 0 ? "navy" : number % 4 == 1 ? "Red" : "red"
                let sizes = number % 5 == 0 ? #""M""# : #"["M","L"]"#
                return #"{"title":"Plain tee \#(number)","colour":"\#(colour)","price":"€\#(10 + number).50","sizes":\#(sizes)}"#
            })
    }

    private func facets(_ engine: LocalEngine, _ listing: Listing = Listing()) throws -> Facets {
        try waitForAnswer { _ = engine.facets(of: listing, query: nil, $0) }
    }

    private func values(_ facets: Facets, _ name: String) -> [String: Int] {
        guard case .values(let values, _)? = facets.facets.first(where: { $0.name == name })?.content else { return [:] }
        return Dictionary(values.map { ($0.text, $0.count) }) { first, _ in first }
    }

    private func histogram(_ facets: Facets) throws -> Facet.Histogram {
        guard case .numbers(let histogram)? = facets.facets.first(where: { $0.name == "price" })?.content else { throw PlainError("no histogram") }
        return histogram
    }

    @Test func everyColumnCountsWhatTheOthersLeave() throws {
        let engine = try shop()
        let all = try facets(engine)
        // Titles name single items; colours that differ in case alone are one.
        #expect(all.facets.map(\.name) == ["colour", "price", "sizes"])
        #expect(all.count == 40 && all.filter == nil)
        #expect(values(all, "colour") == ["navy": 20, "Red": 20] && values(all, "sizes") == ["M": 40, "L": 32])
        let prices = try histogram(all)
        #expect(prices.start == 10 && prices.counts.reduce(0, +) == 40 && prices.edge(prices.counts.count) > 49.5)

        let navy = try facets(engine, Listing(filter: "colour = NAVY and sizes in (L) and price >= 20 and title contains tee"))
        #expect(navy.filter == "title contains 'tee' and colour = 'navy' and price >= 20 and sizes = 'L'")
        let found = try waitForAnswer { _ = engine.open(Listing(filter: navy.filter), query: nil, keep: nil, $0) }
        #expect(found.count == navy.count)
        // Of colours all that meet the rest, of sizes all navy ones, of prices the lower ones too.
        #expect(values(navy, "colour")["Red"] == 12 && values(navy, "sizes")["M"] == 15)
        #expect(try histogram(navy).counts.reduce(0, +) == 16)
    }

    /// Sizes and numbers hang in their own order, whatever is ticked; other values by how many there are.
    @Test func sizesAndNumbersHaveTheirOrder() throws {
        let engine = try engine(
            (0..<30).map { number in
                let sizes = [#"["XL","M"]"#, #"["S","XXL"]"#, #"["M","L"]"#][number % 3], year = [2010, 2009, 998][number % 3]
                return
                    #"{"sizes":\#(sizes),"year":"\#(year)","waist":"\#([40, 36, 38][number % 3])","fit":"\#(["slim", "wide", "wide"][number % 3])"}"#
            })
        func order(_ facets: Facets, _ name: String) -> [String] {
            guard case .values(let values, _)? = facets.facets.first(where: { $0.name == name })?.content else { return [] }
            return values.map(\.text)
        }
        let all = try facets(engine)
        #expect(order(all, "sizes") == ["S", "M", "L", "XL", "XXL"] && order(all, "waist") == ["36", "38", "40"])
        #expect(order(all, "year") == ["998", "2009", "2010"] && order(all, "fit") == ["wide", "slim"])
        #expect(try order(facets(engine, Listing(filter: "sizes = XL")), "sizes") == ["S", "M", "L", "XL", "XXL"])
        #expect(NaturalOrder.places(of: ["3XL", "One size", "XS", "x-large", "M"], in: "sizes") == [3, 4, 0, 2, 1])
        #expect(NaturalOrder.places(of: ["M", "navy"], in: "colour") == nil && NaturalOrder.places(of: ["36/38", "32-34"], in: "size") == [1, 0])
    }

    @Test func whatNoItemHasIsNotTicked() throws {
        let engine = try shop()
        let facets = try facets(engine, Listing(filter: "colour in (navy, purple) and price >= 20 and price >= 30", text: "tee 3"))
        #expect(facets.rest == "colour in ('navy', 'purple') and price >= 30")
        #expect(facets.filter?.hasSuffix("price >= 20") == true)
        #expect(facets.count == 10)
        #expect(throws: (any Error).self) { try self.facets(engine, Listing(filter: "colour =")) }
        #expect(throws: CatalogError.self) { try self.facets(engine, Listing(filter: "colr = navy")) }
    }

    @Test func strangeColumnsDoNoHarm() throws {
        let engine = try engine([
            #"{"a":"1e308","b]":"x","C":"y","and":"z"}"#, #"{"a":"-1e308","and":"z"}"#, #"{"a":"nan","":"w"}"#, #"{"a":"inf","é":"1"}"#, "{}", "[]",
        ])
        let facets = try facets(engine)
        #expect(!facets.facets.contains { ["b]", "C"].contains($0.name) })
        for (place, facet) in facets.facets.enumerated() {
            guard case .values(let values, _) = facet.content else { continue }
            for value in values.indices {
                let filter = try #require(facets.ticking(value, of: place).filter)
                #expect(try self.facets(engine, Listing(filter: filter)).count == values[value].count, "\(filter)")
            }
        }
    }

    /// Whole numbers stand on the edges of bins: what a bin counts is what its limits let through.
    @Test func limitsLetThroughWhatTheirBinsCount() throws {
        let engine = try engine((0..<60).map { #"{"year":"\#(2000 + $0 % 30)","weight":"\#(Double($0 % 30) / 1e8)"}"# })
        let all = try facets(engine)
        for (place, facet) in all.facets.enumerated() {
            guard case .numbers(let histogram) = facet.content else { throw PlainError("no histogram of \(facet.name)") }
            for bin in histogram.counts.indices {
                let range = Facet.Range(from: histogram.edge(bin), below: histogram.edge(bin + 1))
                let limited = all.limiting(range, of: place)
                #expect(try self.facets(engine, Listing(filter: limited.filter)).count == histogram.counts[bin], "\(facet.name) \(range)")
            }
        }
    }

    @Test func whatIsNearEnoughIsCountedAndListed() throws {
        let engine = try shop()
        let query = NeighborQuery(subject: .item("1003"), metrics: [.euclidean], count: 40)
        let found = try waitForAnswer { _ = engine.neighbors(query, $0) }[0].matches
        let distance = Double(found[9].distance)
        let listing = Listing(order: .item("1003"), within: distance)
        let opened = try waitForAnswer { _ = engine.open(listing, query: query, keep: nil, $0) }
        // The item itself is nearest.
        #expect(opened.count == 1 + found.count { Double($0.distance) <= distance })
        let first = try waitForAnswer { _ = engine.items(at: 0..<2, $0) }.items
        #expect(first[0].id == "1003")
        #expect(try waitForAnswer { _ = engine.facets(of: listing, query: query, $0) }.count == opened.count)
        #expect(try waitForAnswer { _ = engine.open(Listing(within: 0.1), query: nil, keep: nil, $0) }.count == 40)
    }

    @Test(arguments: [-1.797e308, 1.797e308, .leastNonzeroMagnitude, 1e17]) func numbersAtTheEndsOfTheirRangeDoNoHarm(_ last: Double) throws {
        let engine = try engine((0..<30).map { #"{"size":"\#($0 == 29 ? last : Double(-2 - $0))"}"# })
        #expect(try facets(engine).count == 30)
    }

    @Test func anEmptyCatalogHasNone() throws { #expect(try facets(try engine([])) == Facets(facets: [], count: 0)) }
}
