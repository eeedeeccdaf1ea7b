/// Up to three of the names that a person may have meant, nearest first: those within an edit distance of 2 or a third of the name, whichever is
/// more.
///
/// Names come one by one, so that there may be very many; of equally near ones the first stays.
public struct NearestNames {
    private static let count = 3
    private static let longest = 64

    private let wanted: [Unicode.Scalar]
    private let limit: Int
    private var nearest: [Candidate] = []

    private struct Candidate {
        let name: String
        let distance: Int
    }

    /// - Parameter name: what was asked for, every scalar of which counts.
    public init(to name: String) {
        wanted = Array(name.unicodeScalars.prefix(Self.longest))
        limit = max(2, wanted.count / 3)
    }

    fileprivate init(to wanted: [Unicode.Scalar], limit: Int) { (self.wanted, self.limit) = (wanted, limit) }

    /// The nearest of the names so far, at most three, nearest first.
    public var names: [String] { nearest.map(\.name) }

    /// Takes a name into account. Cost: the product of the lengths at most, nothing for one of quite another length.
    public mutating func consider(_ name: String) {
        let scalars = name.unicodeScalars
        guard abs(scalars.count - wanted.count) <= limit else { return }
        if let distance = editDistance(wanted, Array(scalars), limit: limitNow) { insert(name, distance) }
    }

    /// What a name must not be farther away than to come among the nearest.
    private var limitNow: Int {
        nearest.count == Self.count ? min(limit, nearest[Self.count - 1].distance - 1) : limit
    }

    fileprivate mutating func insert(_ name: String, _ distance: Int) {
        let place = nearest.firstIndex { $0.distance > distance } ?? nearest.count
        nearest.insert(Candidate(name: name, distance: distance), at: place)
        if nearest.count > Self.count { nearest.removeLast() }
    }
}

/// Up to three of the names that a person may have meant, nearest first: by edit distance, or because they contain the name. Neither case nor
/// diacritics count.
public func nearestNames(to name: String, among names: some Sequence<String>) -> [String] {
    let folded = name.folded
    let wanted = Array(folded.unicodeScalars.prefix(64))
    guard !wanted.isEmpty else { return [] }
    let limit = max(2, min(64, name.utf8.count) / 3)
    var nearest = NearestNames(to: wanted, limit: limit)
    for candidate in names.sorted() {
        let other = candidate.folded
        let contains = wanted.count >= 3 && other.contains(folded)
        let distance = editDistance(wanted, Array(other.unicodeScalars.prefix(128)), limit: contains ? .max : limit)
        if let distance { nearest.insert(candidate, contains ? min(distance, 2) : distance) }
    }
    return nearest.names
}
