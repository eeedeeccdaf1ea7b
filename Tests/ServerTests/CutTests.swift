import Basics
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Catalog
@testable import Postgres
@testable import Server

/// Pulls and refreshes that are cut at any moment, by a connection that is lost, by whoever waits, or with their server.
@Suite(.needsServer) struct CutTests {
    private let here: ServerFixture

    init() throws { here = try ServerFixture() }

    /// Stops when it was asked for the so-manieth time.
    private func countdown(_ count: Int) -> @Sendable () -> Bool {
        let left = Atomic(count)
        return { left.subtract(1, ordering: .relaxed).oldValue <= 0 }
    }

    private func pull(_ name: String, _ isCancelled: @escaping () -> Bool = { false }) throws -> Pull {
        var pull = Pull(try here.address(), into: here.folder(name))
        pull.isCancelled = isCancelled
        // Each few rows are on the disk.
        pull.synchronizingAfter = 9
        return pull
    }

    private func drafts() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: here.temporary.url.path).filter { $0.hasPrefix(".") }
    }

    @Test func aPullThatIsCutGoesOn() throws {
        let catalog = try here.makeCatalog(items: 300)
        try here.temporary.write(Array(0..<200), to: "catalog/pictures/train-1-2.idx")
        _ = try here.push(catalog)
        var cuts = 0, kept = 0, count = 20
        while true {
            let failure = here.failure { _ = try pull("pulled", countdown(count)).run() }
            if failure == "nothing failed" { break }
            #expect(failure.contains("interrupted") && !Catalog.exists(at: here.folder("pulled")))
            cuts += 1
            kept += try drafts().count
            count += 37
        }
        #expect(cuts > 10 && kept > 5)
        #expect(try here.contents(Catalog(opening: here.folder("pulled"))) == here.contents(catalog))
        #expect(try drafts().isEmpty)
    }

    /// What was pushed meanwhile counts, and what is of another catalog does not.
    @Test(arguments: [60, 200, 350, 420, 500]) func whatIsPushedInBetweenCounts(cutAfter count: Int) throws {
        let catalog = try here.makeCatalog(items: 300)
        _ = try here.push(catalog)
        #expect(here.failure { _ = try pull("pulled", countdown(count)).run() }.contains("interrupted"))
        do {
            let writer = try CatalogWriter(catalog, holding: WriterLock(folder: catalog.folder), encoder: here.own)
            let item = NewItem(id: "new", locator: "new", fingerprint: "new", label: nil, attributes: "{}")
            try writer.replace([Replacement(row: 3, item: item)], vectors: [1, 2, 3], source: 1)
            try writer.remove(rows: [0, 1])
        }
        _ = try here.push(catalog)
        #expect(here.failure { _ = try pull("pulled", countdown(60)).run() }.contains("interrupted"))
        let other = try here.makeCatalog("other", items: 200)
        _ = try here.push(other, isForced: true)
        _ = try pull("pulled").run()
        func lines(_ catalog: Catalog) throws -> [String] { try here.contents(catalog).filter { !$0.hasPrefix("generation") } }
        #expect(try lines(Catalog(opening: here.folder("pulled"))) == lines(other))
    }

    @Test func whatIsLeftOfAnotherServersIsNotMixedIn() throws {
        _ = try here.push(here.makeCatalog(items: 300))
        // How often it asks whether it is wanted depends on what else the machine does.
        for count in stride(from: 400, through: 480, by: 10) where try drafts().isEmpty {
            #expect(here.failure { _ = try pull("pulled", countdown(count)).run() }.contains("interrupted"))
        }
        #expect(try !drafts().isEmpty)
        let other = try ServerFixture(), small = try other.makeCatalog(items: 20)
        _ = try other.push(small)
        _ = try Pull(other.address(), into: here.folder("pulled")).run()
        #expect(try other.contents(Catalog(opening: here.folder("pulled"))) == other.contents(small))
    }

    @Test(arguments: [5, 30, 50, 90]) func aRefreshThatIsCutGoesOn(step: Int) throws {
        let catalog = try here.makeCatalog(items: 100)
        _ = try here.push(catalog)
        let folder = try Mirror(here.address(), in: here.folder("mirrors")).refresh()
        let other = try here.makeCatalog("other", items: 140)
        try here.temporary.write(Array(0..<200), to: "other/pictures/train-1-2.idx")
        _ = try here.push(other, isForced: true)
        var count = step, cuts = 0
        while true {
            let reader = try Catalog(opening: folder).generation(), items = try reader.state().items
            let mirror = Mirror(try here.address(), in: here.folder("mirrors"), isCancelled: countdown(count))
            let failure = here.failure { _ = try mirror.refresh() }
            // Whatever was read is whole, and was there before or after.
            #expect(try [100, 140].contains(items) && reader.state().items == items)
            #expect(try reader.vectors().rows == items)
            if failure == "nothing failed" { break }
            #expect(failure.contains("interrupted"))
            cuts += 1
            count += step
        }
        #expect(cuts > 0)
        func lines(_ catalog: Catalog) throws -> [String] {
            try here.contents(catalog).filter { !$0.hasPrefix("generation") && !$0.hasPrefix("document") && !$0.hasPrefix("arrangement") }
        }
        #expect(try lines(Catalog(opening: folder)) == lines(other))
    }

    /// A server that is restarted in the middle: one clear line, and the next one goes on.
    @Test func aServerMayBeRestarted() throws {
        let data = FileManager.default.temporaryDirectory.appendingPathComponent("vitrine-restarted-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: data) }
        let running = Mutex(try LoopbackServer(in: data))
        defer { running.withLock { $0.stop() } }
        let there = try ServerFixture(running.withLock { $0 })
        let catalog = try there.makeCatalog(items: 300)
        func restart() {
            running.withLock {
                $0.stop()
                if let server = try? LoopbackServer(in: data) { $0 = server }
            }
        }
        func cut(_ body: (_ atFirst: () -> Void) throws -> Void) {
            var isFirst = true
            let failure = there.failure {
                try body {
                    if isFirst { restart() }
                    isFirst = false
                }
            }
            #expect(failure.contains("postgresql://") && !failure.contains("\n") && !failure.contains(there.server.password), "\(failure)")
        }
        cut { atFirst in
            try withoutActuallyEscaping(atFirst) { atFirst in
                var push = Push(catalog, to: try there.address())
                push.progress = { _ in atFirst() }
                _ = try push.run()
            }
        }
        _ = try there.push(catalog)
        cut { atFirst in
            try withoutActuallyEscaping(atFirst) { atFirst in
                var pull = Pull(try there.address(), into: there.folder("pulled"))
                pull.progress = { _, _ in atFirst() }
                _ = try pull.run()
            }
        }
        #expect(try there.contents(there.pull("pulled")) == there.contents(catalog))
        let mirror = Mirror(try there.address(), in: there.folder("mirrors"))
        cut { atFirst in
            try withoutActuallyEscaping(atFirst) { atFirst in _ = try mirror.refresh { _, _ in atFirst() } }
        }
        let folder = try mirror.refresh()
        #expect(try Catalog(opening: folder).state().items == 300)
        _ = try there.push(there.makeCatalog("other", items: 200), isForced: true)
        cut { atFirst in
            try withoutActuallyEscaping(atFirst) { atFirst in _ = try mirror.refresh { _, _ in atFirst() } }
        }
        #expect(try mirror.refresh() == folder && Catalog(opening: folder).state().items == 200)
    }
}
