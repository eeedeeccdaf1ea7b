import GRDB

/// Tells whether what is no item yet meets a condition, by the same expression that chooses items. For one thread.
package final class ConditionFilter {
    private let database: DatabaseQueue
    private let request: (_ id: String, _ attributes: String) -> SQLRequest<Bool>

    package init(_ condition: Condition) throws(CatalogError) {
        var configuration = Configuration()
        configuration.prepareDatabase { db in for function in Condition.functions { db.add(function: function) } }
        do {
            database = try DatabaseQueue(configuration: configuration)
            try database.write(ShopTables.createEmpty)
        } catch {
            throw .cannotOpen(path: "the condition", reason: plainReason(error))
        }
        let sql = condition.sql
        request = {
            SQLRequest(
                literal: "SELECT COALESCE(\(sql), 0) FROM (SELECT \($0) AS id, NULL AS label, \($1) AS attributes) AS item", cached: true)
        }
    }

    /// Whether an offer meets the condition.
    package func holds(_ offer: Offer) -> Bool {
        let request = request(offer.product, AttributesJSON.encode(offer.allAttributes))
        return (try? database.read { db in try request.fetchOne(db) }) ?? false
    }
}
