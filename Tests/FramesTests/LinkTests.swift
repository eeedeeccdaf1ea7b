import Frames
import TestSupport
import Testing

@Suite struct LinkTests {
    @Test(arguments: [
        ("https://tees.example/a?b=c&d=%20;e#f", "https://tees.example/a?b=c&d=%20;e#f"), ("HTTP://tees.example", "HTTP://tees.example"),
        ("https://tees.example/ö 漢", "https://tees.example/%C3%B6%20%E6%BC%A2"), ("https://x/\"<>\\", "https://x/%22%3C%3E%5C"),
        ("https://x/\u{202E}", "https://x/%E2%80%AE"),
    ])
    func addressesAreEncoded(text: String, address: String) { #expect(Link(text)?.address == address) }

    @Test(arguments: [
        "", "http:/x", "ftp://x", "javascript:alert(1)", "file:///etc/passwd", " https://x", "https:\u{301}//x", "https://x/\u{1B}\\",
        "https://x/\u{7}", "https://x/\u{9C}", "https://x/\n", "https://x/\u{7F}", "https://x/" + String(repeating: "ö", count: 400),
    ])
    func whatIsNoAddressIsNoLink(text: String) { #expect(Link(text) == nil) }

    @Test func nothingBreaksOut() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            let scalars = (0..<20).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0...0x2FF, using: &random)) }
            guard let link = Link("https://" + String(String.UnicodeScalarView(scalars))) else { continue }
            #expect(link.address.utf8.allSatisfy { (0x21...0x7E).contains($0) } && link.number != 0)
        }
    }

    @Test func oneAddressHasOneNumber() {
        #expect(Link("https://x/1")?.number == Link("https://x/1")?.number && Link("https://x/1")?.number != Link("https://x/2")?.number)
    }
}
