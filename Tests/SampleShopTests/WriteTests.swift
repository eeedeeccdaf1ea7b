import Basics
import Foundation
import Synchronization
import Testing

@testable import SampleShop

@Suite struct WriteTests {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sample-shop-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test func writesPicturesAndTheirTable() throws {
        try withFolder { folder in
            let shop = SampleShop(items: 4, seed: 2)
            try shop.write(to: folder)
            #expect(try names(folder) == shop.items.map { $0.id + ".jpg" } + ["attributes.csv"])
            let jpeg = try Data(contentsOf: folder.appendingPathComponent(shop.item(0).id + ".jpg"))
            #expect(jpeg.starts(with: [0xff, 0xd8, 0xff]) && jpeg.count > 2000)
            let table = try String(contentsOf: folder.appendingPathComponent("attributes.csv"), encoding: .utf8)
            #expect(table.split(separator: "\n").count == 5)
        }
    }

    @Test func keepsWhatIsThereAndContinues() throws {
        try withFolder { folder in
            let shop = SampleShop(items: 5, seed: 2)
            let done = Mutex(0)
            try shop.write(
                to: folder,
                progress: { count, _ in
                    done.withLock { $0 = count }
                    return count < 2
                })
            let first = try names(folder)
            #expect(done.withLock { $0 } >= 2 && first.contains("attributes.csv"))
            let mark = folder.appendingPathComponent(first[0])
            try Data("kept".utf8).write(to: mark)
            try shop.write(to: folder)
            #expect(try names(folder).count == 6)
            #expect(try Data(contentsOf: mark) == Data("kept".utf8))
        }
    }

    @Test func aTableThatIsNotTheShopsStays() throws {
        try withFolder { folder in
            let shop = SampleShop(items: 3, seed: 2), table = folder.appendingPathComponent("attributes.csv")
            try shop.write(to: folder)
            let whole = try Data(contentsOf: table)
            try SampleShop(items: 2, seed: 2).write(to: folder)
            #expect(try Data(contentsOf: table) == whole)
            try SampleShop(items: 4, seed: 2).write(to: folder)
            #expect(try Data(contentsOf: table).starts(with: whole) && Data(contentsOf: table) != whole)
            try Data("id,price\nmine,3\n".utf8).write(to: table)
            let before = try names(folder)
            #expect { try SampleShop(items: 9, seed: 2).write(to: folder) } throws: { "\($0)".contains("which is not this shop's") }
            #expect(try names(folder) == before && String(contentsOf: table, encoding: .utf8) == "id,price\nmine,3\n")
        }
    }

    @Test func writesOnlyWhatIsChosen() throws {
        try withFolder { folder in
            let shop = SampleShop(items: 60, seed: 2)
            let chosen = Array(shop.items.filter { $0.printGroup == "cats" || $0.printGroup == "cars" }.prefix(3)).map(\.id)
            try shop.write(to: folder, where: { chosen.contains($0.id) })
            #expect(try names(folder) == chosen.map { $0 + ".jpg" } + ["attributes.csv"])
        }
    }

    @Test func saysWhereItCannotWrite() throws {
        try withFolder { folder in
            try Data().write(to: folder)
            #expect { try SampleShop(items: 1, seed: 1).write(to: folder) } throws: { "\($0)".contains(folder.path) }
        }
    }

    @Test func fieldsAreQuoted() {
        #expect(
            CSV.line([
                "a", "b,c", "say \"hi\"", "two\nlines",
                "",
            ]) == "a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\n")
        let item = SampleShop(items: 1, seed: 1).item(0)
        #expect(AttributesTable.fields(item).count == AttributesTable.header.count)
    }
}
