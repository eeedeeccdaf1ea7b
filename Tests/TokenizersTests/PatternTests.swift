import Basics
import Testing

@testable import Tokenizers

@Suite struct PatternTests {
    /// What Oniguruma matches.
    @Test(arguments: [
        ("a+", "baab", ["aa"]), ("a+?", "aa", ["a", "a"]), ("ab|a", "aba", ["ab", "a"]), ("a|ab", "ab", ["a"]), ("a*", "ba", ["", "a"]),
        ("(?:ab)+", "ababa", ["abab"]), ("(a|b){2}", "abab", ["ab", "ab"]), ("a{,2}b", "aaab", ["aab"]), ("a{2,}", "aaaa a", ["aaaa"]),
        (#"\s+(?!\S)"#, "  a ", [" ", " "]), ("x(?=y)", "xz xy", ["x"]), (#"[^\s\p{L}\p{N}]+"#, "a, b!?", [",", "!?"]),
        (#"[a\-c]"#, "b-c", ["-", "c"]),
        (#"[\]a-c-]+"#, "-b]d", ["-b]"]), (#"\p{Lu}\P{L}"#, "A1 b2", ["A1"]), (#"\p{^L}"#, "a1", ["1"]), (".", "a\nb", ["a", "b"]),
        ("^a", "aa\na", ["a", "a"]),
        ("a$", "aa\nab", ["a"]), (#"\Aa|a\z"#, "aaa", ["a", "a"]), (#"\x41\x{42}\u0043"#, "ABC", ["ABC"]), ("a{b", "a{b", ["a{b"]),
        (#"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"#, "it's 42ém !?", ["it", "'s", "4", "2", "ém", "!?"]),
    ])
    func matchesAreTheLeftmostOnes(expression: String, text: String, found: [String]) throws {
        let scalars = Array(text.unicodeScalars)
        let matches = try Pattern(regex: expression).matches(in: scalars)
        #expect(matches.map { String(String.UnicodeScalarView(scalars[$0])) } == found)
    }

    @Test(arguments: [
        "a++", "a**", "*a", "(a", "a)", "[a", "[]", "[a[b]]", "[a&&b]", "[z-a]", #"\1"#, #"\b"#, #"\p{Han}"#, #"\p"#, "(?i)a", "(?=ab)", "a{2,1}",
        "a{2000}", "\\",
        #"\x{110000}"#, #"\xFF"#,
    ])
    func whatIsNotReadIsSaid(expression: String) {
        let error = #expect(throws: PlainError.self) { try Pattern(regex: expression) }
        #expect(error?.description.hasSuffix("which Vitrine does not read") == true)
    }

    @Test func repeatedNothingIsBounded() {
        let error = #expect(throws: PlainError.self) { try Pattern(regex: "((((){1000}){1000}){1000}){1000}") }
        #expect(error?.description.contains("too long") == true)
    }
}
