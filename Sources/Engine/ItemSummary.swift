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

/// A plain colour, as the mean of a picture.
public struct RGB: Hashable, Sendable {
    public var red, green, blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

/// What the browser shows of an item. Texts are as they stand in the catalog; views sanitise them.
public struct ItemSummary: Hashable, Sendable {
    /// Its ID, which names it everywhere: the stem of its picture's file name, or a path for a picture from outside.
    public var id: String
    /// The item's picture; nil for a picture from outside, named by its path, and for what the catalog does not have.
    public var picture: PictureName?
    public var title: String?
    /// Further attributes in the catalog's order, without title and URL.
    public var attributes: [Attribute]
    /// Mean colour of its picture, shown while the picture is on its way.
    public var color: RGB?
    /// Where its picture lies, and its page on the web, for copying and opening.
    public var path: String?
    public var url: String?

    public init(
        id: String, picture: PictureName?, title: String? = nil, attributes: [Attribute] = [], color: RGB? = nil, path: String? = nil,
        url: String? = nil
    ) {
        self.id = id
        self.picture = picture
        self.title = title
        self.attributes = attributes
        self.color = color
        self.path = path
        self.url = url
    }
}

extension ItemSummary {
    /// A picture from outside the catalog: its path is its ID.
    public init(external path: String) { self.init(id: path, picture: nil, path: path) }

    /// Whether an ID can only be the path of a picture from outside: no item's ID begins with a slash.
    public static func isPath(_ id: String) -> Bool { id.utf8.first == UInt8(ascii: "/") }
}

/// What the browser knows of the catalog as a whole.
public struct CatalogSummary: Hashable, Sendable {
    public var name: String
    /// Items in the catalog, whatever the listing shows.
    public var count: Int
    /// Counts up when items change that were there already.
    public var generation: Int
    /// What one and many items are called.
    public var noun: String
    public var nouns: String
    /// Attribute columns, for sorting and for completing filters.
    public var columns: [String]
    /// Parts of the encoder's vectors that a shopper may balance: "print", "garment". Empty when there are none.
    public var parts: [String]

    public init(
        name: String, count: Int, generation: Int = 0, noun: String = "T-shirt", nouns: String = "T-shirts", columns: [String] = [],
        parts: [String] = []
    ) {
        self.name = name
        self.count = count
        self.generation = generation
        self.noun = noun
        self.nouns = nouns
        self.columns = columns
        self.parts = parts
    }
}
