/// What the browser knows of the catalog as a whole.
public struct CatalogSummary: Hashable, Sendable {
    /// What the catalog is called: the name of its folder.
    public var name: String
    /// Items in the catalog, whatever the listing shows.
    public var count: Int
    /// Counts up when items change that were there already.
    public var generation: Int
    /// What one and many items are called.
    public var noun: String
    public var nouns: String
    /// "a T-shirt", "an item".
    public var nounWithArticle: String { (noun.utf8.first.map("aeiou".utf8.contains) ?? false ? "an " : "a ") + noun }
    /// Columns for sorting and for completing filters: attributes, `label` where there are labels, `id`.
    public var columns: [String]
    /// Who one is where others keep baskets beside one's own, which can be shared with them; nil where nobody else does.
    public var person: String?
    /// The encoders whose vectors the catalog has, those first that are meant where none is named; none while it is empty.
    public var encoders: [EncoderSummary]
    /// Parts of the first encoder's vectors that a shopper may balance: "print", "garment". Empty when there are none.
    public var parts: [String] { encoders.first?.parts ?? [] }
    /// The first encoder; nil while there is none.
    public var encoder: String? { encoders.first?.name }
    /// The numbers in each of its vectors; 0 while there are none.
    public var dimensions: Int { encoders.first?.dimensions ?? 0 }

    public init(
        name: String, count: Int, generation: Int = 0, noun: String = "item", nouns: String = "items", columns: [String] = [],
        encoders: [EncoderSummary] = []
    ) {
        self.name = name
        self.count = count
        self.generation = generation
        self.noun = noun
        self.nouns = nouns
        self.columns = columns
        self.encoders = encoders
    }
}

/// An encoder whose vectors a catalog has.
public struct EncoderSummary: Hashable, Sendable {
    /// As a question names it.
    public var name: String
    /// Parts of its vectors that a shopper may balance.
    public var parts: [String]
    /// The numbers in each vector.
    public var dimensions: Int
    /// Items that have none, or not yet.
    public var missing: Int
    /// Whether pictures can be looked for in words.
    public var knowsWords: Bool

    public init(name: String, parts: [String] = [], dimensions: Int = 0, missing: Int = 0, knowsWords: Bool = false) {
        (self.name, self.parts, self.dimensions, self.missing, self.knowsWords) = (name, parts, dimensions, missing, knowsWords)
    }
}
