import Basics
import Catalog
import Encoders
import Engine
import Frames
import Pictures

extension Catalog {
    /// What is shown of an item.
    func summary(of item: Item) throws -> ItemSummary { try summaries(of: [item])[0] }

    private func summaries(of items: [Item]) throws -> [ItemSummary] {
        let offers = try offers(ids: items.map(\.id))
        return zip(items, try pictures(of: items)).map { summary(of: $0, picture: $1, offer: offers[$0.id]) }
    }

    private func summary(of item: Item, picture: PictureReference?, offer: OfferSummary?) -> ItemSummary {
        var path: String?
        if case .file(let file) = picture { path = file }
        let named = item.attributes
        var attributes = named.keys.filter { !["title", "url", "label"].contains($0) }.sorted().map { Attribute($0, named[$0]!) }
        if let label = item.label { attributes.insert(Attribute("label", label), at: 0) }
        attributes += offer?.columns.sorted { $0.key < $1.key }.map { Attribute($0.key, $0.value) } ?? []
        let color = item.color.map(Color.init(packed:))
        var summary = ItemSummary(
            id: item.id, picture: picture == nil ? nil : item.pictureName, title: named["title"], attributes: attributes, color: color, path: path,
            url: named["url"])
        summary.offer = offer.map {
            ItemOffer(
                isNew: $0.isNew, isBack: $0.isBack, isGone: $0.isGone, isAvailable: $0.isAvailable, priceDrop: $0.priceDrop,
                pictures: $0.pictures)
        }
        return summary
    }

    /// The pictures of some items, by ID; those that are gone are left out.
    func pictureNames(_ ids: [String]) throws -> ExactDictionary<PictureName> {
        ExactDictionary(try items(ids: ids).map { ($0.id, $0.pictureName) }) { first, _ in first }
    }

    /// The summaries of some items, by ID, in their order; those that are gone are left out.
    func summaries(ids: [String]) throws -> [ItemSummary] {
        try summaries(of: items(ids: ids))
    }

    /// The summaries of some rows, in their order; rows that are gone are left out.
    func summaries(_ rows: [Int]) throws -> [ItemSummary] {
        try summaries(of: items(rows: rows))
    }

    /// The summaries of some items, by ID; what is not in the catalog is a picture from outside where it is a path, or the words of a wish.
    func summariesWithExternal(ids: [String]) throws -> [ItemSummary] {
        let items = try summaries(ids: ids)
        let found = Set(items.map { ExactText($0.id) })
        return items
            + ids.filter { !found.contains($0) }.compactMap { id in
                ItemSummary.isPath(id) ? ItemSummary(external: id) : Wish.words(of: id).map(ItemSummary.init(wish:))
            }
    }

    /// What the browser knows of the catalog as a whole.
    func summary() throws -> CatalogSummary {
        let state = try state()
        var summary = CatalogSummary(
            name: folder.lastPathComponent, count: state.items, generation: state.generation, columns: try sortableNames(),
            encoders: try encodersByChoice().map {
                EncoderSummary(
                    name: $0.name, parts: $0.encoder.parts.map(\.name), dimensions: $0.encoder.dimensions, missing: state.items - $0.encoded,
                    knowsWords: EncoderStore.standard().knowsWords($0.encoder))
            })
        if try mostAreTShirts(among: state.items) { (summary.noun, summary.nouns) = ("T-shirt", "T-shirts") }
        return summary
    }

    /// The encoders whose vectors the catalog has, the one that it is seen by first.
    private func encodersByChoice() throws -> [CatalogEncoding] {
        let encodings = try encodings(), chosen = try state().encoder
        return encodings.filter { $0.encoder == chosen } + encodings.filter { $0.encoder != chosen }
    }

    func summariesByRow(_ rows: [Int]) throws -> [Int: ItemSummary] {
        let items = try items(rows: rows)
        return Dictionary(zip(items.map(\.row), try summaries(of: items))) { first, _ in first }
    }
}

extension Item {
    var pictureName: PictureName { PictureName(item: id, fingerprint: fingerprint) }
}
