import Basics
import Catalog
import Engine
import Evaluation
import LocalEngine
import Taste
import Vectors

/// Words and baskets as a shopper's: asked of a catalog's engine, by the vectors that an encoder has there.
struct WordSearches {
    private let engine: LocalEngine
    private let encoder: String
    private let ids: [String]
    /// Rows that take part.
    private let rows: Set<Int>
    /// The condition that these meet, others perhaps too.
    private let condition: String

    /// - Parameters:
    ///   - column: whose values are the labels; rows without one are not to be found.
    ///   - rows: that may be found.
    init(_ catalog: Catalog, encoder: String, column: String, rows: Set<Int>) throws {
        guard Condition.canAsk(for: column) else {
            throw PlainError("no condition can ask for the column \(column); give it a name in lower case without ]")
        }
        engine = LocalEngine(catalog)
        (self.encoder, self.rows) = (encoder, rows)
        let items = try catalog.state().items
        ids = try stride(from: 0, to: items, by: 4096).flatMap { try catalog.items(rows: $0..<min($0 + 4096, items)).map(\.id) }
        condition = "\(Condition.literal(name: column)) is not missing"
    }

    /// The nearest rows that take part.
    func find(_ question: WordEvaluation.Question) throws -> [[Int]]? {
        var query = query(words: question.words, liked: question.liked, metrics: question.metrics)
        query.taste.mode = question.mode
        query.filter = condition
        // What has a label and yet takes no part may come too.
        var count = question.count
        while true {
            query.count = count
            let found = try waitForAnswer { _ = engine.neighbors(query, $0) }.map { ranking in ranking.matches.map(\.position) }
            let kept = found.map { $0.filter(rows.contains) }
            if found.allSatisfy(\.isEmpty) { return nil }
            if kept.allSatisfy({ $0.count >= question.count }) || found.allSatisfy({ $0.count < count }) {
                return kept.map { Array($0.prefix(question.count)) }
            }
            count *= 2
        }
    }

    /// What is said of liked rows.
    func tell(_ liked: [Int]) throws -> [String] {
        var query = query(words: nil, liked: liked, metrics: [.cosine])
        query.count = 1
        return try waitForAnswer { _ = engine.neighbors(query, $0) }.first?.about ?? []
    }

    private func query(words: String?, liked: [Int], metrics: [Metric]) -> NeighborQuery {
        let entries = (words.map { [Wish.id(of: $0)] } ?? []) + liked.map { ids[$0] }
        var query = NeighborQuery(subject: .ghost(Basket(entries: entries.map { Basket.Entry(item: $0) })), metrics: metrics, count: 1)
        query.encoder = encoder
        return query
    }
}
