/// Levenshtein's distance: the fewest insertions, deletions and replacements that make one sequence the other. Cost: the product of the lengths
/// at most.
///
/// - Returns: nil when it is above the limit.
public func editDistance<Element: Equatable>(_ a: [Element], _ b: [Element], limit: Int = .max) -> Int? {
    guard limit >= 0, abs(a.count - b.count) <= limit else { return nil }
    var previous = Array(0...b.count), current = previous
    for (i, left) in a.enumerated() {
        current[0] = i + 1
        var least = i + 1
        for (j, right) in b.enumerated() {
            current[j + 1] = min(previous[j] + (left == right ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
            least = min(least, current[j + 1])
        }
        guard least <= limit else { return nil }
        swap(&previous, &current)
    }
    return previous[b.count] <= limit ? previous[b.count] : nil
}
