import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct TroubleTests {
    private func failure(_ path: String, _ kind: WebRequest.Kind = .page, _ client: WebClient = Troubles.client()) throws -> WebError? {
        let request = WebRequest(try Troubles.host() + "/trouble/" + path, kind)
        do {
            _ = try client.get(request)
            return nil
        } catch { return error }
    }

    @Test(arguments: ["endless", "bomb"])
    func nothingIsTakenBeyondTheLimit(_ trouble: String) throws {
        guard case .tooLarge(_, limit: 20_000_000) = try failure(trouble, .picture) else {
            Issue.record("it was taken")
            return
        }
    }

    @Test func anEndlessFailureIsCutAndStillToldOf() throws {
        let response = try Troubles.client().get(WebRequest(Troubles.host() + "/trouble/endless", .robots))
        #expect(response.body.count == 500 << 10)
    }

    @Test(arguments: ["slow", "silent"])
    func whoIsTooSlowIsGivenUp(_ trouble: String) throws {
        guard case .timedOut = try failure(trouble) else {
            Issue.record("it went on")
            return
        }
    }

    @Test(arguments: ["cut", "flood", "line", "continues", "garbage", "brotli", "nowhere", "status?code=306"])
    func whatMakesNoSenseIsBroken(_ trouble: String) throws {
        guard case .broken(_, let reason) = try failure(trouble) else {
            Issue.record("it was taken")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test func aBodyIsAsLongAsItsHostSays() throws {
        #expect(try Troubles.text(Troubles.client().get(WebRequest(Troubles.host() + "/trouble/short"))) == "well")
    }

    @Test func aBrokenConnectionIsTriedAgain() throws {
        #expect(try failure("flaky?times=2&for=page") == nil)
        #expect(try failure("flaky?times=99&for=page") != nil)
    }

    @Test func whatHasBeenHandedOverIsNotAskedForAgain() throws {
        let client = Troubles.client(), host = try Troubles.host()
        var text: [UInt8] = []
        #expect(throws: WebError.self) {
            try client.stream(WebRequest(host + "/trouble/cut?for=stream", .feed)) { text += $0 }
        }
        #expect(String(decoding: text, as: UTF8.self) == "half of it")
    }

    @Test func redirectsAreFollowedFiveTimes() throws {
        let response = try Troubles.client().get(WebRequest(Troubles.host() + "/trouble/hops?left=5"))
        #expect(Troubles.text(response) == "there")
        #expect(try response.url == Troubles.host() + "/trouble/hops?left=0")
        for path in ["hops?left=6", "loop"] {
            guard case .tooManyRedirects = try failure(path) else {
                Issue.record("\(path) was followed")
                continue
            }
        }
    }

    @Test(arguments: ["file", "away?to=ftp://127.0.0.1/", "away?to=http://user:word@127.0.0.1/", "away?to=http://"])
    func redirectsLeadToTheWebOnly(_ path: String) throws {
        guard case .badAddress = try failure(path) else {
            Issue.record("it was followed")
            return
        }
    }

    @Test(arguments: [
        "http://127.0.0.1", "http://localhost", "http://[::1]", "http://2130706433", "http://0x7f.1", "http://0", "http://[::ffff:127.0.0.1]",
    ])
    func privateAddressesAreRefused(_ host: String) throws {
        let port = try #require(Troubles.host().split(separator: ":").last)
        let client = Troubles.client { $0.allowsPrivateAddresses = false }
        do {
            _ = try client.get(WebRequest("\(host):\(port)/trouble/text"))
            Issue.record("it was asked")
        } catch {
            guard case .privateAddress(_, let address) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(error.description.contains(address))
        }
    }

    @Test(arguments: ["http://169.254.169.254/", "http://127.0.0.2/", "http://[::1]/", "//10.0.0.1/"])
    func soAreRedirectsThere(_ target: String) throws {
        let client = Troubles.client { $0.permits = { $0 == IPAddress("127.0.0.1") } }
        guard case .privateAddress = try failure("away?to=\(target)", .page, client) else {
            Issue.record("it was followed")
            return
        }
    }

    @Test(.disabled(if: !FileManager.default.fileExists(atPath: "/usr/bin/openssl"), "there is no openssl to make a certificate"))
    func certificatesAreVerified() throws {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=127.0.0.1", "-addext",
            "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", folder.path("key"), "-out", folder.path("certificate"),
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let shop = try LoopbackShop("troubles.py", ["--tls", folder.path("certificate"), folder.path("key")])
        do {
            _ = try Troubles.client().get(WebRequest(shop.url + "/trouble/text"))
            Issue.record("it was trusted")
        } catch {
            guard case .insecure = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    @Test func noHostAndNoConnectionAreTold() throws {
        #expect(throws: WebError.noSuchHost("http://no.such.host.invalid/")) {
            try Troubles.client().get(WebRequest("http://no.such.host.invalid/"))
        }
        #expect(throws: WebError.noConnection("http://127.0.0.1:1/")) { try Troubles.client().get(WebRequest("http://127.0.0.1:1/")) }
    }
}
