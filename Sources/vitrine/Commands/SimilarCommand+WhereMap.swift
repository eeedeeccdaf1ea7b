import ArgumentParser
import Basics
import Console
import Engine
import Foundation
import LocalEngine
import Pictures
import Reports
import Taste

/// Where two pictures are alike, as a picture.
struct WhereMapOptions: ParsableArguments {
    @Option(
        name: .customLong("where-map"),
        help: ArgumentHelp(
            "Instead of what is nearest, draw where two items are alike into this PNG.",
            discussion:
                "Takes two ITEMs, or an ITEM and a --picture: heat lies where one is like the other, for the whole vectors and for each part.",
            valueName: "file"), completion: .file(extensions: ["png"]))
    var file: String?
    @Flag(help: "Replace a --where-map that already exists.") var force = false

    func validate() throws {
        if let file, !file.lowercased().hasSuffix(".png") { throw ValidationError("--where-map writes a PNG: name a file such as alike.png.") }
        if force, file == nil { throw ValidationError("--force goes with --where-map.") }
    }
}

extension SimilarCommand {
    /// Options that a map has no use for.
    var isMoreThanWhereMap: Bool {
        metric != nil || count != nil || !words.isEmpty || seed != nil || includeQuery || why || pictures || !ghostOptions.passed.isEmpty
            || !ghostOptions.weight.isEmpty || ghostOptions.condition != nil || ghostOptions.mode != nil || formatOptions.chosen != .table
    }

    /// - Throws: `ValidationError` where a map is asked for with anything but two pictures.
    func validateWhereMap() throws {
        guard whereMap.file != nil else { return }
        let count = items.unique.count + picture.unique.count
        guard count == 2 else {
            throw ValidationError("--where-map compares two pictures, not \(count): name two different ITEMs, or one and a --picture.")
        }
        guard !isMoreThanWhereMap else {
            throw ValidationError("--where-map goes with --catalog, --encoder, --picture, --balance and --force only.")
        }
    }

    func writeWhereMap(_ engine: LocalEngine, to path: String) throws {
        let file = HomeFolder.url(path)
        // What cannot be written need not be made.
        guard whereMap.force || !isOccupied(file) else { throw PlainError("\(file.path) already exists; --force replaces it") }
        let found = try waitForAnswer { engine.items(knownAs: items.unique, $0) }
        let outside = try picture.unique.map { path in try waitForAnswer { engine.externalItem(path: path, $0) } }
        let both = found + outside
        guard both[0].id != both[1].id else { throw PlainError("--where-map compares two different pictures; both are \(both[0].id)") }
        let sides = try [(both[0], both[1]), (both[1], both[0])].map { item, other in
            let query = try ghostOptions.query(liked: [Basket.Entry(item: other.id)], passed: [], metrics: nil, count: 1)
            let maps = try waitForAnswer { _ = engine.whereAlike(item.id, to: query, $0) }
            guard
                let picture = item.picture.flatMap({ engine.picture($0, zoom: .whole, side: 256) })
                    ?? item.path.flatMap({ try? PictureDecoder.decode(file: $0, side: 256) })
            else { throw PlainError("the picture of \(item.id) cannot be read") }
            return WhereSheet.Side(
                name: ItemSummary.isPath(item.id) ? URL(fileURLWithPath: item.id).lastPathComponent : item.id, picture: picture, maps: maps)
        }
        try writeReport(
            Data(PNGWriter.encode(WhereSheet(sides[0], sides[1]).raster())), to: file, replacing: whereMap.force, way: "--force replaces it")
        Console.note("Where \(sanitized(both[0].id)) and \(sanitized(both[1].id)) are alike: \(sanitized(file.path))")
    }
}
