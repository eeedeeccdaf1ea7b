import Basics
import Catalog

extension Catalog {
    /// Whether most of the items say that they are T-shirts, by title, label or kind: what a catalog of boots and bags does not.
    ///
    /// Cost: reads a few dozen items from all over the catalog.
    func mostAreTShirts(among count: Int) throws -> Bool {
        guard count > 0 else { return false }
        let items = try items(rows: Array(stride(from: 0, to: count, by: max(1, count / 64))))
        return items.count(where: \.saysTShirt) * 2 > items.count
    }
}

extension Item {
    private static let kinds: Set<String> = ["title", "name", "type", "product type", "product_type", "category", "kind"]

    /// Whether a word for a T-shirt is in what says of what kind it is.
    var saysTShirt: Bool {
        let texts = [label].compactMap(\.self) + attributes.filter { Self.kinds.contains($0.key.lowercased()) }.map(\.value)
        return texts.contains(where: Self.isAboutTShirts)
    }

    private static func isAboutTShirts(_ text: String) -> Bool {
        let words = text.folded.utf8.split { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }.map { String(Substring($0)) }
        return words.enumerated().contains { place, word in
            switch word {
            case "tee", "tees", "tshirt", "tshirts": true
            case "shirt", "shirts": place > 0 && words[place - 1] == "t"
            default: false
            }
        }
    }
}
