import Basics
import Taste
import Vectors

/// Simulated shoppers who like two or three kinds of items, and begin with one item of one of them: how many likes it takes until each of their
/// kinds is liked, by what they are shown.
public struct ExploreEvaluation: Sendable {
    /// Who chooses what is shown.
    public enum Guide: String, CaseIterable, Sendable {
        /// `Exploration`.
        case explore
        /// Items drawn at random.
        case random
        /// What is nearest to the ghost, a dozen at a time.
        case ghost
    }

    /// A shopper.
    public struct Shopper: Hashable, Sendable {
        public let kinds: Set<Int>
        /// What they like already.
        public let first: Int
    }

    /// What one shopper needed.
    public struct Visit: Hashable, Sendable {
        /// Likes given after the first, until all kinds were found; of who gave up, those given, and one more.
        public let likes: Int
        /// Items looked at.
        public let looks: Int
        public let hasFoundAll: Bool
    }

    /// Items in a kind that a shopper may like, at least.
    private static let least = 5
    private static let page = 12

    public let shoppers: [Shopper]
    private let truth: GroundTruth
    private let patience: Int
    private let seed: UInt64

    /// - Parameters:
    ///   - truth: the kinds; each is equally likely to be liked, however large it is.
    ///   - count: shoppers.
    ///   - patience: items that one looks at before giving up.
    public init(_ truth: GroundTruth, count: Int, patience: Int, seed: UInt64) {
        var random = SplitMix(seed)
        let members = truth.labels.members, possible = members.indices.filter { members[$0].count >= Self.least }
        shoppers = (0..<count).compactMap { number in
            let kinds = random.sample(2 + number % 2, of: possible)
            guard kinds.count == 2 + number % 2 else { return nil }
            return Shopper(kinds: Set(kinds), first: members[kinds[0]][random.index(below: members[kinds[0]].count)])
        }
        (self.truth, self.patience, self.seed) = (truth, patience, seed)
    }

    /// What each shopper needed. The same guide shows a shopper the same items.
    ///
    /// Cost: for each item that is looked at a search, or the distances of a sample of all items.
    /// - Parameter progress: shoppers done, of how many.
    public func visits(of subject: Subject, by guide: Guide, progress: (Int, Int) -> Void = { _, _ in }) throws(SearchError) -> [Visit] {
        let spread = guide == .ghost ? Interests.spread(of: subject.index.table) : 0
        var visits: [Visit] = []
        for (number, shopper) in shoppers.enumerated() {
            progress(number, shoppers.count)
            visits.append(try visit(shopper, subject, guide, spread: spread, seed: seed &+ UInt64(number)))
        }
        progress(shoppers.count, shoppers.count)
        return visits
    }

    private func visit(_ shopper: Shopper, _ subject: Subject, _ guide: Guide, spread: Double, seed: UInt64) throws(SearchError) -> Visit {
        var window = ShopWindow(subject, guide, candidates: truth.labelled, spread: spread, seed: seed)
        var found: Set = [truth.labels.kinds[shopper.first]!], likes = 0
        try window.note(shopper.first, isLiked: true)
        for look in 1...max(1, patience) {
            guard let row = try window.next(page: Self.page) else { break }
            let kind = truth.labels.kinds[row]!, isLiked = shopper.kinds.contains(kind)
            if isLiked {
                likes += 1
                found.insert(kind)
                if found == shopper.kinds { return Visit(likes: likes, looks: look, hasFoundAll: true) }
            }
            try window.note(row, isLiked: isLiked)
        }
        return Visit(likes: likes + 1, looks: patience, hasFoundAll: false)
    }
}

/// What a guide shows one shopper, item by item.
private struct ShopWindow {
    private let subject: Subject
    private let guide: ExploreEvaluation.Guide
    private let spread: Double
    private var unseen: RowSet
    private var exploration: Exploration?
    private var random: SplitMix
    private var liked: [Example] = []
    private var passed: [Example] = []
    /// What comes next.
    private var shown: [Int] = []

    init(_ subject: Subject, _ guide: ExploreEvaluation.Guide, candidates: RowSet, spread: Double, seed: UInt64) {
        (self.subject, self.guide, self.spread, unseen, random) = (subject, guide, spread, candidates, SplitMix(seed))
        if guide == .explore { exploration = Exploration(in: subject.index, among: candidates, balance: subject.balance, seed: seed) }
        if guide == .random { shown = random.sample(4096, of: candidates.rows).reversed() }
    }

    mutating func note(_ row: Int, isLiked: Bool) throws(SearchError) {
        unseen.remove(row)
        let example = Example(subject.index.table.vector(at: row), row: row)
        try exploration?.note([example], areLiked: isLiked)
        if isLiked { liked.append(example) } else { passed.append(example) }
    }

    mutating func next(page: Int) throws(SearchError) -> Int? {
        switch guide {
        case .explore: return exploration?.next
        case .random:
            while let row = shown.popLast() { if unseen.contains(row) { return row } }
            return nil
        case .ghost:
            if shown.isEmpty {
                var ghost = Ghost(liked: liked, passed: passed, mode: .standard)
                (ghost.balance, ghost.spread) = (subject.balance, spread)
                shown = try ghost.neighbors(in: subject.index, metrics: [.cosine], count: page, among: unseen)[0].map(\.row).reversed()
            }
            return shown.popLast()
        }
    }
}

/// One guide beside `explore`.
public struct ExploreScore: Hashable, Sendable {
    public let guide: ExploreEvaluation.Guide
    public let likes: Estimate
    public let looks: Estimate
    /// The share of shoppers who found all their kinds.
    public let found: Double
    /// By how many likes `explore` needs more than this guide, of the same shoppers; nil of itself. Below 0 it needs fewer.
    public let difference: Estimate?
}

extension ExploreEvaluation {
    /// All guides, `explore` first.
    ///
    /// - Returns: none where the labels allow no shopper.
    public func scores(of subject: Subject, progress: (Guide, Int, Int) -> Void = { _, _, _ in }) throws(SearchError) -> [ExploreScore] {
        guard !shoppers.isEmpty else { return [] }
        var own: [Visit] = [], scores: [ExploreScore] = []
        for guide in Guide.allCases {
            let visits = try visits(of: subject, by: guide) { progress(guide, $0, $1) }
            if guide == .explore { own = visits }
            let differences = zip(own, visits).map { Double($0.likes - $1.likes) }
            scores.append(
                ExploreScore(
                    guide: guide, likes: Estimate(visits.map { Double($0.likes) }, seed: seed)!,
                    looks: Estimate(visits.map { Double($0.looks) }, seed: seed)!,
                    found: Double(visits.count { $0.hasFoundAll }) / Double(visits.count),
                    difference: guide == .explore ? nil : Estimate(differences, seed: seed)))
        }
        return scores
    }
}
