import Foundation
import Synchronization
import TestSupport

@testable import Web

/// A host that makes trouble, and visitors of it that wait for nothing long.
enum Troubles {
    /// One for all tests that need no robots.txt of their own.
    static let shared = Result { try LoopbackShop("troubles.py") }

    static func host() throws -> String { try shared.get().url }

    /// A host with a robots.txt.
    static func host(robots: String, status: Int = 200, location: String? = nil) throws -> LoopbackShop {
        var file: [String: Any] = ["status": status, "body": robots]
        file["location"] = location
        return try LoopbackShop("troubles.py", ["--robots", String(decoding: JSONSerialization.data(withJSONObject: file), as: UTF8.self)])
    }

    static func client(_ change: (inout WebClient.Options) -> Void = { _ in }) -> WebClient {
        var options = WebClient.Options()
        options.allowsPrivateAddresses = true
        options.rate = 2000
        options.waits = 0.01...0.1
        options.slowTime = 1
        options.chance = { 0 }
        change(&options)
        return WebClient(options)
    }

    static func text(_ response: WebResponse) -> String { String(decoding: response.body, as: UTF8.self) }
}

/// What replies said, in their order.
final class Replies: Sendable {
    private let all = Mutex<[(name: String, result: Result<WebResponse, WebError>)]>([])
    private let news = DispatchSemaphore(value: 0)

    func take(_ name: String = "") -> @Sendable (Result<WebResponse, WebError>) -> Void {
        { [self] result in
            all.withLock { $0.append((name, result)) }
            news.signal()
        }
    }

    func wait(_ count: Int) -> [(name: String, result: Result<WebResponse, WebError>)] {
        for _ in 0..<count where news.wait(timeout: .now() + 60) == .timedOut { break }
        return all.withLock { $0 }
    }
}
