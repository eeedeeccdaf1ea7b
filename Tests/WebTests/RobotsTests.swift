import Foundation
import Testing

@testable import Web

@Suite struct RobotsTests {
    private func allows(_ file: String, _ path: String) -> Bool { Robots(Array(file.utf8)).allows(path) }

    /// The examples of RFC 9309 and of Google's documentation: rules, a path, whether it is allowed.
    @Test(arguments: [
        ("disallow: /", "/", false), ("disallow: /", "/robots.txt", true), ("disallow:", "/a", true), ("", "/a", true),
        ("disallow: /fish", "/fish.html", false), ("disallow: /fish", "/Fish", true), ("disallow: /fish/", "/fish", true),
        ("disallow: /fish*", "/fishheads/yummy", false), ("disallow: /*.php", "/folder/filename.php?parameters", false),
        ("disallow: /*.php$", "/filename.php", false), ("disallow: /*.php$", "/filename.php?parameters", true),
        ("disallow: /*.php$", "/a.php.php", false), ("disallow: /fish*.php", "/fishheads/catfish.php?x", false),
        ("disallow: /fish*.php", "/Fish.PHP", true), ("allow: /p\ndisallow: /", "/page", true),
        ("allow: /folder\ndisallow: /folder", "/folder/page", true),
        ("allow: /page\ndisallow: /*.htm", "/page.htm", false), ("allow: /$\ndisallow: /", "/", true), ("allow: /$\ndisallow: /", "/page", false),
        ("disallow: /a*b*c$", "/axxbxxbc", false), ("disallow: /a*b*c$", "/axxbxx", true), ("disallow: *", "/x", false),
        ("disallow: /***$", "/x", false),
        ("disallow: $", "/x", true), ("disallow: /$", "/", false), ("disallow: /a$b", "/a$b", false),
        ("disallow: /ツ", "/%E3%83%84", false), ("disallow: /%e3%83%84", "/ツ", false), ("disallow: /%62ar", "/bar", false),
        ("disallow: /bar", "/%62ar", false), ("disallow: /a%2Fb", "/a/b", true), ("disallow: /a%2fb", "/a%2Fb", false), ("disallow: /%", "/%", false),
        ("disallow: /%+1", "/%+1x", false), ("disallow: /a b", "/a%20b", false), ("disallow: /q?x=", "/q?x=1", false),
        ("disallow: /x # not /y", "/x", false), ("Disallow :  /x  ", "/x", false), ("DISALLOW:/x", "/x", false), ("disallow /x", "/x", true),
    ])
    func rules(_ rules: String, _ path: String, _ isAllowed: Bool) {
        #expect(allows("user-agent: *\n" + rules, path) == isAllowed)
    }

    @Test func ourGroupBeatsEverybodys() {
        let file = "User-agent: *\nDisallow: /\n\nUser-agent: Vitrine\nDisallow: /private\n"
        #expect(allows(file, "/shop") && !allows(file, "/private"))
        #expect(!allows("User-agent: vitrines\nAllow: /\nUser-agent: *\nDisallow: /", "/shop"))
        #expect(!allows("User-agent: *\nDisallow: /\nUser-agent: other\nDisallow:", "/shop"))
        #expect(allows("User-agent: vitrine/1.0 (x)\nAllow: /\nUser-agent: *\nDisallow: /", "/shop"))
        #expect(allows("User-agent: vitrine\nUser-agent: *\nCrawl-delay: 1\n", "/shop"))
    }

    @Test func severalAgentsShareAGroupAndGroupsOfOneAgentAreOne() {
        #expect(!allows("User-agent: a\nUser-agent: vitrine\nUser-agent: b\nDisallow: /x", "/x"))
        #expect(!allows("User-agent: vitrine\nDisallow: /x\nUser-agent: a\nDisallow: /y\nUser-agent: vitrine\nDisallow: /z", "/z"))
        #expect(allows("User-agent: vitrine\nDisallow: /x\nUser-agent: a\nDisallow: /y\nUser-agent: vitrine\nDisallow: /z", "/y"))
        #expect(!allows("User-agent: vitrine\nSitemap: https://a/\nnonsense\n\nDisallow: /x", "/x"))
        #expect(allows("Disallow: /x", "/x"))
    }

    @Test func anyLineEndAMarkAndRubbishDoNoHarm() {
        #expect(!allows("\u{FEFF}User-agent: *\r\nDisallow: /x\r\n", "/x"))
        #expect(!allows("User-agent: *\rDisallow: /x", "/x"))
        #expect(!Robots(Array("User-agent: *\n\u{0}\n".utf8) + [0xFF, 0xFE, 0x0A] + Array("Disallow: /x".utf8)).allows("/x"))
        #expect(allows("<!doctype html><title>Log in</title>", "/x"))
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let bytes = (0..<200).map { _ in Array(":*$%#\n\r \t/aDd".utf8).randomElement(using: &generator) ?? 0 }
            _ = Robots(Array("user-agent:*\ndisallow:".utf8) + bytes).allows("/a%d*d$")
        }
    }

    @Test func whatIsBeyond500KiBDoesNotCount() {
        let filler = "#" + String(repeating: "x", count: 500 << 10) + "\n"
        #expect(allows("User-agent: *\n" + filler + "Disallow: /x", "/x"))
    }

    @Test func crawlDelays() {
        #expect(Robots(Array("User-agent: *\nCrawl-delay: 2.5".utf8)).crawlDelay == 2.5)
        for bad in ["", "-1", "nan", "inf", "x"] { #expect(Robots(Array("User-agent: *\nCrawl-delay: \(bad)".utf8)).crawlDelay == nil) }
    }

    @Test func aCacheKeepsForADayAndAcrossRuns() throws {
        var cache = RobotsCache()
        let start = Date(timeIntervalSince1970: 0)
        let file = Array("User-agent: *\nDisallow: /x".utf8)
        cache.insert(WebResponse(url: "", status: 200, body: file), for: "a", at: start)
        cache.insert(WebResponse(url: "", status: 404), for: "b", at: start)
        cache.insert(WebResponse(url: "", status: 500), for: "c", at: start)
        cache.insert(nil, for: "d", at: start)
        cache = try JSONDecoder().decode(RobotsCache.self, from: JSONEncoder().encode(cache))
        func isAllowed(_ origin: String, after seconds: Double) -> Bool? {
            switch cache.known(of: origin, at: start + seconds) {
            case .rules(let robots): robots.allows("/x")
            case .unavailable: false
            case nil: nil
            }
        }
        #expect(isAllowed("a", after: 86399) == false && isAllowed("a", after: 86401) == nil && isAllowed("a", after: -5) == nil)
        #expect(isAllowed("b", after: 100) == true && isAllowed("d", after: 100) == true)
        #expect(isAllowed("c", after: 100) == false && isAllowed("c", after: 400) == nil)
        #expect(isAllowed("e", after: 0) == nil)
    }
}
