import Foundation
import TestSupport
import Testing
import Web

@testable import Shops

@Suite struct FeedTests {
    static func rss(_ items: String, head: String = "<?xml version=\"1.0\"?>") -> String {
        "\(head)<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\"><channel><title>Tees &amp; Co</title>\(items)</channel></rss>"
    }

    static func item(
        _ id: String, _ rest: String = "", title: String = "Tee", group: String? = nil, size: String? = nil, color: String? = nil, image: String = "a"
    ) -> String {
        "<item><g:id>\(id)</g:id><title>\(title)</title><g:image_link>https://x.example/\(image).jpg</g:image_link>"
            + (group.map { "<g:item_group_id>\($0)</g:item_group_id>" } ?? "") + (size.map { "<g:size>\($0)</g:size>" } ?? "")
            + (color.map { "<g:color>\($0)</g:color>" } ?? "") + "\(rest)</item>"
    }

    static func read(_ bytes: [UInt8], type: String? = nil, limit: Int = .max) throws -> Told {
        let answer = PretendedWeb.Answer(body: bytes, headers: type.map { [("Content-Type", $0)] } ?? [])
        return try Told(ShopReader(url: "https://x.example/feed", web: PretendedWeb(["https://x.example/feed": answer])), limit: limit)
    }

    static func read(_ text: String) throws -> Told { try read(Array(text.utf8)) }

    @Test func fieldsAreReadByGooglesNames() throws {
        let told = try Self.read(
            Self.rss(
                Self.item(
                    "1",
                    """
                    <link>https://x.example/1</link><g:price>129.99 USD</g:price><g:sale_price>99.99 USD</g:sale_price><g:availability>in_stock</g:availability>
                    <g:brand><![CDATA[B & C]]></g:brand><g:product_type>Clothing &gt; Tees</g:product_type><g:shipping><g:price>5 USD</g:price></g:shipping>
                    <g:additional_image_link>https://x.example/b.jpg</g:additional_image_link><g:color>red</g:color><g:size>M</g:size>
                    """)))
        #expect(told.kind == .feed && told.name == "Tees & Co" && told.reading.isComplete)
        let item = try #require(told.items.first)
        #expect(item.price == "99.99" && item.priceBefore == "129.99" && item.currency == "USD" && item.brand == "B & C")
        #expect(item.type == "Clothing > Tees" && item.colour == "red" && item.sizes == ["M"] && item.inStock == ["M"])
        #expect(item.pictures == ["https://x.example/a.jpg", "https://x.example/b.jpg"] && item.url == "https://x.example/1")
    }

    @Test func sizesOfAGroupAreOneItemWhereverTheyStand() throws {
        let rows = [
            Self.item("1", "<g:availability>out of stock</g:availability>", group: "G", size: "S", color: "red", image: "r"),
            Self.item("2", group: "G", size: "M", color: "red", image: "r"), Self.item("3", group: "G", size: "S", color: "blue", image: "b"),
            Self.item("9", image: "z"), Self.item("4", group: "G", size: "L", color: "red", image: "r"),
        ]
        let told = try Self.read(Self.rss(rows.joined()))
        try #require(told.latest.map(\.product) == ["G", "G", "9"], "\(told)")
        #expect(told.latest[0].sizes == ["S", "M", "L"] && told.latest[0].inStock == ["M", "L"])
        #expect(told.latest[1].colour == "blue" && told.latest[1].pictures == ["https://x.example/b.jpg"])
    }

    @Test func atomAndTablesTellTheSame() throws {
        let atom = """
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>S</title><entry><g:id>1</g:id><title>Tee</title>
            <link href="https://x.example/1"/><g:image_link>https://x.example/a.jpg</g:image_link><g:price>5.00 EUR</g:price></entry></feed>
            """
        let tsv = "\u{FEFF}id\tTitle\tlink\timage link\tprice\r\n1\tTee\thttps://x.example/1\thttps://x.example/a.jpg\t5.00 EUR\r\n"
        let csv = "\"id\",\"title\",\"link\",\"image_link\",\"price\"\n1,\"Tee\",https://x.example/1,https://x.example/a.jpg,\"5,00 EUR\""
        let items = try [atom, tsv, csv].map { try Self.read($0).items }
        try #require(items.allSatisfy { $0 == items[0] } && items[0].count == 1, "\(items)")
        #expect(items[0][0].url == "https://x.example/1" && items[0][0].price == "5.00")
    }

    @Test func whatIsBrokenIsReadAsFarAsItGoes() throws {
        let told = try Self.read(
            Self.rss(
                Self.item("1", title: "R&B & Soul &nbsp;Tee &unknown;") + Self.item("2", title: "a <b>bold<b> tee")
                    + "<item><title>no id</title></item><item><g:id>4</g:id><title>no picture</title></item>"
                    + Self.item("5", title: "size <5 \u{1} tee")))
        try #require(told.items.map(\.product) == ["1", "2", "5"], "\(told)")
        #expect(told.items[0].title == "R&B & Soul Tee &unknown;" && told.items[2].title == "size <5 tee")
        #expect(told.problems.count == 2 && told.reading.isComplete)
    }

    @Test func entitiesAreNeverExpanded() throws {
        let bomb =
            "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">"
            + (0..<20).map { "<!ENTITY b\($0) \"\(String(repeating: "&\($0 == 0 ? "a" : "b\($0 - 1)");", count: 10))\">" }.joined()
            + "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>"
        let told = try Self.read(Self.rss(Self.item("1", title: "x &b19; &file; y"), head: bomb))
        #expect(told.items.first?.title == "x &b19; &file; y")
    }

    @Test func encodingsAreWhatTheBytesAre() throws {
        let latin = Array(Self.rss(Self.item("1", title: "Caf@"), head: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>").utf8).map {
            $0 == UInt8(ascii: "@") ? 0xE9 : $0
        }
        #expect(try Self.read(latin).items.first?.title == "Café")
        let wrong = Self.rss(Self.item("1", title: "Café"), head: "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>")
        #expect(try Self.read(wrong).items.first?.title == "Café")
        let cyrillic = Array(Self.rss(Self.item("1", title: "@"), head: "<?xml version=\"1.0\" encoding=\"windows-1251\"?>").utf8)
            .flatMap { $0 == UInt8(ascii: "@") ? [0xCC, 0xE0, 0xE9] : [$0] as [UInt8] }
        #expect(try Self.read(cyrillic).items.first?.title == "Май")
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in Self.rss(Self.item("1", title: "Café 😀")).utf16 { wide += [UInt8(unit & 255), UInt8(unit >> 8)] }
        #expect(try Self.read(wide).items.first?.title == "Café 😀")
    }

    @Test func aFeedThatBreaksOffIsNotComplete() throws {
        let text = Self.rss(Self.item("1") + Self.item("2"))
        let cut = try Self.read(String(text.dropLast(60)))
        #expect(cut.items.map(\.product) == ["1"] && !cut.reading.isComplete)
        let answer = PretendedWeb.Answer(body: Array((text + String(repeating: " ", count: 20_000)).utf8), breaksAfter: 10_000)
        let broken = try Told(ShopReader(url: "https://x.example/feed", web: PretendedWeb(["https://x.example/feed": answer])))
        #expect(broken.items.count == 2 && broken.reading.reason?.contains("broke") == true)
    }

    @Test func unchangedFeedsSaySo() throws {
        let tag = WebValidators(etag: "\"a\"")
        let web = PretendedWeb(["https://x.example/feed": .init(body: Array(Self.rss(Self.item("1")).utf8), validators: tag)])
        let first = try Told(ShopReader(url: "https://x.example/feed", web: web))
        #expect(first.reading.validators == ["https://x.example/feed": tag])
        let second = try Told(ShopReader(url: "https://x.example/feed", validators: first.reading.validators, web: web))
        #expect(second.reading.isUnchanged && second.items.isEmpty && second.reading.validators == first.reading.validators)
    }

    @Test func filesAreReadToo() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(Self.rss(Self.item("1")).utf8), to: "feed.xml")
        #expect(try Told(ShopReader(file: path)).items.count == 1)
        let other = try folder.write(Array("<html>".utf8), to: "page.html")
        #expect(throws: (any Error).self) { try Told(ShopReader(file: other)) }
        #expect(throws: (any Error).self) { try Told(ShopReader(file: folder.path("none"))) }
    }

    @Test func hugeItemsAndRowsAreLeftOut() throws {
        let long = String(repeating: "x", count: 5 << 20)
        let told = try Self.read(Self.rss(Self.item("1") + Self.item("2", title: long) + Self.item("3")))
        #expect(told.items.map(\.product) == ["1", "3"] && !told.problems.isEmpty)
        let table = "id\ttitle\timage_link\n1\tTee\thttps://x.example/a.jpg\n2\t\"\(long)\n3\tTee\thttps://x.example/a.jpg\n"
        let rows = try Self.read(table)
        #expect(rows.items.map(\.product) == ["1", "3"] && rows.problems.count == 1)
    }

    @Test func reductionsHoldForTheirTime() throws {
        func item(_ time: String) throws -> ShopItem? {
            try Self.read(
                Self.rss(
                    Self.item(
                        "1",
                        "<g:price>10 EUR</g:price><g:sale_price>8 EUR</g:sale_price><g:sale_price_effective_date>\(time)</g:sale_price_effective_date>"
                    ))
            ).items.first
        }
        #expect(try item("2001-01-01T00:00-0800/2001-02-01T00:00-0800")?.price == "10")
        #expect(try item("2001-01-01T00:00Z/2901-02-01T00:00Z")?.price == "8")
        #expect(try item("whenever")?.price == "8")
    }

    @Test func changedBytesNeitherCrashNorHang() throws {
        var random = SeededGenerator(seed: 7)
        let fixtures = [
            Self.rss(
                (0..<20).map { Self.item("\($0)", "<g:price>5 EUR</g:price>", group: "\($0 / 4)", size: "S", color: "c\($0)", image: "\($0)") }
                    .joined()),
            "id,title,image_link\n" + (0..<20).map { "\($0),\"Tee \"\"x\"\"\",https://x.example/\($0).jpg\n" }.joined(),
        ].map { Array($0.utf8) }
        for fixture in fixtures {
            for _ in 0..<200 {
                var bytes = Array(fixture.prefix(Int.random(in: 0...fixture.count, using: &random)))
                for _ in 0..<Int.random(in: 0...30, using: &random) where !bytes.isEmpty {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = [0, 0x3C, 0x26, 0x22, 0xFF, UInt8.random(in: 0...255, using: &random)]
                        .randomElement(using: &random)!
                }
                if let told = try? Self.read(bytes) { #expect(told.items.allSatisfy { !$0.pictures.isEmpty && !$0.title.isEmpty }) }
            }
        }
    }
}
