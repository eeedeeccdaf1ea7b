import Pictures
import Web

/// What stands at an address: a feed is read while it comes, all else is kept.
enum OpenedDocument {
    case feed(ShopReading)
    case page(WebResponse, DocumentFormat)
    /// - Parameter error: where the host did not answer at all.
    case failed(reason: String, error: WebError?)
}

/// Opens an address of which nothing is known.
struct DocumentOpener {
    let listing: Listing

    /// A page larger than this is no page.
    private static let pageLimit = 64_000_000, feedLimit = 2_000_000_000

    private struct TooLong: Error {}

    /// - Throws: what `take` throws, and `WebError.cancelled`.
    func open(_ address: String, _ take: TakeEvent) throws -> OpenedDocument {
        var intake = FeedIntake(base: address)
        var page: [UInt8] = []
        do {
            let request = WebRequest(address, .feed, validators: listing.validators[address])
            let response = try listing.web.stream(request) { bytes in
                try intake.take(bytes, take)
                if intake.isOther {
                    page += intake.rest
                    intake.rest = []
                    if page.count > Self.pageLimit { throw TooLong() }
                }
            }
            if response.isUnchanged {
                return .feed(ShopReading(kind: .feed, isUnchanged: true, validators: listing.validators.filter { $0.key == address }))
            }
            guard response.isSuccess else { return .failed(reason: "\(address): the host answers \(response.status)", error: nil) }
            if let end = try intake.finish(take) {
                var reading = ShopReading(kind: .feed, isComplete: end.reason == nil, reason: end.reason)
                if end.reason == nil, !response.validators.isEmpty { reading.validators = [address: response.validators] }
                return .feed(reading)
            }
            page += intake.rest
            let type = response.contentType.map { [(name: "content-type", value: $0)] } ?? []
            let whole = WebResponse(url: response.url, status: response.status, body: page, headers: type, cookies: response.cookies)
            return .page(whole, DocumentFormat(head: Array(page.prefix(FeedIntake.headSize))))
        } catch let error as WebError {
            if case .cancelled = error { throw error }
            guard intake.isFeed else { return .failed(reason: error.description, error: error) }
            _ = try intake.finish(take)
            return .feed(ShopReading(kind: .feed, isComplete: false, reason: error.description))
        } catch let error as PictureError {
            guard intake.isFeed else { return .failed(reason: "\(address): \(error)", error: nil) }
            return .feed(ShopReading(kind: .feed, isComplete: false, reason: "\(address): \(error)"))
        } catch is TooLong {
            return .failed(reason: "\(address): the page is larger than 64 MB", error: nil)
        }
    }
}
