import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing
import Vectors

@testable import Catalog

/// Whoever reads a catalog keeps what it has opened, whatever is written meanwhile.
@Suite struct GenerationTests {
    private func shop(items: Int) throws -> Shop {
        let shop = Shop()
        for i in 0..<items { try shop.add(String(format: "%03d.bmp", i), red: UInt8(i), green: 10) }
        return shop
    }

    private func remove(_ name: String, from shop: Shop) throws { try FileManager.default.removeItem(atPath: shop.pictures + "/" + name) }

    @Test func filesOfSomebodyElseStay() throws {
        let shop = try shop(items: 12)
        let (catalog, _) = try shop.index()
        let names = [
            "vectors-of-mine.jpg", "vectors2023.csv", "vectors", "vectors.txt", "vectors-.npy", "vectors-7x.npy", "vectors-7.npy.bak",
            "vectors-7.csv", "my-vectors.npy", "vectors-007.npy", "vectors--7.npy", "vectors-+7.npy", "vectors-7.npyx", "Vectors-7.npy",
        ]
        for name in names { try shop.temporary.write([1, 2, 3], to: "catalog/" + name) }
        // A switch to another file of vectors, which is when files are removed.
        for i in 0..<9 { try remove(String(format: "%03d.bmp", i), from: shop) }
        _ = try shop.index { $0.prune = true }
        try shop.add("new.bmp", red: 200)
        _ = try shop.index()
        for name in names { #expect(FileManager.default.fileExists(atPath: shop.temporary.path("catalog/" + name)), "\(name)") }
        #expect(try catalog.contents().count == 4)
    }

    @Test func filesOfOursThatAreNotInUseGo() throws {
        let shop = try shop(items: 3)
        _ = try shop.index()
        let names = ["vectors-7.npy", "vectors-7.codes", "vectors-7.bits", "vectors-7.undo", "vectors-12.npy.new"]
        for name in names { try shop.temporary.write([1, 2, 3], to: "catalog/" + name) }
        _ = try shop.index()
        for name in names { #expect(!FileManager.default.fileExists(atPath: shop.temporary.path("catalog/" + name)), "\(name)") }
    }

    @Test func aGenerationStaysAsItWas() throws {
        let shop = try shop(items: 20)
        let (catalog, _) = try shop.index()
        let generation = try catalog.generation()
        let before = try generation.contents()
        // Changed, removed so that the last rows move into the gaps, and come anew over rows that were removed.
        try shop.add("003.bmp", red: 250, blue: 77)
        for name in ["001.bmp", "005.bmp", "018.bmp"] { try remove(name, from: shop) }
        _ = try shop.index { $0.prune = true }
        for i in 0..<5 { try shop.add("later\(i).bmp", red: 9, green: 200, blue: UInt8(i)) }
        _ = try shop.index()
        #expect(try generation.contents() == before)
        let index = try generation.index()
        for (id, vector) in before {
            let nearest = try index.nearest(to: [Query(vector)], metrics: [.manhattan], count: 1)[0][0]
            #expect(nearest.first?.distance == 0)
            #expect(try generation.items(rows: [nearest[0].row]).first?.id == id)
        }
        let now = try catalog.contents()
        #expect(now.count == 22)
        #expect(now["003"] == [250, 0, 77])
        #expect(now["001"] == nil)
    }

    @Test func aWriterThatDiedIsUndone() throws {
        let shop = try shop(items: 8)
        let (catalog, _) = try shop.index()
        let before = try catalog.contents()
        // What a writer has done that dies before its transaction.
        do {
            let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: MeanColorEncoder().identity)
            let state = try catalog.state()
            try writer.file.beginOverwriting([2, 6], generation: state.generation)
            try writer.file.overwrite(row: 2, with: [1, 2, 3])
            try writer.file.overwrite(row: 6, with: [4, 5, 6])
            try writer.file.synchronize()
        }
        #expect(try catalog.contents() == before)
        let raw = try VectorTable(contentsOf: catalog.folder.appendingPathComponent("vectors.npy"))
        #expect(raw.vector(at: 2) == [1, 2, 3])
        _ = try shop.index()
        #expect(raw.vector(at: 2) == before["002"])
        #expect(try catalog.contents() == before)
        let undo = try FileManager.default.attributesOfItem(atPath: catalog.folder.appendingPathComponent("vectors.undo").path)
        #expect(undo[.size] as? Int == 0)
    }

    /// Readers beside a writer that prunes, changes and adds: every answer is that of a generation that there was.
    @Test func readersAndAWriterAtOnce() throws {
        let shop = try shop(items: 40)
        let (catalog, _) = try shop.index()
        let known = Mutex<[CatalogState: [String: [Float]]]>([try catalog.state(): try catalog.contents()])
        let isDone = Atomic(false)
        let failures = Mutex<[String]>([])
        let answers = Mutex<[(state: CatalogState, contents: [String: [Float]])]>([])
        let readers = (0..<3).map { number in
            let thread = Thread {
                while !isDone.load(ordering: .relaxed) {
                    do {
                        let generation = try catalog.generation()
                        let index = try generation.index()
                        let items = try generation.items(rows: 0..<index.table.rows)
                        let probe = items[Int.random(in: 0..<items.count)]
                        let own = index.table.vector(at: probe.row)
                        let nearest = try index.nearest(to: [Query(own)], metrics: [.euclidean], count: 40, usingCodes: number > 0)[0][0]
                        var contents: [String: [Float]] = [:]
                        for item in items { contents[item.id] = index.table.vector(at: item.row) }
                        for neighbor in nearest {
                            let vector = index.table.vector(at: neighbor.row)
                            let distance = zip(own, vector).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
                            if abs(distance - neighbor.distance) > 1e-3 { failures.withLock { $0.append("\(neighbor) is \(distance) away") } }
                        }
                        answers.withLock { $0.append((try! generation.state(), contents)) }
                    } catch {
                        failures.withLock { $0.append("\(error)") }
                    }
                }
            }
            thread.start()
            return thread
        }
        var random = SeededGenerator(seed: 3)
        for round in 0..<25 {
            let names = try FileManager.default.contentsOfDirectory(atPath: shop.pictures).sorted()
            for name in names.shuffled(using: &random).prefix(round % 5 == 4 ? names.count * 2 / 3 : 3) { try remove(name, from: shop) }
            for name in names.shuffled(using: &random).prefix(2) {
                try shop.add(name, red: UInt8(round), green: UInt8.random(in: 0...255, using: &random))
            }
            for i in 0..<(round % 5 == 4 ? 25 : 3) { try shop.add("r\(round)-\(i).bmp", red: UInt8(i), green: UInt8(round), blue: 99) }
            _ = try shop.index { $0.prune = true }
            let (state, contents) = (try catalog.state(), try catalog.contents())
            known.withLock { $0[state] = contents }
        }
        isDone.store(true, ordering: .relaxed)
        for reader in readers { while !reader.isFinished { usleep(1000) } }
        #expect(failures.withLock { $0 } == [])
        let all = known.withLock { $0 }
        let checked = answers.withLock { $0 }.filter { all[$0.state] != nil }
        #expect(checked.count > 20)
        for answer in checked where answer.contents != all[answer.state] { Issue.record("generation \(answer.state.generation) was not whole") }
    }

    @Test func whatSomebodyElseHasWrittenIsChecked() throws {
        let lies = [
            "UPDATE state SET rows = -1", "UPDATE state SET rows = 9000000000000000000", "UPDATE state SET rows = 'many'",
            "UPDATE state SET rows = 100", "UPDATE state SET generation = -5", "UPDATE state SET vectors = '../../etc/passwd'",
            "UPDATE state SET vectors = 'vectors-1/../x.npy'", "UPDATE state SET encoder = '{'", "UPDATE state SET encoder = NULL",
            "UPDATE item SET row = -7 WHERE row = 1", "UPDATE item SET row = 9000000000000000000 WHERE row = 2",
            "DELETE FROM state",
        ]
        for lie in lies {
            let shop = try shop(items: 5)
            _ = try shop.index()
            let folder = shop.catalogFolder
            try DatabaseQueue(path: folder.appendingPathComponent("catalog.sqlite").path).write { db in
                for function in Condition.functions + [Finding.foldFunction] { db.add(function: function) }
                try db.execute(sql: lie)
            }
            let catalog = try Catalog(opening: folder)
            #expect(throws: CatalogError.self, "\(lie)") { try catalog.index() }
            #expect(CatalogHealth(catalog).damage != nil, "\(lie)")
            #expect(throws: CatalogError.self, "\(lie)") { try shop.index() }
        }
    }

    @Test(arguments: [
        "UPDATE item SET id = x'00ff' WHERE row = 1", "UPDATE item SET attributes = 7", "UPDATE item SET color = 'red'",
        "UPDATE item SET color = -9000000000000000000", "UPDATE source SET kind = 5", "UPDATE item SET locator = x'00' WHERE row = 2",
    ])
    func itemsOfTheWrongShapeEndNothing(_ lie: String) throws {
        let shop = try shop(items: 5)
        let (catalog, _) = try shop.index()
        try catalog.write { db in try db.execute(sql: lie) }
        // Read or refused, but no more than that.
        do { #expect(try catalog.pictures(of: catalog.items(rows: 0..<5)).count == 5) } catch { #expect(!error.description.isEmpty) }
        #expect(CatalogHealth(catalog).items == 5)
    }
}
