import Synchronization

/// A request on its way to the client's thread.
struct WebOrder: Sendable {
    typealias ID = UInt64

    private static let count = Atomic<ID>(0)

    let id: ID
    let request: WebRequest
    let isFirst: Bool
    /// Where the body goes; nil where it comes with the answer.
    let stream: BodyStream?
    let reply: @Sendable (Result<WebResponse, WebError>) -> Void

    init(request: WebRequest, isFirst: Bool, stream: BodyStream?, reply: @escaping @Sendable (Result<WebResponse, WebError>) -> Void) {
        id = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
        (self.request, self.isFirst, self.stream, self.reply) = (request, isFirst, stream, reply)
    }
}

/// A request on the client's thread, until it is replied to.
final class Exchange {
    enum Purpose {
        case order(WebOrder)
        /// Of an origin, for those that wait for it.
        case robots(String)
    }

    let purpose: Purpose
    let request: WebRequest
    let isFirst: Bool
    /// Where it is now, after redirects.
    var address: WebAddress
    var redirects = 0
    /// How often the host was busy, and how often the connection broke.
    var refusals = 0, failures = 0
    /// When it was asked last, and when it may be asked again.
    var startedAt = 0.0, notBefore = 0.0
    var isDone = false

    init(_ purpose: Purpose, request: WebRequest, isFirst: Bool, address: WebAddress) {
        (self.purpose, self.request, self.isFirst, self.address) = (purpose, request, isFirst, address)
    }

    var lane: Pace.Lane { request.kind == .picture ? .pictures : .pages }

    var stream: BodyStream? {
        if case .order(let order) = purpose { order.stream } else { nil }
    }
}
