import Basics
import Testing

@testable import Tokenizers

/// A megabyte of text takes time that grows with it alone: in quadratic time none of these would end.
@Suite struct LongTextTests {
    @Test(
        arguments: Samples.names, ["a", " ", "ab ", "e\u{301}", "\u{1100}\u{1161}\u{11A8}", "\u{301}\u{316}", "\u{344}", "\u{200D}", "One ", "</s>"])
    func aMegabyteIsRead(name: String, part: String) throws {
        var tokenizer = try Samples.tokenizer(name)
        (tokenizer.truncation, tokenizer.padding) = (nil, nil)
        let text = String(repeating: part, count: 1_000_000 / part.utf8.count)
        #expect(try tokenizer.encode(text).ids.count < 3_000_000)
    }

    @Test func onePairMergedAgainAndAgainIsRead() throws {
        let names = (0..<20).map { String(repeating: "a", count: 1 << $0) }
        let vocabulary = names.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ", ")
        let merges = names.dropLast().map { "\"\($0) \($0)\"" }.joined(separator: ", ")
        let tokenizer = try Samples.tokenizer(model: #"{"type": "BPE", "vocab": {\#(vocabulary)}, "merges": [\#(merges)]}"#)
        #expect(try tokenizer.encode(String(repeating: "a", count: 1 << 20)).ids == [19, 19])
    }

    @Test func anExpressionThatGoesOverTheTextAgainAndAgainIsGivenUp() throws {
        let pattern = try Pattern(regex: "a.*b|a")
        #expect(throws: PlainError.self) { try pattern.matches(in: Array(String(repeating: "a", count: 100_000).unicodeScalars)) }
    }

    @Test func aTextOfTooManyCharactersIsRefused() throws {
        let text = String(repeating: "a", count: Passage.longest + 1)
        #expect(throws: PlainError.self) { try Samples.tokenizer("clip").encode(text) }
    }
}
