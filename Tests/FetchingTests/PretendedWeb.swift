import Foundation
import Synchronization
import TestSupport
import Web

@testable import Fetching

/// A shop with a feed, in memory; it counts what it is asked for.
final class PretendedWeb: PictureFetching {
    static let feed = "https://shop.example/feed.tsv"

    /// A row of the feed.
    struct Product {
        var id: String
        var colour = ""
        var price = "20.00 EUR"
        var size = "M"
        var availability = "in stock"
        var type = "T-shirts"
        /// The picture's file name; one with `broken` is none, one with `missing` is not there.
        var picture: String?

        init(
            _ id: String, colour: String = "", price: String = "20.00 EUR", size: String = "M", availability: String = "in stock",
            type: String = "T-shirts", picture: String? = nil
        ) {
            (self.id, self.colour, self.price, self.size, self.availability) = (id, colour, price, size, availability)
            (self.type, self.picture) = (type, picture)
        }
    }

    private struct State {
        var products: [Product] = []
        var version = 1
        /// Bytes after which the feed breaks off.
        var cut: Int?
        var asked: [String: Int] = [:]
        var answered: [String: Int] = [:]
        var isOff = false
    }

    private let state: Mutex<State>
    private let answering = DispatchGroup()

    init(_ products: [Product]) { state = Mutex(State(products: products)) }

    /// The next day has other products.
    func set(_ products: [Product], cut: Int? = nil) {
        state.withLock { state in
            (state.products, state.cut) = (products, cut)
            state.version += 1
        }
    }

    /// How often each address was asked for, by its last part.
    var asked: [String: Int] { state.withLock { $0.asked } }

    /// Whether no picture is answered with any more; answers that are being given are waited for.
    func setOff(_ isOff: Bool) {
        state.withLock { $0.isOff = isOff }
        if isOff { answering.wait() }
    }

    /// How often each picture was answered with.
    var answered: [String: Int] { state.withLock { $0.answered } }

    func get(_ request: WebRequest) throws(WebError) -> WebResponse {
        do {
            var body: [UInt8] = []
            let response = try stream(request) { body += $0 }
            return WebResponse(url: response.url, status: response.status, body: body, validators: response.validators)
        } catch {
            throw error as! WebError
        }
    }

    func stream(_ request: WebRequest, _ take: ([UInt8]) throws -> Void) throws -> WebResponse {
        let (text, version, cut) = state.withLock { state in
            state.asked[request.url.components(separatedBy: "/").last!, default: 0] += 1
            return (Self.text(state.products), state.version, state.cut)
        }
        guard request.url == Self.feed else { return WebResponse(url: request.url, status: 404) }
        let validators = WebValidators(etag: "\"\(version)\"")
        if request.validators == validators { return WebResponse(url: request.url, status: 304, validators: validators) }
        try take(Array(text.utf8.prefix(cut ?? .max)))
        if cut != nil { throw WebError.broken(request.url, reason: "the answer breaks off") }
        return WebResponse(url: request.url, status: 200, headers: [("Content-Type", "text/tab-separated-values")], validators: validators)
    }

    private static func text(_ products: [Product]) -> String {
        let lines = products.map { product in
            let picture = product.picture ?? "\(product.id)\(product.colour).bmp"
            return [
                product.id + product.colour + product.size, product.id, "Tee \(product.id)", product.price, product.colour, product.size,
                product.availability, product.type, "https://pictures.example/\(picture)",
            ].joined(separator: "\t")
        }
        let columns = ["id", "item_group_id", "title", "price", "color", "size", "availability", "product_type", "image_link"]
        return ([columns.joined(separator: "\t")] + lines).joined(separator: "\n") + "\n"
    }

    func beginPicture(_ address: String, _ reply: @escaping @Sendable (Result<WebResponse, WebError>) -> Void) {
        let name = address.components(separatedBy: "/").last!
        state.withLock { $0.asked[name, default: 0] += 1 }
        DispatchQueue.global().async(group: answering) { [self] in
            let isOff = state.withLock { state in
                if !state.isOff { state.answered[name, default: 0] += 1 }
                return state.isOff
            }
            if isOff { return }
            if name.contains("missing") { return reply(.success(WebResponse(url: address, status: 404))) }
            if name.contains("refused") { return reply(.failure(.forbiddenByRobots(address))) }
            let shade = UInt8(name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFF })
            let picture = Fixtures.bitmap(width: 24, height: 24) { x, y in (shade, UInt8(x * 10), UInt8(y * 10)) }
            reply(.success(WebResponse(url: address, status: 200, body: name.contains("broken") ? Array("<html>".utf8) : picture)))
        }
    }
}
