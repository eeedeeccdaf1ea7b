import Basics

/// A product in few bytes. Its texts hold no controls, so controls separate them.
enum PackedProduct {
    private static let list: Unicode.Scalar = "\u{1D}", field: Unicode.Scalar = "\u{1E}", record: Unicode.Scalar = "\u{1F}"
    private static let none = "\u{1}"

    static func packed(_ product: ShopProduct) -> [UInt8] {
        var records = [
            [
                product.title, product.currency ?? none, product.brand ?? none, product.type ?? none, joined(product.tags), product.url ?? none,
                joined(product.pictures),
            ]
        ]
        for colour in product.colours {
            records.append([
                colour.colour ?? none, colour.title ?? none, colour.url ?? none, colour.price ?? none, colour.priceBefore ?? none,
                joined(colour.sizes), joined(colour.inStock), colour.isAvailable ? "1" : "0", joined(colour.pictures),
            ])
        }
        return Array(records.map { $0.joined(separator: String(field)) }.joined(separator: String(record)).utf8)
    }

    static func unpacked(_ bytes: [UInt8], id: String) -> ShopProduct? {
        let records = String(decoding: bytes, as: UTF8.self).parts(separatedBy: record).map { $0.parts(separatedBy: field) }
        guard let head = records.first, head.count == 7 else { return nil }
        var product = ShopProduct(id: id, title: head[0])
        (product.currency, product.brand, product.type) = (value(head[1]), value(head[2]), value(head[3]))
        (product.tags, product.url, product.pictures) = (values(head[4]), value(head[5]), values(head[6]))
        for fields in records.dropFirst() where fields.count == 9 {
            var colour = ColourVariant(
                colour: value(fields[0]), title: value(fields[1]), url: value(fields[2]), price: value(fields[3]), priceBefore: value(fields[4]),
                isAvailable: fields[7] == "1", pictures: values(fields[8]))
            (colour.sizes, colour.inStock) = (values(fields[5]), values(fields[6]))
            product.colours.append(colour)
        }
        return product
    }

    private static func joined(_ texts: [String]) -> String { texts.joined(separator: String(list)) }
    private static func value(_ text: String) -> String? { text == none ? nil : text }
    private static func values(_ text: String) -> [String] { text.isEmpty ? [] : text.parts(separatedBy: list) }
}
