/// The most that is taken of what a shop may send without end.
enum Bounds {
    /// Scalars of a title and other texts in a line.
    static let text = 300
    /// Scalars of an ID; longer ones are refused, for cut ones could be equal.
    static let id = 200
    /// Bytes of an address.
    static let address = 4096
    /// Of one product.
    static let tags = 100, colours = 200, sizes = 200, pictures = 50
    /// Bytes of one item of a feed, or of one row.
    static let row = 1 << 20
    /// Levels of JSON inside each other.
    static let depth = 100
}
