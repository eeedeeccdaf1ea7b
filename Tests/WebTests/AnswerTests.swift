import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct AnswerTests {
    @Test func anAnswerComesWithItsHeaders() throws {
        let response = try Troubles.client().get(WebRequest(Troubles.host() + "/trouble/text?say=hello"))
        #expect(response.status == 200 && response.isSuccess && Troubles.text(response) == "hello")
        #expect(response.contentType == "text/plain" && response.header("CONTENT-LENGTH") == "5" && response.header("x") == nil)
    }

    @Test(arguments: [400, 404, 410, 500, 502, 599])
    func failuresAreAnswersToo(_ status: Int) throws {
        let response = try Troubles.client().get(WebRequest(Troubles.host() + "/trouble/status?code=\(status)"))
        #expect(response.status == status && !response.isSuccess && Troubles.text(response) == "it is said so")
    }

    @Test func whatIsAskedSaysWhoAsksAndNothingElse() throws {
        let client = Troubles.client()
        let plain = try Troubles.text(client.get(WebRequest(Troubles.host() + "/trouble/echo")))
        #expect(plain.contains("User-Agent: Vitrine/") && plain.contains("Accept-Encoding: gzip, deflate\n"))
        for header in ["Cookie", "Authorization", "Referer", "If-"] { #expect(!plain.contains(header)) }
        let etag = WebValidators(etag: "\"a\"", lastModified: "Sun, 06 Nov 1994 08:49:37 GMT")
        let conditional = try Troubles.text(client.get(WebRequest(Troubles.host() + "/trouble/echo", validators: etag)))
        #expect(conditional.contains("If-None-Match: \"a\"") && conditional.contains("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT"))
        for bad in ["\"a\"\r\nX-Evil: 1", "", String(repeating: "a", count: 2000), "ä"] {
            let request = WebRequest(try Troubles.host() + "/trouble/echo", validators: WebValidators(etag: bad))
            #expect(try !Troubles.text(client.get(request)).contains("If-None-Match"))
        }
    }

    @Test func whatHasNotChangedIsNotSentAgain() throws {
        let client = Troubles.client(), url = try Troubles.host() + "/trouble/unchanged"
        let first = try client.get(WebRequest(url))
        #expect(first.validators == WebValidators(etag: "\"one\"", lastModified: "Sun, 06 Nov 1994 08:49:37 GMT"))
        let second = try client.get(WebRequest(url, validators: first.validators))
        #expect(second.isUnchanged && second.body.isEmpty && second.validators.etag == "\"one\"")
    }

    @Test func cookiesAreReadAndNeverSent() throws {
        let client = Troubles.client(), host = try Troubles.host()
        let response = try client.get(WebRequest(host + "/trouble/cookie", cookieNames: ["cart_currency", "other"]))
        #expect(response.cookies == ["cart_currency": "SEK"])
        #expect(try !Troubles.text(client.get(WebRequest(host + "/trouble/cookie?to=/trouble/echo"))).contains("Cookie"))
        #expect(try !Troubles.text(client.get(WebRequest(host + "/trouble/echo"))).contains("Cookie"))
    }

    @Test(arguments: ["gzip", "x-gzip", "deflate", "raw"])
    func compressedAnswersAreDecoded(_ coding: String) throws {
        let body = try Troubles.client().get(WebRequest(Troubles.host() + "/trouble/zipped?size=100000&as=\(coding)")).body
        #expect(body.count == 100_000 && body[250] == UInt8(250 * 7 % 251) && body[99_999] == UInt8(99_999 % 251 * 7 % 251))
    }

    @Test func aCompressedAnswerThatIsCutIsNoAnswer() throws {
        // The connection ends as it should; only what was compressed does not.
        let url = try Troubles.host() + "/trouble/zipped?size=1000000&cut=2000"
        #expect(throws: WebError.broken(url, reason: "the answer broke off")) { try Troubles.client().get(WebRequest(url)) }
        var count = 0
        #expect(throws: WebError.broken(url, reason: "the answer broke off")) {
            try Troubles.client().stream(WebRequest(url, .feed)) { count += $0.count }
        }
        #expect(count > 0 && count < 1_000_000)
        #expect(try Troubles.client().get(WebRequest(Troubles.host() + "/trouble/zipped?size=0&cut=0")).body.isEmpty)
    }

    @Test func aStreamComesWholeToASlowReader() throws {
        let size = 6_000_000
        var count = 0, isRight = true, pieces = 0
        let response = try Troubles.client().stream(WebRequest(Troubles.host() + "/trouble/zipped?size=\(size)", .feed)) { bytes in
            if pieces < 4 { usleep(20000) }
            pieces += 1
            for index in [0, bytes.count / 2, bytes.count - 1] {
                isRight = isRight && bytes[index] == UInt8((count + index) % 251 * 7 % 251)
            }
            count += bytes.count
        }
        #expect(count == size && isRight && response.body.isEmpty && response.status == 200)
    }

    @Test func aStreamEndsWhenItsReaderThrows() throws {
        struct Enough: Error {}
        let client = Troubles.client()
        #expect(throws: Enough.self) {
            try client.stream(WebRequest(Troubles.host() + "/trouble/endless", .feed)) { _ in throw Enough() }
        }
        #expect(try Troubles.text(client.get(WebRequest(Troubles.host() + "/trouble/text"))) == "well")
    }

    @Test func aStreamOfAFailureHandsNothingOver() throws {
        let response = try Troubles.client().stream(WebRequest(Troubles.host() + "/trouble/status?code=404", .feed)) { _ in
            Issue.record("a failure's text is no feed")
        }
        #expect(response.status == 404 && Troubles.text(response) == "it is said so")
    }

    @Test func firstOnesComeBeforeOthers() throws {
        let client = Troubles.client { $0.rate = 50 }, replies = Replies()
        for number in 0..<6 { client.begin(WebRequest(try Troubles.host() + "/trouble/text?say=\(number)"), replies.take("\(number)")) }
        client.begin(WebRequest(try Troubles.host() + "/trouble/text?say=first"), first: true, replies.take("first"))
        let names = replies.wait(7).map(\.name)
        #expect(names.count == 7 && names.firstIndex(of: "first") ?? 9 < 3)
    }
}
