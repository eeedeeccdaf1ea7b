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
    /// Parts of the encoder's vectors that a shopper may balance: "print", "garment". Empty when there are none.
    public var parts: [String]
    /// The encoder that made the vectors; nil while there are none.
    public var encoder: String?
    /// The numbers in each vector; 0 while there are none.
    public var dimensions: Int

    public init(
        name: String, count: Int, generation: Int = 0, noun: String = "item", nouns: String = "items", columns: [String] = [],
        parts: [String] = [], encoder: String? = nil, dimensions: Int = 0
    ) {
        self.name = name
        self.count = count
        self.generation = generation
        self.noun = noun
        self.nouns = nouns
        self.columns = columns
        self.parts = parts
        self.encoder = encoder
        self.dimensions = dimensions
    }
}
