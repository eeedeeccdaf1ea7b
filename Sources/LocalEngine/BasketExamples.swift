import Engine
import Taste

/// A basket's likes and passes as a ghost is made from them; what is neither in the catalog nor a picture nor words is left out.
struct BasketExamples {
    private(set) var liked: [Example] = []
    /// The entries of the liked examples, in their order.
    private(set) var likedEntries: [Basket.Entry] = []
    private(set) var passed: [Example] = []
    /// A liked item without a vector by the encoder, if there is one.
    private(set) var unencoded: String?
    /// Why a wish counts for nothing, if one does because its words cannot be read.
    private(set) var failure: (any Error)?

    init(_ basket: Basket, search: NeighborSearch, external: inout ExternalVectors) throws {
        let rows = try search.catalog.rows(ids: basket.entries.map(\.item))
        search.table.prefetch(basket.entries.compactMap { rows[$0.item] }.filter(search.isEncoded))
        for entry in basket.entries {
            let row = rows[entry.item]
            if let row, entry.opinion == .liked, !search.isEncoded(row) { unencoded = entry.item }
            let own = row.flatMap(search.vector(ofRow:)) ?? external.vector(ofBasketItem: entry.item, search: search)
            guard let vector = own ?? wish(entry.item, search) else { continue }
            let example = Example(vector, weight: entry.weight, row: row, isWords: own == nil)
            switch entry.opinion {
            case .liked:
                liked.append(example)
                likedEntries.append(entry)
            case .passed: passed.append(example)
            }
        }
    }

    /// The vector of what a basket names, if it is words that have an effect.
    private mutating func wish(_ id: String, _ search: NeighborSearch) -> [Float]? {
        guard let text = Wish.words(of: id) else { return nil }
        do { return try search.words.vectors(search)?.vector(of: text) } catch { failure = error }
        return nil
    }
}
