import Basics
import Web

/// Reads Shopify's `products.json`, page by page: the end is an empty page, never a short one.
///
/// A later reading asks for each page conditionally; only where every page answers that nothing has changed, the listing is unchanged.
/// As soon as one has changed, all pages are asked for without conditions, so that no item is missed.
struct ShopifyReader {
    let listing: Listing

    /// As many as a page holds; more are not given.
    static let pageSize = 250

    /// The address of the first page.
    var firstAddress: String { address(of: listing.collection, page: 1) }

    /// - Parameter first: the answer to `firstAddress`, where there is one already.
    func read(first: WebResponse?, _ take: TakeEvent) throws -> ShopReading {
        var ready = first.map { [firstAddress: $0] } ?? [:]
        if first == nil, try isUnchanged(&ready) {
            return ShopReading(kind: .shopify, isUnchanged: true, validators: ownValidators)
        }
        var pages = ShopifyPages(reader: self, ready: ready)
        var seen: Set<ExactText> = []
        let end = try pages.read(listing.collection, &seen, take)
        var reading = ShopReading(kind: .shopify)
        switch end {
        case .complete: reading.validators = pages.validators
        case .failed(let reason): (reading.isComplete, reading.reason) = (false, reason)
        case .tooMany:
            guard listing.collection == nil else {
                (reading.isComplete, reading.reason) = (false, "the shop lists no more products of this collection")
                break
            }
            if let reason = try readCollections(&pages, &seen, take) { (reading.isComplete, reading.reason) = (false, reason) }
        }
        return reading
    }

    /// Where a page of the shop, or of a collection, is.
    func address(of collection: String?, page: Int) -> String {
        let folder = collection.map { "/collections/" + ShopAddress.component($0) } ?? ""
        let country = listing.country.map { "&country=" + ShopAddress.component($0) } ?? ""
        return "\(listing.base)\(folder)/products.json?limit=\(Self.pageSize)&page=\(page)\(country)"
    }

    private var ownValidators: [String: WebValidators] {
        var own: [String: WebValidators] = [:]
        for page in 1... {
            let address = address(of: listing.collection, page: page)
            guard let known = listing.validators[address] else { break }
            own[address] = known
        }
        return own
    }

    /// Asks for each known page whether it has changed; keeps the first one that has.
    private func isUnchanged(_ ready: inout [String: WebResponse]) throws -> Bool {
        let known = ownValidators
        guard !known.isEmpty else { return false }
        for page in 1...known.count {
            let address = address(of: listing.collection, page: page)
            guard let response = try? listing.web.get(WebRequest(address, .page, validators: known[address], cookieNames: [ShopifyPages.cookie]))
            else { return false }
            guard response.isUnchanged else {
                ready[address] = response
                return false
            }
        }
        return true
    }

    /// Beyond 25,000 products the list goes no further: each collection does.
    ///
    /// - Returns: why something may be missing; nil where nothing is.
    private func readCollections(_ pages: inout ShopifyPages, _ seen: inout Set<ExactText>, _ take: TakeEvent) throws -> String? {
        var reason: String?, handles: [String] = []
        for page in 1...1_000 {
            let answer = try listing.json("\(listing.base)/collections.json?limit=\(Self.pageSize)&page=\(page)")
            guard case .page(let node, _) = answer, let collections = node["collections"].elements else {
                if case .failed(_, let failure) = answer { reason = failure } else { reason = "the shop does not list its collections" }
                break
            }
            let new = collections.compactMap { $0["handle"].text }.filter { !handles.contains($0) }
            if new.isEmpty { break }
            handles += new
        }
        for handle in handles {
            switch try pages.read(handle, &seen, take) {
            case .complete: break
            case .tooMany: reason = reason ?? "the shop lists no more products of the collection \(handle)"
            case .failed(let failure):
                try take(.problem(ShopProblem("collection \(handle)", failure)))
                reason = reason ?? failure
            }
        }
        return reason
    }
}
