import Basics

/// A product with all its colours and sizes, of which items are made: one for each colour with a picture of its own.
struct ShopProduct: Hashable, Sendable {
    var id: String
    var title: String
    var currency: String?
    var brand: String?
    var type: String?
    var tags: [String] = []
    var url: String?
    /// Of the product as a whole, front first.
    var pictures: [String] = []
    var isStockKnown = true
    /// Each value of the colour once, in the shop's order.
    var colours: [ColourVariant] = []

    /// Adds one variant, such as a size: to its colour where that is there.
    mutating func add(_ variant: ColourVariant) {
        if let index = colours.firstIndex(where: { $0.isOfColour(variant.colour) }) {
            colours[index].merge(variant)
        } else if colours.count < Bounds.colours {
            colours.append(variant)
        }
    }

    /// Adds the variants of the same product from elsewhere.
    mutating func merge(_ other: ShopProduct) {
        for variant in other.colours { add(variant) }
        pictures = Array((pictures + other.pictures).unique.prefix(Bounds.pictures))
    }

    /// One item for each colour with a picture that no other colour has; one for all where no colour has one. Items without any picture
    /// are left out.
    var items: [ShopItem] {
        guard colours.count > 1 else {
            let only = colours.first ?? ColourVariant()
            return item(only, colour: only.colour, pictures: pictures + only.pictures).map { [$0] } ?? []
        }
        var uses = ExactDictionary<Int>()
        for picture in colours.flatMap(\.pictures.unique) { uses[picture, default: 0] += 1 }
        let own = colours.map { colour in colour.pictures.filter { uses[$0] == 1 } }
        guard own.contains(where: { !$0.isEmpty }) else {
            var all = colours[0]
            for colour in colours.dropFirst() { all.merge(colour) }
            (all.title, all.url) = (nil, nil)
            return item(all, colour: nil, pictures: pictures + all.pictures).map { [$0] } ?? []
        }
        let shared = pictures.filter { uses[$0] != 1 }
        return zip(colours, own).compactMap { colour, own in own.isEmpty ? nil : item(colour, colour: colour.colour, pictures: own + shared) }
    }

    private func item(_ variant: ColourVariant, colour: String?, pictures: [String]) -> ShopItem? {
        let pictures = Array(pictures.unique.prefix(Bounds.pictures))
        guard !pictures.isEmpty else { return nil }
        return ShopItem(
            product: id, colour: colour, title: variant.title ?? title, price: variant.price, priceBefore: variant.priceBefore,
            currency: currency, brand: brand, type: type, tags: tags, sizes: variant.sizes, inStock: variant.inStock,
            isStockKnown: isStockKnown, isAvailable: variant.isAvailable, design: id, url: variant.url ?? url, pictures: pictures)
    }
}

/// What a product is in one colour, over all its sizes.
struct ColourVariant: Hashable, Sendable {
    var colour: String?
    /// Where this colour has one of its own.
    var title: String?
    var url: String?
    var price: String?
    var priceBefore: String?
    var sizes: [String] = []
    var inStock: [String] = []
    var isAvailable = true
    /// Assigned to this colour, front first.
    var pictures: [String] = []

    func isOfColour(_ other: String?) -> Bool { colour.map(ExactText.init) == other.map(ExactText.init) }

    /// Takes in further sizes. The price is the lowest of what can be bought, or the lowest of all where nothing can.
    mutating func merge(_ other: ColourVariant) {
        let isBetter = other.isAvailable == isAvailable ? Price.isLower(other.price, than: price) : other.isAvailable
        if isBetter, other.price != nil || price == nil { (price, priceBefore) = (other.price, other.priceBefore) }
        isAvailable = isAvailable || other.isAvailable
        sizes = Array((sizes + other.sizes).unique.prefix(Bounds.sizes))
        let stocked = Set((inStock + other.inStock).map(ExactText.init))
        inStock = sizes.filter(stocked.contains)
        pictures = Array((pictures + other.pictures).unique.prefix(Bounds.pictures))
    }

    /// One size, or none, as variants come one by one.
    init(
        colour: String? = nil, title: String? = nil, url: String? = nil, size: String? = nil, price: String? = nil, priceBefore: String? = nil,
        isAvailable: Bool = true, pictures: [String] = []
    ) {
        self.colour = colour
        self.title = title
        self.url = url
        self.price = price
        self.priceBefore = priceBefore
        self.sizes = size.map { [$0] } ?? []
        self.inStock = isAvailable ? sizes : []
        self.isAvailable = isAvailable
        self.pictures = pictures
    }
}
