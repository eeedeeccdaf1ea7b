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
