/// One design in one colour, as a shop's listing tells of it: sizes are attributes, never items of their own.
///
/// All texts are plain: tags and entities are resolved, controls are gone, they are one line, and their length is bounded (`PlainText`).
package struct ShopItem: Hashable, Sendable {
    /// The shop's own ID of the product; equal for all colours of one product.
    package var product: String
    /// The value of the colour; nil where the shop tells none.
    package var colour: String?
    /// What the shop calls it.
    package var title: String
    /// What it costs, as a plain decimal number such as "25.00"; the lowest where sizes cost differently.
    package var price: String?
    /// What it cost before a reduction, as a plain decimal number; nil where it is not reduced.
    package var priceBefore: String?
    /// As ISO 4217 has it, such as "EUR".
    package var currency: String?
    /// Who makes it.
    package var brand: String?
    /// What kind of thing it is, in the shop's words.
    package var type: String?
    /// Further words for it, in the shop's order.
    package var tags: [String]
    /// All sizes of this colour, in the shop's order.
    package var sizes: [String]
    /// Those of `sizes` that can be bought now.
    package var inStock: [String]
    /// Whether `inStock` is known; false where a shop tells of it later, and the item comes again then.
    package var isStockKnown: Bool
    /// Whether it can be bought in any size.
    package var isAvailable: Bool
    /// What the colours of one design share.
    package var design: String
    /// The page that sells it.
    package var url: String?
    /// The addresses of its pictures, front first; never empty.
    package var pictures: [String]

    package init(
        product: String, colour: String? = nil, title: String, price: String? = nil, priceBefore: String? = nil, currency: String? = nil,
        brand: String? = nil, type: String? = nil, tags: [String] = [], sizes: [String] = [], inStock: [String] = [], isStockKnown: Bool = true,
        isAvailable: Bool = true,
        design: String? = nil, url: String? = nil, pictures: [String] = []
    ) {
        self.product = product
        self.colour = colour
        self.title = title
        self.price = price
        self.priceBefore = priceBefore
        self.currency = currency
        self.brand = brand
        self.type = type
        self.tags = tags
        self.sizes = sizes
        self.inStock = inStock
        self.isStockKnown = isStockKnown
        self.isAvailable = isAvailable
        self.design = design ?? product
        self.url = url
        self.pictures = pictures
    }
}
