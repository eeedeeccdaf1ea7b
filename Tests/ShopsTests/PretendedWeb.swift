import Foundation
import Web

@testable import Shops

/// Answers from memory; remembers what it was asked.
final class PretendedWeb: WebFetching, @unchecked Sendable {
    struct Answer {
        var status = 200
        var body: [UInt8] = []
        var headers: [(name: String, value: String)] = []
        var cookies: [String: String] = [:]
        var validators = WebValidators()
        /// After so many bytes the connection breaks.
        var breaksAfter: Int?
    }

    private let answers: [String: Answer]
    private let lock = NSLock()
    private var log: [WebRequest] = []

    init(_ answers: [String: Answer]) { self.answers = answers }

    convenience init(texts: [String: String]) { self.init(texts.mapValues { Answer(body: Array($0.utf8)) }) }

    var asked: [WebRequest] { lock.withLock { log } }

    func get(_ request: WebRequest) throws(WebError) -> WebResponse {
        lock.withLock { log.append(request) }
        guard let answer = answers[request.url] else { return WebResponse(url: request.url, status: 404, body: Array("<html>no</html>".utf8)) }
        if answer.breaksAfter != nil { throw WebError.broken(request.url, reason: "the connection broke") }
        if let known = request.validators, !known.isEmpty, known == answer.validators {
            return WebResponse(url: request.url, status: 304, validators: known)
        }
        return WebResponse(
            url: request.url, status: answer.status, body: answer.body, headers: answer.headers, cookies: answer.cookies,
            validators: answer.validators)
    }

    func stream(_ request: WebRequest, _ take: ([UInt8]) throws -> Void) throws -> WebResponse {
        if let answer = answers[request.url], let limit = answer.breaksAfter {
            try take(Array(answer.body.prefix(limit)))
            throw WebError.broken(request.url, reason: "the connection broke")
        }
        let response = try get(request)
        guard response.isSuccess else { return response }
        var at = 0
        while at < response.body.count {
            try take(Array(response.body[at...].prefix(1_000)))
            at += 1_000
        }
        return WebResponse(
            url: response.url, status: response.status, headers: response.contentType.map { [("content-type", $0)] } ?? [],
            validators: response.validators)
    }
}

/// All that a reading tells.
struct Told {
    var items: [ShopItem] = []
    var problems: [ShopProblem] = []
    var kind: ShopKind?
    var name: String?
    var total: Int?
    var reading: ShopReading

    init(_ reader: ShopReader, limit: Int = .max) throws {
        var (items, problems, total): ([ShopItem], [ShopProblem], Int?) = ([], [], nil)
        var (kind, name): (ShopKind?, String?) = (nil, nil)
        reading = try reader.read { event in
            switch event {
            case .kind(let one, let own): (kind, name) = (one, own)
            case .total(let count): total = count
            case .item(let item): items.append(item)
            case .problem(let problem): problems.append(problem)
            }
            return items.count < limit
        }
        (self.items, self.problems, self.total, self.kind, self.name) = (items, problems, total, kind, name)
    }

    /// The last of each product and colour.
    var latest: [ShopItem] {
        var result: [ShopItem] = []
        for item in items {
            if let index = result.firstIndex(where: { $0.product == item.product && $0.colour == item.colour }) {
                result[index] = item
            } else {
                result.append(item)
            }
        }
        return result
    }
}
