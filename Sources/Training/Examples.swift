/// Pictures as a head sees them: a class each, and features in one or several versions.
public struct Examples: Sendable {
    /// The class of each example.
    public let labels: [Int]
    /// How many features one has.
    public let dimensions: Int
    /// How many versions of each there are: the picture as it is, then augmented ones.
    public let versions: Int
    private let copy: @Sendable (_ example: Int, _ version: Int, _ target: UnsafeMutablePointer<Float>) -> Void

    /// - Parameter copy: writes the `dimensions` features of one version of an example. Called from one thread at a time.
    public init(
        labels: [Int], dimensions: Int, versions: Int = 1,
        copy: @escaping @Sendable (_ example: Int, _ version: Int, _ target: UnsafeMutablePointer<Float>) -> Void
    ) {
        self.labels = labels
        self.dimensions = dimensions
        self.versions = versions
        self.copy = copy
    }

    public var count: Int { labels.count }

    func copy(_ example: Int, version: Int, to target: UnsafeMutablePointer<Float>) { copy(example, version, target) }

    /// The features of some examples as they are, one after another.
    public func features(_ range: Range<Int>) -> [Float] {
        [Float](unsafeUninitializedCapacity: range.count * dimensions) { buffer, filled in
            for (place, example) in range.enumerated() { copy(example, version: 0, to: buffer.baseAddress! + place * dimensions) }
            filled = range.count * dimensions
        }
    }
}
