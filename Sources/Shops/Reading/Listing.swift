import Basics
import Web

/// What the readers of all formats hand events to. What it throws ends the reading.
typealias TakeEvent = (ShopEvent) throws -> Void

/// Thrown where whoever reads has enough.
struct EndedEarly: Error {}

/// What a shop's listing is asked for, whichever its format.
struct Listing {
    /// Where the shop stands, such as `https://shop.example/en`; without a slash at its end.
    let base: String
    let collection: String?
    let country: String?
    let validators: [String: WebValidators]
    let web: any WebFetching

    /// A page of JSON.
    ///
    /// - Throws: `WebError.cancelled`; all else is in the answer.
    func json(_ address: String, cookieNames: [String] = []) throws -> JSONAnswer {
        do {
            return JSONAnswer(try web.get(WebRequest(address, .page, cookieNames: cookieNames)), at: address)
        } catch {
            if case .cancelled = error { throw error }
            return .failed(status: nil, reason: error.description)
        }
    }
}

/// What came in place of a page of JSON, or it.
enum JSONAnswer {
    case page(JSONNode, WebResponse)
    /// - Parameter status: the host's, where it answered.
    case failed(status: Int?, reason: String)

    init(_ response: WebResponse, at address: String) {
        guard response.isSuccess else {
            self = .failed(status: response.status, reason: "\(address): the host answers \(response.status)")
            return
        }
        do throws(PlainError) {
            self = .page(try JSONNode(parsing: response.body), response)
        } catch {
            self = .failed(status: response.status, reason: "\(address): \(error)")
        }
    }
}
