import Foundation
import GRDB
import TestSupport
import Testing

@testable import Catalog

@Suite struct FindingTests {
    let shop = Shop()

    private let attributes = """
        id,title,colour,url
        8753178,"Crème tee, sleeping cat",navy,https://shop.example/dog
        8753225,"Navy tee, RÉPUBLIQUE",rosé,
        8754110,"100% ""cotton"" tee",Ｗｈｉｔｅ,
        caté-9,,black,
        """

    private func catalog() throws -> Catalog {
        for name in ["8753178", "8753225", "8754110", "caté-9"] { try shop.add("\(name).bmp", red: 1) }
        try shop.temporary.write(Array(attributes.utf8), to: "attributes.csv")
        return try shop.index { $0.attributes = try AttributesFile(path: shop.temporary.path("attributes.csv")) }.catalog
    }

    private func found(_ text: String, in catalog: Catalog) throws -> [String] {
        try catalog.items(rows: catalog.rows(containing: text)).map(\.id).sorted()
    }

    @Test(arguments: [
        ("cat", ["8753178", "caté-9"]), ("CAT", ["8753178", "caté-9"]), ("slee cat", ["8753178"]), ("3178", ["8753178"]),
        ("8753", ["8753178", "8753225"]),
        ("creme", ["8753178"]), ("crème", ["8753178"]), ("republique", ["8753225"]), ("ROSE", ["8753225"]), ("cate", ["caté-9"]),
        ("white", ["8754110"]), ("ca", ["8753178", "caté-9"]), ("9", ["caté-9"]), ("te ca", ["8753178", "caté-9"]),
        ("  ", ["8753178", "8753225", "8754110", "caté-9"]),
        ("dog", []), ("shop.example", []), ("100%", ["8754110"]), ("\"cotton\"", ["8754110"]),
    ])
    func anyPartOfAWordFinds(_ typed: String, ids: [String]) throws {
        #expect(try found(typed, in: catalog()) == ids, "\(typed)")
    }

    /// Titles of shops of the world, each with what somebody types to find it.
    private let world = [
        ("Футболка «Чёрный кот»", ["футбол", "ЧЕРНЫЙ", "кот"]), ("قَمِيصٌ أَحْمَر وَقِطَّة", ["قميص", "احمر", "أحمر", "قطه"]),
        ("חוּלְצַת חָתוּל", ["חולצת", "חתול"]),
        ("Άσπρη μπλούζα με γάτες", ["ασπρη", "ΜΠΛΟΥΖΑ", "γατεσ"]), ("Weißes Größe-XL-Trikot", ["weisses", "WEISSES", "grosse", "größe"]),
        ("KIRMIZI İSTANBUL tişört", ["kırmızı", "kirmizi", "istanbul", "TİŞÖRT", "tisort"]),
        ("Áo thun đỏ họa tiết mèo", ["ao thun", "đỏ", "do meo", "hoa tiet"]),
        ("क़मीज़ बिल्ली वाली", ["कमीज", "क़मीज़", "बिल्ली"]), ("เสื้อยืดลายแมว", ["เสื้อยืด", "แมว", "ลาย"]), ("猫のＴシャツ", ["猫", "tシャツ", "Tシャツ"]),
        ("黑猫短袖衫", ["黑猫", "短袖衫", "猫短"]), ("ﾈｺﾁｬﾝ ﾄﾞｯｸﾞ", ["ネコ", "ねこちゃん", "ドッグ"]), ("고양이 티셔츠", ["고양이", "고야", "티셔츠", "고양이"]),
        ("I ❤️ cats 👍🏽", ["❤", "❤️", "👍", "👍🏽"]),
    ]

    private func worldCatalog() throws -> Catalog {
        for number in world.indices { try shop.add("w\(number).bmp", red: 1) }
        let lines = world.enumerated().map { "w\($0.offset),\"\($0.element.0)\"\n" }
        try shop.temporary.write(Array(("id,title\n" + lines.joined()).utf8), to: "attributes.csv")
        return try shop.index { $0.attributes = try AttributesFile(path: shop.temporary.path("attributes.csv")) }.catalog
    }

    @Test func titlesInEveryScriptAreFoundAsTheyAreTyped() throws {
        let catalog = try worldCatalog()
        for (number, (title, searches)) in world.enumerated() {
            for typed in searches {
                #expect(try found(typed, in: catalog).contains("w\(number)"), "\(typed) does not find \(title)")
                // Each letter that is typed narrows what shows and never loses it.
                for count in 1...typed.count {
                    let beginning = String(typed.prefix(count))
                    #expect(try found(beginning, in: catalog).contains("w\(number)"), "\(beginning) does not find \(title)")
                }
            }
        }
        #expect(try found("カツト", in: catalog).isEmpty && found("собака", in: catalog).isEmpty)
    }

    @Test func anIndexThatWasFoldedOtherwiseIsMadeAnew() throws {
        let catalog = try worldCatalog()
        try catalog.database.write { db in
            try db.execute(sql: "UPDATE finding SET text = 'stale'; PRAGMA user_version = 0")
        }
        #expect(try found("кот", in: catalog).isEmpty)
        let again = try Catalog(opening: catalog.folder)
        #expect(try found("кот", in: again) == ["w0"])
        #expect(try again.database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 2)
    }

    @Test(arguments: [
        "\"", "\"\"\"", "a\"b\"c", "tee OR navy", "NOT tee", "tee*", "^tee", "title:tee", "NEAR(tee navy)", "(tee", "tee)", "{text}:tee", "+ tee",
        "-tee", "tee AND",
        "'; DROP TABLE item; --", "\0\0\0", "a\0bcd", "%", "_", "*?[", "\u{202E}tee\u{202C}", "👕👕👕", "é", "\\",
        String(repeating: "x", count: 100_000),
        String(repeating: "ab ", count: 300),
    ])
    func whateverIsTypedIsOnlyText(_ typed: String) throws {
        let catalog = try catalog()
        #expect(try found(typed, in: catalog) == reference(typed, in: catalog), "\(typed.prefix(40))")
        #expect(try catalog.state().items == 4)
    }

    /// The same by looking at every item.
    private func reference(_ typed: String, in catalog: Catalog) throws -> [String] {
        let words = Finding.folded(typed).split(whereSeparator: \.isWhitespace)
        return try catalog.items(rows: 0..<catalog.state().items).filter { item in
            let texts = [item.id, item.label ?? ""] + item.attributes.filter { $0.key != "url" }.values
            return words.allSatisfy { word in texts.contains { Finding.folded($0).unicodeScalars.contains(word.unicodeScalars) } }
        }.map(\.id).sorted()
    }

    @Test(arguments: 0..<8) func theIndexAgreesWithLookingAtEveryItem(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("aabbcé \"'%*_-0")
        func text(_ count: ClosedRange<Int>) -> String {
            String((0..<Int.random(in: count, using: &random)).map { _ in alphabet.randomElement(using: &random)! })
        }
        let catalog = try catalog()
        let items = (0..<60).map { "\(seed)-\($0)-" + text(0...6) }
        try catalog.database.write { db in
            for (index, id) in items.enumerated() {
                let json = AttributesJSON.encode(["title": text(0...20), "colour": text(0...5)])
                try db.execute(
                    sql: "INSERT INTO item (row, id, source, locator, fingerprint, attributes) VALUES (?, ?, 1, ?, '', ?)",
                    arguments: [100 + index, id, id, json])
            }
            try db.execute(sql: "UPDATE state SET rows = 200")
        }
        for _ in 0..<40 {
            let typed = text(1...5)
            #expect(try found(typed, in: catalog) == reference(typed, in: catalog), "\(typed)")
        }
    }

    @Test func theIndexFollowsEveryChange() throws {
        let catalog = try catalog()
        let changed = attributes.replacingOccurrences(of: "sleeping cat", with: "yawning dog")
        try shop.temporary.write(Array(changed.utf8), to: "attributes.csv")
        _ = try shop.index { $0.attributes = try AttributesFile(path: shop.temporary.path("attributes.csv")) }
        #expect(try found("sleeping", in: catalog) == [] && found("yawning", in: catalog) == ["8753178"])
        // Rows move up when items before them go.
        try FileManager.default.removeItem(atPath: shop.pictures + "/8753178.bmp")
        _ = try shop.index { $0.prune = true }
        #expect(try found("yawning", in: catalog) == [] && found("republique", in: catalog) == ["8753225"])
        #expect(try found("cate", in: catalog) == ["caté-9"])
        let indexed = try catalog.database.read { db in try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM finding") }
        #expect(indexed == 3)
        try catalog.database.write { try $0.execute(sql: "INSERT INTO finding (finding) VALUES ('integrity-check')") }
    }

    @Test func theIndexFollowsManyItemsAtOnceAndEachLaterOne() throws {
        let catalog = try catalog(), count = 5000
        try catalog.write { db in
            let items = (0..<count).map {
                NewItem(id: "many-\($0)", locator: "\($0)", fingerprint: "", label: "Crème", attributes: $0 == 7 ? #"{"title":"Zebra"}"# : "{}")
            }
            try NewItem.insert(items, db, row: 4, source: 1)
            let one = NewItem(id: "later", locator: "later", fingerprint: "", label: nil, attributes: #"{"title":"Okapi"}"#)
            try NewItem.insert([one], db, row: 4 + count, source: 1)
            try db.execute(sql: "UPDATE state SET rows = ?", arguments: [5 + count])
        }
        #expect(try found("many-4999", in: catalog) == ["many-4999"] && found("zebra", in: catalog) == ["many-7"])
        #expect(try found("okapi", in: catalog) == ["later"])
        #expect(try catalog.rows(containing: "creme").count == count + 1)
        try catalog.database.write { try $0.execute(sql: "INSERT INTO finding (finding) VALUES ('integrity-check')") }
    }

    @Test func manyItemsComeInAsAWholeOrNotAtAll() throws {
        let catalog = try catalog()
        let items = (0..<5000).map { NewItem(id: "\($0 % 4999)", locator: "\($0)", fingerprint: "", label: nil, attributes: "{}") }
        #expect(throws: CatalogError.self) { try catalog.write { db in try NewItem.insert(items, db, row: 4, source: 1) } }
        #expect(try catalog.database.read { db in try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM finding") } == 4)
        try shop.add("new-one.bmp", red: 9)
        _ = try shop.index()
        #expect(try found("new-one", in: catalog) == ["new-one"])
    }

    @Test func aCatalogFromBeforeGetsItsIndex() throws {
        let catalog = try catalog()
        try catalog.store(["kept"], as: "baskets")
        try catalog.database.write { db in
            try db.execute(
                sql: """
                    DROP TRIGGER finding_insert; DROP TRIGGER finding_update; DROP TRIGGER finding_delete; DROP TABLE finding;
                    DELETE FROM grdb_migrations WHERE identifier LIKE '2%';
                    """)
        }
        try catalog.database.close()
        var told: [Int] = []
        let reopened = try Catalog(opening: shop.catalogFolder) { told.append($0) }
        #expect(told == [4])
        _ = try Catalog(opening: shop.catalogFolder) { told.append($0) }
        #expect(told == [4])
        #expect(try found("republique", in: reopened) == ["8753225"])
        #expect(try reopened.document("baskets", as: [String].self) == ["kept"])
        #expect(try reopened.contents().count == 4)
    }

    @Test func documentsAreChangedInPlace() throws {
        let catalog = try catalog()
        try catalog.update("numbers") { (stored: [Int]?) in (stored ?? []) + [1] }
        try catalog.update("numbers") { (stored: [Int]?) in (stored ?? []) + [2] }
        #expect(try catalog.document("numbers", as: [Int].self) == [1, 2])
        // What cannot be read is kept beside.
        try catalog.update("numbers") { (stored: String?) in stored ?? "new" }
        #expect(try catalog.document("numbers", as: String.self) == "new")
        #expect(try catalog.document("numbers.unreadable", as: [Int].self) == [1, 2])
        // Neither what is stored over it, nor a second one, is lost.
        #expect(try catalog.store([3], as: "numbers") == "numbers.unreadable-2")
        #expect(try catalog.document("numbers.unreadable", as: [Int].self) == [1, 2])
        #expect(try catalog.document("numbers.unreadable-2", as: String.self) == "new")
        #expect(try catalog.stored("numbers", as: String.self).isUnreadable && !catalog.stored("none", as: String.self).isUnreadable)
        #expect(try catalog.store([4], as: "numbers") == nil)
    }
}
