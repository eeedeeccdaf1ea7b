import Basics

/// The kinds that rows belong to, numbered in the order of their first row.
public struct Labels: Hashable, Sendable {
    /// The kind of each row; nil where a row has none.
    public let kinds: [Int?]
    /// The rows of each kind, ascending.
    public let members: [[Int]]

    /// - Parameter values: each row's label; nil and the empty string: none.
    public init(_ values: [String?]) {
        var numbers: ExactDictionary<Int> = [:]
        var members: [[Int]] = []
        kinds = values.enumerated().map { row, value -> Int? in
            guard let value, !value.isEmpty else { return nil }
            let kind = numbers[value] ?? members.count
            if kind == members.count {
                numbers[value] = kind
                members.append([])
            }
            members[kind].append(row)
            return kind
        }
        self.members = members
    }
}
