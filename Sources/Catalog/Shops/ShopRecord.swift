import Basics
import Foundation
import GRDB

/// How a shop is asked for, so that it can be visited again in the same way.
package struct ShopRequest: Codable, Hashable, Sendable {
    /// As a person gave it.
    package var url: String
    /// The format of its listing, where a person named one.
    package var kind: String?
    package var collection: String?
    package var country: String?
    /// A condition that its items have to meet.
    package var condition: String?

    package init(url: String, kind: String? = nil, collection: String? = nil, country: String? = nil, condition: String? = nil) {
        self.url = url
        self.kind = kind
        self.collection = collection
        self.country = country
        self.condition = condition
    }

    /// What of the shop it asks for: two requests of the same scope are one, whatever else they say.
    package var scope: String { collection ?? inside(after: ["collections", "product-category"])?.name ?? "" }

    /// Which shop it is of: the address without what is inside the shop, a collection or a product.
    package var sourcePath: String {
        let path = inside(after: ["collections", "product-category", "products", "product"])?.shop ?? url
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// The address before a part of its path that has one of some names, and what comes behind that part.
    private func inside(after names: Set<String>) -> (shop: String, name: String)? {
        var parts = url.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard parts.count > 4, let place = parts.indices.dropFirst(3).first(where: { names.contains(parts[$0].lowercased()) }),
            place + 1 < parts.count
        else { return nil }
        let name = parts[place + 1].prefix { $0 != "?" && $0 != "#" }
        parts.removeSubrange(place...)
        return (parts.joined(separator: "/"), String(name))
    }
}

/// What is kept of a shop from visit to visit.
package struct ShopRecord: Codable, Hashable, Sendable {
    /// What the shop calls itself.
    package var name: String?
    /// One for each scope, in the order in which they were first made.
    package var requests: [ShopRequest] = []
    /// The scopes that were read to their end once: what comes later is new.
    package var completed: Set<String> = []
    /// What listings that need not be read again answer to, by address.
    package var validators: [String: [String: String]] = [:]

    package init() {}

    mutating func add(_ request: ShopRequest) {
        if let index = requests.firstIndex(where: { $0.scope.isExactly(request.scope) }) {
            requests[index] = request
        } else {
            requests.append(request)
        }
    }
}

extension Catalog {
    /// The shops that the catalog's items come from, with what is kept of each.
    package func shops() throws(CatalogError) -> [(url: String, record: ShopRecord)] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT path, shop FROM source WHERE kind = 'shop' AND shop IS NOT NULL ORDER BY id").map { row in
                (try row.decode(forColumn: "path"), try JSON.decode(ShopRecord.self, from: row.decode(String.self, forColumn: "shop")))
            }
        }
    }
}
