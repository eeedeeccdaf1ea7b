import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct PolitenessTests {
    private func error(_ client: WebClient, _ url: String, _ kind: WebRequest.Kind = .page) -> WebError? {
        do {
            _ = try client.get(WebRequest(url, kind))
            return nil
        } catch { return error }
    }

    @Test func robotsAreAskedOnceAndObeyed() throws {
        let shop = try Troubles.host(robots: "User-agent: *\nDisallow: /trouble/text\nAllow: /trouble/text?say=yes\n")
        let client = Troubles.client()
        #expect(error(client, shop.url + "/trouble/text") == .forbiddenByRobots(shop.url + "/trouble/text"))
        #expect(error(client, shop.url + "/trouble/text", .picture) != nil)
        #expect(error(client, shop.url + "/trouble/text?say=yes") == nil)
        #expect(try Troubles.text(client.get(WebRequest(shop.url + "/trouble/seen?path=/robots.txt"))) == "1")
        let other = Troubles.client { $0.robots = client.robots }
        #expect(error(other, shop.url + "/trouble/text") != nil)
        #expect(try Troubles.text(other.get(WebRequest(shop.url + "/trouble/seen?path=/robots.txt"))) == "1")
    }

    @Test func theHostThatARedirectLeadsToIsAskedToo() throws {
        let shop = try Troubles.host(robots: "User-agent: vitrine\nDisallow: /")
        let url = shop.url + "/trouble/text"
        #expect(error(Troubles.client(), try Troubles.host() + "/trouble/away?to=\(url)") == .forbiddenByRobots(url))
    }

    @Test(arguments: [401, 403, 404, 410])
    func noRobotsAllowEverything(_ status: Int) throws {
        let shop = try Troubles.host(robots: "User-agent: *\nDisallow: /", status: status)
        #expect(error(Troubles.client(), shop.url + "/trouble/text") == nil)
    }

    @Test func brokenRobotsForbidEverything() throws {
        let shop = try Troubles.host(robots: "", status: 500)
        let url = shop.url + "/trouble/text"
        #expect(error(Troubles.client(), url) == .robotsUnavailable(url, status: 500))
    }

    @Test func robotsMayBeElsewhereButNotBeyondFiveRedirects() throws {
        let rules = try Troubles.host() + "/trouble/text?say=User-agent:%20*%0aDisallow:%20/"
        let moved = try Troubles.host(robots: "", status: 301, location: rules)
        #expect(error(Troubles.client(), moved.url + "/trouble/text") == .forbiddenByRobots(moved.url + "/trouble/text"))
        let lost = try Troubles.host(robots: "", status: 301, location: "/robots.txt")
        #expect(error(Troubles.client(), lost.url + "/trouble/text") == nil)
    }

    @Test(arguments: [
        "storm?times=3&t=1", "storm?times=3&status=503&t=2", "storm?times=2&after=0&t=3",
        "storm?times=2&after=Sun,%2006%20Nov%201994%2008:49:37%20GMT&t=4",
    ])
    func aStormPasses(_ storm: String) throws {
        #expect(try Troubles.text(Troubles.client().get(WebRequest(Troubles.host() + "/trouble/" + storm))) == "well")
    }

    @Test func aStormWithoutEndIsGivenUpForAllWhoWait() throws {
        let client = Troubles.client(), replies = Replies(), host = try Troubles.host()
        for number in 0..<20 { client.begin(WebRequest(host + "/trouble/storm?\(number)", .picture), replies.take()) }
        let results = replies.wait(20)
        #expect(results.count == 20)
        for (_, result) in results {
            guard case .failure(.busy(_, status: 429)) = result else {
                Issue.record("\(result)")
                return
            }
        }
    }

    @Test func picturesGoFourAtATime() throws {
        let client = Troubles.client(), replies = Replies(), host = try Troubles.host()
        let slow = (0..<4).map { _ in client.begin(WebRequest(host + "/trouble/silent", .picture), replies.take("slow")) }
        client.begin(WebRequest(host + "/trouble/text", .picture), replies.take("fifth"))
        client.begin(WebRequest(host + "/trouble/text"), replies.take("page"))
        #expect(replies.wait(1).map(\.name) == ["page"])
        slow[0].cancel()
        #expect(replies.wait(2).map(\.name) == ["page", "slow", "fifth"])
    }

    @Test func whatIsCancelledRepliesOnceAndAtOnce() throws {
        let client = Troubles.client(), replies = Replies(), host = try Troubles.host()
        let transfers = ["silent", "endless", "storm?times=9", "text"].map { path in
            client.begin(WebRequest(host + "/trouble/" + path, .picture), replies.take(path))
        }
        for transfer in transfers + transfers { transfer.cancel() }
        #expect(replies.wait(4).count == 4)
        #expect(try Troubles.text(client.get(WebRequest(host + "/trouble/text"))) == "well")
    }

    @Test func closingEndsEverything() throws {
        let client = Troubles.client { $0.allowsPrivateAddresses = true }, replies = Replies(), host = try Troubles.host()
        for path in ["silent", "endless", "slow", "text"] { client.begin(WebRequest(host + "/trouble/" + path), replies.take()) }
        client.close()
        client.close()
        client.begin(WebRequest(host + "/trouble/text"), replies.take())
        #expect(replies.wait(5).count == 5)
        #expect(throws: WebError.cancelled) { try client.get(WebRequest(host + "/trouble/text")) }
        #expect(throws: WebError.cancelled) { try client.stream(WebRequest(host + "/trouble/text")) { _ in } }
    }

    @Test func aClientNobodyKeepsEndsByItself() throws {
        let replies = Replies()
        for _ in 0..<20 { Troubles.client().begin(WebRequest(try Troubles.host() + "/trouble/silent"), replies.take()) }
        #expect(replies.wait(20).count == 20)
    }

    @Test func aNamedProxyIsAskedForEverythingThatIsNotPrivate() throws {
        let proxy = try LoopbackShop("troubles.py")
        let client = Troubles.client {
            $0.proxy = proxy.url; $0.allowsPrivateAddresses = false
        }
        // No such host is known anywhere: the answer is the proxy's.
        #expect(try Troubles.text(client.get(WebRequest("http://shop.invalid/trouble/text"))) == "well")
        for name in ["127.0.0.1", "[::1]", "localhost", "a.localhost"] {
            guard case .privateAddress = error(client, "http://\(name)/") else {
                Issue.record("\(name) was asked for")
                continue
            }
        }
        let none = Troubles.client { $0.proxy = "http://127.0.0.1:1" }
        #expect(error(none, "http://shop.invalid/") == .broken("http://shop.invalid/", reason: "the proxy refused the connection"))
    }
}
