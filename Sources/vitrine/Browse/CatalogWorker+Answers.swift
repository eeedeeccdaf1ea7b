import Browser
import Catalog
import Encoders
import Foundation
import Taste
import Vectors

extension CatalogWorker {
    /// The items' summaries in the rows' order; rows that are gone are left out.
    func summaries(_ rows: [Int]) throws -> [ItemSummary] {
        let inside = try catalog.items(rows: rows.filter { $0 >= 0 })
        var byRow = Dictionary(uniqueKeysWithValues: try inside.map { ($0.row, try summary($0)) })
        for row in rows where row < 0 { byRow[row] = outside[row].map { ItemSummary(row: row, id: $0.path, path: $0.path) } }
        return rows.compactMap { byRow[$0] }
    }

    private func summary(_ item: Item) throws -> ItemSummary {
        var path: String?
        if case .file(let file) = try catalog.picture(of: item) { path = file }
        let named = item.attributes
        var attributes = named.keys.filter { !["title", "url", "label"].contains($0) }.sorted().map { Attribute($0, named[$0]!) }
        if let label = item.label { attributes.insert(Attribute("label", label), at: 0) }
        let color = item.color.map { RGB(red: UInt8($0 >> 16 & 255), green: UInt8($0 >> 8 & 255), blue: UInt8($0 & 255)) }
        return ItemSummary(
            row: item.row, id: item.id, title: named["title"], attributes: attributes, color: color, path: path, url: named["url"])
    }

    /// The vector of a row, of the catalog or from outside.
    func vector(_ row: Int, engine: SearchEngine) -> [Float]? {
        if row < 0 { return outside[row]?.vector }
        return row < engine.table.rows ? engine.table.vector(at: row) : nil
    }

    func ranking(_ query: Browser.Query, engine: SearchEngine, count: Int) throws -> [SearchEngine.Ranking] {
        switch query.subject {
        case .item(let row):
            guard let vector = vector(row, engine: engine) else { return [] }
            return try engine.rankings(of: vector.map(Double.init), metrics: query.metrics, count: count, excluding: [row])
        case .ghost(let basket):
            let liked = basket.likes.compactMap { like in vector(like.row, engine: engine).map { (vector: $0, weight: Float(like.weight)) } }
            guard !liked.isEmpty else { return [] }
            return try engine.rankings(
                of: centroid(of: liked.map(\.vector), weights: liked.map(\.weight)), metrics: query.metrics, count: count,
                excluding: Set(basket.likes.map(\.row) + basket.passes))
        }
    }

    /// The engine over the catalog as it is now; nil while it is empty.
    func currentEngine() throws -> SearchEngine? {
        let state = try catalog.state()
        if let engine, engine.state == state { return engine }
        engine = state.items > 0 ? try SearchEngine(catalog) : nil
        return engine
    }

    func locate(_ generation: Int, _ target: Effect.Target) {
        answer(generation) { [self] in
            let order = order ?? .identity(count: try catalog.state().items)
            switch target {
            case .id(let id):
                let row = try catalog.rows(ids: [id])[id] ?? catalog.rows(where: .compare(name: "id", .begins, .text(id))).first
                guard let row else { throw CatalogError.unknownItem(id, closest: try catalog.closestIDs(to: id)) }
                guard let position = order.position(ofRow: row) else { throw PlainError("\(id) is not in what the grid shows; clear the filter first") }
                return .located(generation, position: position)
            case .text(let text, let from, let forward):
                let positions = try catalog.rows(containing: text).compactMap(order.position(ofRow:)).sorted()
                let next = forward ? positions.first { $0 > from } ?? positions.first : positions.last { $0 < from } ?? positions.last
                return .located(generation, position: next)
            }
        }
    }

    /// Encodes a picture from outside; it gets a negative row of its own.
    func readPicture(_ generation: Int, path: String) {
        answer(generation) { [self] in
            guard let engine = try currentEngine() else { throw PlainError("the catalog is still empty") }
            let path = URL(fileURLWithPath: (path as NSString).expandingTildeInPath).path
            let row = outside.first { $0.value.path == path }?.key ?? -1 - outside.count
            let vector = try engine.vector(ofPicture: path, encoder: EncoderOption.encoder(engine.encoder))
            outside[row] = (path, vector)
            pictures.add(outside: path, row: row)
            return .pictureRead(ItemSummary(row: row, id: path, path: path))
        }
    }

    /// Tells the browser when the catalog has grown or changed.
    func checkForChanges() {
        queue.async { [self] in
            guard let state = try? catalog.state(), let engine, engine.state != state else { return }
            mailbox.post(.catalog(count: state.items, progress: nil))
        }
    }

    /// Runs something after all that was asked so far, and waits for it.
    func finish() { queue.sync {} }

    /// Stores something in the catalog; a failure is told to the shopper.
    func store<Value: Encodable & Sendable>(_ make: @escaping @Sendable () throws -> Value, as name: String) {
        answer(0) { [self] in
            try catalog.store(try make(), as: name)
            return nil
        }
    }
}
