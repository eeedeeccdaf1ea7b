import Taste

/// A basket's likes and passes as a ghost is made from them; what is neither in the catalog nor a picture is left out.
struct BasketExamples {
    private(set) var liked: [Example] = []
    /// The IDs of the liked examples, in their order.
    private(set) var likedNames: [String] = []
    private(set) var passed: [Example] = []

    init(_ basket: Basket, engine: SearchEngine, outside: inout OutsideVectors) throws {
        let rows = try engine.catalog.rows(ids: basket.entries.map(\.item))
        for entry in basket.entries {
            let row = rows[entry.item]
            guard let vector = row.map(engine.table.vector) ?? outside.vector(ofBasketItem: entry.item, engine: engine) else { continue }
            let example = Example(vector, weight: entry.weight, row: row)
            switch entry.opinion {
            case .liked:
                liked.append(example)
                likedNames.append(entry.item)
            case .passed: passed.append(example)
            }
        }
    }
}
