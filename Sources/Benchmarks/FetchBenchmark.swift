import Basics
import Catalog
import Foundation
import SampleShop

/// What visiting a shop costs, beside indexing the same pictures in a folder: the example shop on this machine, without limits of rate.
package struct FetchBenchmark: Encodable {
    package var pictures: Int
    /// Medians of rounds in turns, in seconds for all pictures.
    package var indexSeconds = 0.0
    package var fetchSeconds = 0.0
    /// The time of a first visit for each second of indexing.
    package var ratio = 0.0
    /// Items of the second visit, which finds nothing changed but has to read it all.
    package var revisitedItems: Int
    package var listingSeconds = 0.0
    package var revisitSeconds = 0.0
    /// Items of the long feed, with the most memory held while it is only read, in bytes.
    package var feedItems: Int
    package var feedSeconds = 0.0
    package var feedPeakBytes = 0
    /// The same while all of it is fetched, and while a folder of as many pictures is indexed; nil where that is left out.
    package var feedFetchPeakBytes: Int?
    package var folderIndexPeakBytes: Int?

    /// - Parameters:
    ///   - script: the example shop's program.
    ///   - isLong: whether the long feed is fetched too, which takes minutes.
    /// - Throws: where the shop or a run fails.
    package static func measure(
        script: URL, pictures: Int, revisited: Int, feed: Int, rounds: Int, isLong: Bool
    ) throws -> FetchBenchmark {
        let draft = try DraftFolder.temporary("benchmark")
        defer { withExtendedLifetime(draft) {} }
        func place(_ name: String) -> URL { draft.folder.appendingPathComponent(name) }
        let folder = place("pictures"), home = place("home")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        // The shop keeps one in ten for its second day.
        try SampleShop(items: (pictures * 10 + 8) / 9, seed: 1).draw(into: folder)
        var result = FetchBenchmark(pictures: pictures, revisitedItems: revisited, feedItems: feed)
        func fetch(_ address: String, _ catalog: String, _ more: [String] = []) throws -> ChildRun {
            try ChildRun(
                ["fetch", address, "--catalog", place(catalog).path, "--rate", "1000000", "--allow-private-addresses", "--encoder", "descriptor"]
                    + more,
                home: home)
        }
        func index(_ folder: URL, _ catalog: String) throws -> ChildRun {
            try ChildRun(["index", folder.path, "--catalog", place(catalog).path, "--encoder", "descriptor"], home: home)
        }
        let shop = try ExampleShop(script, [folder.path])
        // Warms the shop up, and shows which pictures it has today.
        _ = try fetch(shop.address, "fetched")
        let sold = try Catalog(opening: place("fetched")).items(rows: 0..<Int(Int32.max)), today = place("today")
        result.pictures = sold.count
        try FileManager.default.createDirectory(at: today, withIntermediateDirectories: true)
        for item in sold {
            try FileManager.default.linkItem(
                at: place("fetched/pictures/" + item.fingerprint), to: today.appendingPathComponent(item.id + ".jpg"))
        }
        var indexed: [Double] = [], fetched: [Double] = []
        for round in 0..<rounds {
            fetched.append(try fetch(shop.address, "fetched-\(round)").seconds)
            indexed.append(try index(today, "indexed-\(round)").seconds)
        }
        (result.fetchSeconds, result.indexSeconds) = (median(fetched), median(indexed))
        result.ratio = result.fetchSeconds / result.indexSeconds

        let many = "\(shop.address)feed.tsv?items=\(revisited)"
        _ = try fetch(many, "many")
        // Another condition has the whole listing read, although the shop would say that nothing has changed.
        result.revisitSeconds = median(try (0..<rounds).map { try fetch(many, "many", ["--where", "not id = 'none-\($0)'"]).seconds })
        result.listingSeconds = median(try (0..<rounds).map { _ in try fetch(many, "many", ["--dry-run"]).seconds })

        let long = "\(shop.address)feed.xml?items=\(feed)"
        let read = try fetch(long, "none", ["--dry-run"])
        (result.feedSeconds, result.feedPeakBytes) = (read.seconds, read.peak)
        if isLong {
            result.feedFetchPeakBytes = try fetch(long, "long").peak
            let copies = place("copies")
            try FileManager.default.createDirectory(at: copies, withIntermediateDirectories: true)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jpg") }.sorted()
            for number in 0..<feed {
                try FileManager.default.linkItem(
                    at: folder.appendingPathComponent(names[number % names.count]), to: copies.appendingPathComponent("\(number).jpg"))
            }
            result.folderIndexPeakBytes = try index(copies, "copied").peak
        }
        return result
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// For a person.
    package var lines: [String] {
        var lines = [
            "\(counted(pictures, "picture")): fetched in \(fixed(fetchSeconds, decimals: 2)) s, indexed from a folder in \(fixed(indexSeconds, decimals: 2)) s, ratio \(fixed(ratio, decimals: 2))",
            "\(counted(revisitedItems, "unchanged item")): visited again in \(fixed(revisitSeconds, decimals: 2)) s, of which the listing takes \(fixed(listingSeconds, decimals: 2)) s",
            "\(counted(feedItems, "item")) of a feed: read in \(fixed(feedSeconds, decimals: 1)) s with at most \(sizeText(feedPeakBytes))",
        ]
        if let feedFetchPeakBytes, let folderIndexPeakBytes {
            lines.append(
                "fetched with at most \(sizeText(feedFetchPeakBytes)); a folder of as many is indexed with \(sizeText(folderIndexPeakBytes))")
        }
        return lines
    }
}

/// The example shop's program, while this lives.
private final class ExampleShop {
    let address: String
    private let process = Process()

    init(_ script: URL, _ arguments: [String]) throws {
        guard FileManager.default.fileExists(atPath: script.path) else {
            throw PlainError("the example shop is not at \(script.path); run this in Vitrine's source folder, or name it with --shop")
        }
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-B", script.path, "--port", "0", "--until-stdin-ends"] + arguments
        (process.standardInput, process.standardOutput, process.standardError) = (Pipe(), output, FileHandle.nullDevice)
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { line.append(byte) }
        address = String(decoding: line, as: UTF8.self)
        guard address.hasPrefix("http://127.0.0.1:") else { throw PlainError("the example shop has told no address") }
    }

    deinit { process.terminate() }
}
