import Basics
import Engine
import Frames

/// What is known of an item beside what it is called, a line for each: what a shopper asks for first, where its files are last.
struct ItemEntry: Hashable {
    let name: String
    let value: String
    /// Its end says more than its beginning.
    var isAddress = false
    /// The lines that it may take.
    var lines = 1
    /// Where it leads.
    var link: Link?

    /// - Parameter caption: what the item is called, which stands above.
    static func all(of item: ItemSummary, called caption: Caption) -> [ItemEntry] {
        let notes = caption.notes(of: item), said = [caption.name(of: item)] + notes.map(\.value)
        func isSaid(_ value: String) -> Bool { value.isEmpty || said.contains { $0.isExactly(value) } }
        var entries: [ItemEntry] = [], addresses: [ItemEntry] = []
        if let title = item.title, !isSaid(title) { entries.append(ItemEntry(name: "title", value: title)) }
        for attribute in item.plainAttributes where !isSaid(attribute.value) && item.title?.isExactly(attribute.value) != true {
            guard !notes.contains(where: { $0.name.isExactly(attribute.name) }) else { continue }
            var entry = ItemEntry(name: spoken(attribute.name), value: item.text(of: attribute), isAddress: isFile(attribute.value))
            if attribute.name.isExactly("tags") { entry.lines = 3 }
            if entry.isAddress { addresses.append(entry) } else { entries.append(entry) }
        }
        if item.offer != nil {
            if let sizes = item.sizesText { entries.append(ItemEntry(name: "sizes", value: sizes, lines: 2)) }
            if let shop = item["shop"] { entries.append(ItemEntry(name: "shop", value: shop.value)) }
            entries += item.sightings.map { ItemEntry(name: $0.name, value: $0.day) }
        }
        if !isSaid(item.id) { entries.append(ItemEntry(name: "ID", value: item.id)) }
        // The picture's own path stands below, and is the same file by whatever name the catalog knows it.
        if let path = item.path {
            addresses.removeAll { path.utf8.reversed().starts(with: $0.value.utf8.reversed()) }
            addresses.append(ItemEntry(name: "picture", value: path, isAddress: true))
        }
        if let url = item.url { addresses.append(ItemEntry(name: "page", value: url, isAddress: true, link: item.page)) }
        return entries + addresses
    }

    /// Whether a text can only be the path of a picture.
    private static func isFile(_ value: String) -> Bool {
        let value = value.folded
        return value.contains("/") && [".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp"].contains { value.hasSuffix($0) }
    }
}

extension ItemSummary {
    /// Its page on the web, where it has one.
    var page: Link? { url.flatMap(Link.init) }
}
