/// Up to three of the names that a person may have meant, nearest first, by edit distance or by containing the name.
public func nearestNames(to name: String, among names: some Sequence<String>) -> [String] {
    let wanted = Array(name.lowercased().utf8.prefix(64))
    guard !wanted.isEmpty else { return [] }
    var scored: [(score: Int, name: String)] = []
    for candidate in names {
        let letters = Array(candidate.lowercased().utf8.prefix(128))
        let contains = wanted.count >= 3 && candidate.lowercased().contains(name.lowercased())
        let distance = editDistance(wanted, letters)
        if contains || distance <= max(2, wanted.count / 3) { scored.append((contains ? min(distance, 2) : distance, candidate)) }
    }
    return scored.sorted { ($0.score, $0.name) < ($1.score, $1.name) }.prefix(3).map(\.name)
}

/// Levenshtein's distance: the fewest insertions, deletions and replacements. Cost: the product of the lengths.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var previous = Array(0...b.count)
    for (row, letter) in a.enumerated() {
        var current = [row + 1]
        for (column, other) in b.enumerated() {
            current.append(min(previous[column] + (letter == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
        }
        previous = current
    }
    return previous[b.count]
}
