import Shops

/// How far a visit is.
package struct FetchProgress: Hashable, Sendable {
    /// What the shop calls itself, or its host.
    package var shop = ""
    /// Items that the listing has told of.
    package var listed = 0
    /// Products that the listing will have, where the shop says so.
    package var total: Int?
    /// Pictures that have to be fetched and encoded, and those of them that have been, or cannot be.
    package var pictures = 0
    package var done = 0
    /// What could not be read.
    package var problems = 0
    /// Whether the listing has been read to its end.
    package var isListed = false
}

/// What a visit did.
package struct FetchReport: Sendable {
    /// What the shop calls itself, or its host.
    package var shop = ""
    package var url = ""
    /// Nil where it was not found out.
    package var kind: ShopKind?
    /// Items that the listing told of and that were wanted.
    package var listed = 0
    /// Items that the listing told of and that did not meet the condition.
    package var unwanted = 0
    /// Items that came into the catalog.
    package var added = 0
    /// Known items of which something else was said than before, and those whose pictures were fetched anew.
    package var changed = 0
    /// Items that were removed.
    package var pruned = 0
    /// What could not be read or used; the rest was.
    package var problems: [ShopProblem] = []
    /// Further ones that are not named, for there are too many.
    package var unnamedProblems = 0
    /// Why nothing is taken for gone; nil where the listing was read to its end.
    package var incomplete: String?
    /// Whether the shop said that nothing has changed.
    package var isUnchanged = false
    package var seconds = 0.0

    /// Whether anything could be read.
    package var hasRead: Bool { listed > 0 || unwanted > 0 || isUnchanged }

    /// Names a problem, if there are not too many.
    mutating func add(_ problem: ShopProblem) {
        if problems.count < 10_000 { problems.append(problem) } else { unnamedProblems += 1 }
    }
}
