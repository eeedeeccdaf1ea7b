import Basics
import Foundation
import Pictures
import Web

/// Reads what a shop sells, whichever way it tells that.
///
/// Later readings are conditional where that loses nothing: a feed is one address, and Shopify's listing is unchanged where each of its pages
/// is. WooCommerce's listing and product pages are always read.
package struct ShopReader {
    private let source: Source
    private let kind: ShopKind?
    private let collection: String?
    private let country: String?
    private let validators: [String: WebValidators]

    private enum Source {
        case address(String, any WebFetching)
        case file(String)
    }

    /// - Parameters:
    ///   - url: an address anywhere in the shop, or of a feed or sitemap.
    ///   - kind: what the shop is; nil to find out.
    ///   - collection: what of the shop is read, for Shopify and WooCommerce; the address may name one too.
    ///   - country: of the market, such as `DE`, for Shopify.
    ///   - validators: as the last complete reading gave them.
    package init(
        url: String, kind: ShopKind? = nil, collection: String? = nil, country: String? = nil, validators: [String: WebValidators] = [:],
        web: any WebFetching
    ) {
        source = .address(url, web)
        (self.kind, self.collection, self.country, self.validators) = (kind, collection, country, validators)
    }

    /// - Parameter path: a feed in a file, which may be packed with gzip.
    package init(file path: String) {
        source = .file(path)
        (kind, collection, country, validators) = (.feed, nil, nil, [:])
    }

    /// Reads the listing; events come in the shop's order on the caller's thread, as each page arrives.
    ///
    /// - Parameter take: returns false to end early.
    /// - Throws: `PlainError` or `WebError` where there is no shop at all, and what `take` throws. What fails later is in the result.
    package func read(_ take: (ShopEvent) throws -> Bool) throws -> ShopReading {
        var found = kind
        do {
            let event: TakeEvent = { event in
                if case .kind(let kind, _) = event { found = kind }
                guard try take(event) else { throw EndedEarly() }
            }
            switch source {
            case .file(let path): return try Self.read(file: path, event)
            case .address(let url, let web):
                guard let place = ShopPlace(url) else { throw PlainError("\(sanitized(url)) is not a web address") }
                let finder = ShopFinder(
                    url: ShopAddress.whole(url) ?? url, place: place, kind: kind, collection: collection ?? place.collection, country: country,
                    validators: validators, web: web)
                return try finder.read(event)
            }
        } catch is EndedEarly {
            return ShopReading(kind: found ?? .feed, isComplete: false, reason: "the reading was ended early")
        }
    }

    private static func read(file path: String, _ take: TakeEvent) throws -> ShopReading {
        let shown = clipped(sanitized(path), to: 200)
        var intake = FeedIntake(base: nil)
        let reason: String?
        do {
            let file = try GzipReader(path: path)
            while case let bytes = try file.read(upTo: 1 << 17), !bytes.isEmpty { try intake.take(bytes, take) }
            guard let end = try intake.finish(take) else {
                throw PlainError("\(shown): it is no merchant feed: RSS, Atom, or a table whose header names id and image_link")
            }
            reason = end.reason
        } catch let error as PictureError {
            guard intake.isFeed else { throw PlainError("\(shown): \(error)") }
            return ShopReading(kind: .feed, isComplete: false, reason: "\(shown): \(error)")
        }
        return ShopReading(kind: .feed, isComplete: reason == nil, reason: reason)
    }
}
