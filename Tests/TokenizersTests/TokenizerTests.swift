import Basics
import Foundation
import Testing

@testable import Tokenizers

@Suite struct TokenizerTests {
    private struct Case: Decodable {
        let text: String
        let clip, siglip, bytes, pairs: [Int]

        func ids(_ name: String) -> [Int] { ["clip": clip, "siglip": siglip, "bytes": bytes, "pairs": pairs][name]! }
    }

    @Test(arguments: Samples.names)
    func idsAreThoseOfPyPIsTokenizers(name: String) throws {
        let tokenizer = try Samples.tokenizer(name)
        let cases = try JSON.decode([Case].self, from: Data(try Samples.bytes("cases")))
        #expect(cases.count > 200)
        for one in cases {
            #expect(try tokenizer.encode(one.text).ids == one.ids(name), "\(one.text.debugDescription)")
        }
    }

    @Test func aTextIsCutBeforeTheLastTokenAndFilledUp() throws {
        var tokenizer = try Samples.tokenizer("clip")
        tokenizer.truncation = Truncation(length: 5)
        tokenizer.padding = Padding(length: 5, id: 7)
        let long = try tokenizer.encode("one two three four")
        #expect(long.ids.count == 5 && long.ids.first == 0 && long.ids.last == 1 && long.attentionMask == [1, 1, 1, 1, 1])
        let empty = try tokenizer.encode("")
        #expect(empty.ids == [0, 1, 7, 7, 7] && empty.attentionMask == [1, 1, 0, 0, 0])
        tokenizer.padding = Padding(length: nil, multiple: 4, id: 7, isBefore: true)
        #expect(try tokenizer.encode("").ids == [7, 7, 0, 1])
        tokenizer.truncation = Truncation(length: 4, cutsBeginning: true)
        let end = try Samples.tokenizer("clip").encode("three four").ids.prefix { $0 != 1 }.suffix(2)
        #expect(try tokenizer.encode("one two three four").ids == [0] + end + [1])
        tokenizer.truncation = Truncation(length: 1)
        #expect(throws: PlainError.self) { try tokenizer.encode("one") }
    }

    @Test func tokensAreFoundByName() throws {
        let tokenizer = try Samples.tokenizer("siglip")
        #expect(tokenizer.kind == "Unigram" && tokenizer.id(of: "</s>") == 1 && tokenizer.id(of: "no such") == nil)
        #expect(try Samples.tokenizer("clip").kind == "BPE")
    }

    @Test func canonicallyEquivalentTokensAreTwo() throws {
        let model = #"{"type": "BPE", "vocab": {"é": 0, "e": 1, "\u0301": 2, "e\u0301": 3}, "merges": [["e", "\u0301"]]}"#
        let tokenizer = try Samples.tokenizer(model: model)
        #expect(try tokenizer.encode("\u{E9}").ids == [0])
        #expect(try tokenizer.encode("e\u{301}").ids == [3])
    }

    @Test func theKindOfModelNeedNotBeSaid() throws {
        #expect(try Samples.tokenizer(model: #"{"vocab": {"a": 4}, "merges": []}"#).encode("aa").ids == [4, 4])
    }

    @Test(arguments: [
        (#"{"type": "WordPiece", "vocab": {}}"#, "", #"this tokeniser's model is "WordPiece"; Vitrine reads BPE and Unigram"#),
        (Samples.letters, #", "normalizer": {"type": "BertNormalizer"}"#, #"one of its normalizers is "BertNormalizer""#),
        (Samples.letters, #", "pre_tokenizer": {"type": "UnicodeScripts"}"#, #"one of its pre-tokenisers is "UnicodeScripts""#),
        (Samples.letters, #", "post_processor": {"type": "Other"}"#, #"its post-processor is "Other""#),
        (
            Samples.letters, #", "normalizer": {"type": "Replace", "pattern": {"Regex": "(?<=a)b"}, "content": ""}"#,
            #"its regular expression "(?<=a)b" has a group that begins with (?, which Vitrine does not read"#
        ),
        (#"{"type": "BPE", "vocab": {"a": -1}, "merges": []}"#, "", "model.vocab is not a whole number from 0 to 4294967295"),
        (#"{"type": "BPE", "vocab": {"a": 0}, "merges": ["a a"]}"#, "", #""aa" is in its merges, and not in its vocabulary"#),
        (#"{"type": "Unigram", "vocab": [["a", 0]], "unk_id": 1}"#, "", "model.unk_id is outside the vocabulary"),
    ])
    func whatIsNotReadIsSaid(model: String, others: String, message: String) {
        let error = #expect(throws: PlainError.self) { try Samples.tokenizer(model: model, others) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test func aFileThatIsNotThereIsSaid() {
        let error = #expect(throws: PlainError.self) { try Tokenizer(contentsOf: URL(fileURLWithPath: "/no/such")) }
        #expect(error?.description == "/no/such cannot be read: No such file or directory")
    }
}
