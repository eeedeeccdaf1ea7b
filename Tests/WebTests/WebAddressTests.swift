import Testing

@testable import Web

@Suite struct WebAddressTests {
    @Test func partsAreNormalised() throws {
        let address = try WebAddress("HTTPS://Shop.Example:443/a/../b?x=1#top")
        #expect(address.url == "https://shop.example/b?x=1")
        #expect(address.origin == "https://shop.example")
        #expect(address.host == "shop.example")
        #expect(address.path == "/b?x=1")
        #expect(try WebAddress("http://shop.example:8080").host == "shop.example:8080")
        #expect(try WebAddress("http://shop.example").path == "/")
    }

    @Test func redirectsMayBeRelative() throws {
        let base = try WebAddress("https://shop.example/a/b?x")
        #expect(try WebAddress("c", relativeTo: base).url == "https://shop.example/a/c")
        #expect(try WebAddress("/c?y", relativeTo: base).url == "https://shop.example/c?y")
        #expect(try WebAddress("//cdn.example/c", relativeTo: base).url == "https://cdn.example/c")
        #expect(try WebAddress("http://other.example", relativeTo: base).origin == "http://other.example")
    }

    @Test(arguments: [
        "", "shop", "file:///etc/passwd", "ftp://shop.example/", "gopher://shop.example/", "javascript:alert(1)", "https://",
        "https://user@shop.example/", "https://user:word@shop.example/", "https://shop.example:99999/", "https://shop .example/",
        "https://shop.example/\u{0}", "https://shop.example/a\r\nX: y",
    ])
    func whatIsNoAddressOfTheWebIsRefused(_ text: String) {
        #expect(throws: WebError.self) { try WebAddress(text) }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://shop.example/", "//user@shop.example/", "https://user:word@other.example/"])
    func soAreRedirectsThere(_ text: String) throws {
        let base = try WebAddress("https://shop.example/")
        #expect(throws: WebError.self) { try WebAddress(text, relativeTo: base) }
    }

    @Test func spacesAndForeignLettersAreEncoded() throws {
        #expect(try WebAddress("https://shop.example/röd tröja.jpg").path == "/r%c3%b6d%20tr%c3%b6ja.jpg")
    }
}
