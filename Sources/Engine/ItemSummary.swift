import Basics
import Frames

/// A named value that a catalog knows about an item: price, colour, label.
public struct Attribute: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// What the browser shows of an item. Texts are as they stand in the catalog; views sanitise them.
public struct ItemSummary: Hashable, Sendable {
    /// Its ID, which names it everywhere: the stem of its picture's file name, or a path for a picture from outside.
    public var id: String
    /// The item's picture; nil for a picture from outside, named by its path, and for what the catalog does not have.
    public var picture: PictureName?
    /// Its title, where the catalog has one.
    public var title: String?
    /// Further attributes in the catalog's order, without title and URL.
    public var attributes: [Attribute] { didSet { price = Self.price(among: attributes) } }
    /// What the item costs, as it stands in the catalog; found once, for every frame asks.
    public private(set) var price: Attribute?
    /// Mean colour of its picture, shown while the picture is on its way.
    public var color: Color?
    /// Where its picture lies, and its page on the web, for copying and opening.
    public var path: String?
    public var url: String?
    /// What its shop says of it; nil for what comes from no shop.
    public var offer: ItemOffer?
    /// What it stands for, or is shown beside; nil where it is on its own.
    public var stack: ItemStack?
    /// What is wished for, where it is no item but words in a basket.
    public private(set) var words: String?

    public init(
        id: String, picture: PictureName?, title: String? = nil, attributes: [Attribute] = [], color: Color? = nil, path: String? = nil,
        url: String? = nil
    ) {
        self.id = id
        self.picture = picture
        self.title = title
        self.attributes = attributes
        price = Self.price(among: attributes)
        self.color = color
        self.path = path
        self.url = url
    }
}

/// What a shop says of an item beside its attributes.
public struct ItemOffer: Hashable, Sendable {
    /// First seen at the shop's latest visit.
    public var isNew = false
    /// Had again since the latest visit, at all or in a size that was sold out.
    public var isBack = false
    /// No longer in the shop.
    public var isGone = false
    public var isAvailable = true
    /// By how many per cent the price fell since the previous visit; negative where it rose.
    public var priceDrop: Double?
    /// The addresses of its pictures, front first.
    public var pictures: [String] = []

    public init(
        isNew: Bool = false, isBack: Bool = false, isGone: Bool = false, isAvailable: Bool = true, priceDrop: Double? = nil,
        pictures: [String] = []
    ) {
        self.isNew = isNew
        self.isBack = isBack
        self.isGone = isGone
        self.isAvailable = isAvailable
        self.priceDrop = priceDrop
        self.pictures = pictures
    }
}

extension ItemSummary {
    /// A picture from outside the catalog: its path is its ID.
    public init(external path: String) { self.init(id: path, picture: nil, path: path) }

    /// Words that are wished for: they have neither a picture nor a page.
    public init(wish words: String) {
        self.init(id: Wish.id(of: words), picture: nil, title: words)
        self.words = words
    }

    /// What there is to say of an ID that the catalog does not have: the words of a wish, or no more than the ID.
    public init(unlisted id: String) {
        if let words = Wish.words(of: id) { self.init(wish: words) } else { self.init(id: id, picture: nil) }
    }

    /// Whether an ID can only be the path of a picture from outside: no item's ID begins with a slash.
    public static func isPath(_ id: String) -> Bool { id.utf8.first == UInt8(ascii: "/") }
}
