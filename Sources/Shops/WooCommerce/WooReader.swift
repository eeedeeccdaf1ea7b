import Basics
import Web

/// Reads WooCommerce's Store API: the listing first, then the variations of each variable product, which alone tell the sizes in stock.
///
/// A product in one colour comes with the listing, its stock unknown, and again with its variations; one in several colours comes with its
/// variations, for these tell which colours have pictures. Pages are asked for without conditions: a size may sell out while the listing
/// stays as it was.
struct WooReader {
    let listing: Listing

    static let pageSize = 100

    var firstAddress: String { address(page: 1) }

    /// - Parameter first: the answer to `firstAddress`, where there is one already.
    func read(first: WebResponse?, name: String?, _ take: TakeEvent) throws -> ShopReading {
        var reading = ShopReading(kind: .woocommerce)
        func fail(_ reason: String) { if reading.isComplete { (reading.isComplete, reading.reason) = (false, reason) } }
        var seen: Set<ExactText> = [], waiting: [WooProduct] = [], earlier: [String?] = [], count = 0, total = 0
        pages: for page in 1...10_000 {
            let address = address(page: page)
            let answer = try page == 1 && first != nil ? JSONAnswer(first!, at: address) : listing.json(address)
            switch answer {
            case .failed(let status, let reason):
                // A page behind the last one is a wrong request to some versions.
                if !(status == 400 && page > 1) { fail(reason) }
                break pages
            case .page(let node, let response):
                guard let products = node.elements else {
                    fail("\(address): there are no products in the answer")
                    break pages
                }
                if page == 1 {
                    try take(.kind(.woocommerce, name: name))
                    if let told = response.header("X-WP-Total").flatMap(Int.init) {
                        total = max(0, told)
                        try take(.total(total))
                    }
                }
                let ids = products.map { $0["id"].text }
                if products.isEmpty { break pages }
                if ids == earlier {
                    fail("\(address): the page repeats the one before it")
                    break pages
                }
                earlier = ids
                count += products.count
                for node in products { try hand(node, address, &seen, &waiting, take) }
                if let last = response.header("X-WP-TotalPages").flatMap(Int.init), page >= last { break pages }
            }
        }
        if count < total { fail("the listing ends after \(grouped(count)) of \(counted(total, "product"))") }
        for product in waiting {
            let (variations, failure) = try variations(of: product.id)
            if let failure {
                try take(.problem(ShopProblem("product \(product.id)", "its sizes in stock are not known: \(failure)")))
                fail(failure)
            }
            if failure == nil { try emit(product.with(variations, base: listing.base), take) }
        }
        return reading
    }

    private func address(page: Int) -> String {
        let category = listing.collection.map { "&category=" + ShopAddress.component($0) } ?? ""
        return "\(listing.base)/wp-json/wc/store/v1/products?per_page=\(Self.pageSize)&page=\(page)&orderby=id&order=asc\(category)"
    }

    private func hand(
        _ node: JSONNode, _ address: String, _ seen: inout Set<ExactText>, _ waiting: inout [WooProduct], _ take: TakeEvent
    ) throws {
        guard let product = WooProduct(node, base: listing.base) else {
            return try take(.problem(ShopProblem(address, "a product has no ID that can be used")))
        }
        guard seen.insert(product.id) else { return }
        if !product.variations.isEmpty || node["type"].text == "variable" { waiting.append(product) }
        if !product.hasColours { try emit(product.product, take) }
    }

    private func emit(_ product: ShopProduct, _ take: TakeEvent) throws {
        let items = product.items
        if items.isEmpty { try take(.problem(ShopProblem("product \(product.id)", "it has no picture"))) }
        for item in items { try take(.item(item)) }
    }

    private func variations(of id: String) throws -> (nodes: [JSONNode], failure: String?) {
        var nodes: [JSONNode] = []
        for page in 1...20 {
            let address =
                "\(listing.base)/wp-json/wc/store/v1/products?type=variation&parent=\(ShopAddress.component(id))"
                + "&per_page=\(Self.pageSize)&page=\(page)&orderby=id&order=asc"
            switch try listing.json(address) {
            case .failed(let status, let reason): return (nodes, status == 400 && page > 1 ? nil : reason)
            case .page(let node, let response):
                guard let variations = node.elements else { return (nodes, "\(address): there are no variations in the answer") }
                nodes += variations
                let last = response.header("X-WP-TotalPages").flatMap(Int.init)
                if variations.count < Self.pageSize || last.map({ page >= $0 }) ?? false { return (nodes, nil) }
            }
        }
        return (nodes, nil)
    }
}
