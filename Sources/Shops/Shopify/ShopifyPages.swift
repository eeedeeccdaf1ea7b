import Basics
import Web

/// The pages of Shopify's listings, with what they have in common: the shop's name and its currency.
struct ShopifyPages {
    static let cookie = "cart_currency"

    /// How a listing ended.
    enum End {
        case complete
        /// The shop gives no further pages.
        case tooMany
        case failed(String)
    }

    let reader: ShopifyReader
    /// Answers that are there already, by address.
    var ready: [String: WebResponse]
    /// Of all pages, or of none where one came without.
    private(set) var validators: [String: WebValidators] = [:]
    private var lacksValidators = false
    private var currency: String?
    private var hasBegun = false

    init(reader: ShopifyReader, ready: [String: WebResponse]) { (self.reader, self.ready) = (reader, ready) }

    mutating func read(_ collection: String?, _ seen: inout Set<ExactText>, _ take: TakeEvent) throws -> End {
        var earlier: [String?] = []
        for page in 1...10_000 {
            let address = reader.address(of: collection, page: page)
            switch try answer(address) {
            case .failed(let status, let reason):
                return status == 400 && page > 1 ? .tooMany : .failed(reason)
            case .page(let node, let response):
                guard let products = node["products"].elements else { return .failed("\(address): there are no products in the answer") }
                try begin(response, take)
                keep(response.validators, of: address)
                if products.isEmpty { return .complete }
                let ids = products.map { $0["id"].text }
                if ids == earlier { return .failed("\(address): the page repeats the one before it") }
                earlier = ids
                for product in products { try hand(product, address, &seen, take) }
            }
        }
        return .failed("the listing has no end")
    }

    private mutating func answer(_ address: String) throws -> JSONAnswer {
        if let response = ready.removeValue(forKey: address) { return JSONAnswer(response, at: address) }
        return try reader.listing.json(address, cookieNames: [Self.cookie])
    }

    private mutating func keep(_ new: WebValidators, of address: String) {
        if new.isEmpty { lacksValidators = true }
        validators[address] = new
        if lacksValidators { validators = [:] }
    }

    /// Before the first product: lists name no currency. A cookie does, which follows the market; else the shop's own description.
    private mutating func begin(_ response: WebResponse, _ take: TakeEvent) throws {
        guard !hasBegun else { return }
        hasBegun = true
        currency = Self.code(response.cookies[Self.cookie])
        var name: String?
        if case .page(let meta, _) = try reader.listing.json(reader.listing.base + "/meta.json") {
            name = meta["name"].line
            let isHome = reader.listing.country.map { $0.uppercased() == meta["country"].text?.uppercased() } ?? true
            if currency == nil, isHome { currency = Self.code(meta["currency"].text) }
            if let total = meta["published_products_count"].number, reader.listing.collection == nil {
                try take(.kind(.shopify, name: name))
                try take(.total(max(0, total)))
                return try sayCurrency(take)
            }
        }
        try take(.kind(.shopify, name: name))
        try sayCurrency(take)
    }

    private func sayCurrency(_ take: TakeEvent) throws {
        if currency == nil { try take(.problem(ShopProblem(reader.listing.base, "the shop does not tell its currency"))) }
    }

    private static func code(_ text: String?) -> String? {
        text.flatMap { $0.utf8.count == 3 && $0.utf8.allSatisfy(Ascii.isLetter) ? $0.uppercased() : nil }
    }

    private func hand(_ node: JSONNode, _ address: String, _ seen: inout Set<ExactText>, _ take: TakeEvent) throws {
        guard let product = ShopifyProduct.product(node, base: reader.listing.base, currency: currency) else {
            return try take(.problem(ShopProblem(address, "a product has no ID that can be used")))
        }
        guard seen.insert(product.id) else { return }
        let items = product.items
        if items.isEmpty { try take(.problem(ShopProblem("product \(product.id)", "it has no picture"))) }
        for item in items { try take(.item(item)) }
    }
}
