import Basics
import Foundation
import TestSupport
import Testing

@testable import Tokenizers

/// Files that somebody broke, by chance or on purpose: an error in one line or a tokeniser that works, and nothing else.
@Suite struct HostileFileTests {
    private static let texts = ["", "a photo of a cat", "Ｗｉｄｅ ﬁ\u{3000}日本 </s> <|endoftext|> One\r\n\0", "e\u{301}\u{1100}\u{1161}😀"]

    private func read(_ bytes: [UInt8]) {
        do {
            let tokenizer = try Tokenizer(tokenizerJSON: bytes)
            for text in Self.texts { _ = try tokenizer.encode(text) }
        } catch {
            #expect(!error.description.isEmpty && !error.description.contains("\n"))
        }
    }

    @Test(arguments: Samples.names)
    func filesThatBreakOffAreRefused(name: String) throws {
        let bytes = try Samples.bytes(name)
        for count in stride(from: 0, to: bytes.count - 2, by: 211) {
            #expect(throws: PlainError.self) { try Tokenizer(tokenizerJSON: Array(bytes.prefix(count))) }
        }
    }

    @Test(arguments: Samples.names)
    func changedBytesNeverEndTheProgram(name: String) throws {
        let bytes = try Samples.bytes(name)
        var random = SeededGenerator(seed: 3)
        for _ in 0..<150 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<changed.count, using: &random)
                changed[place] = [UInt8.random(in: 0x20..<0x7F, using: &random), changed[(place + 1) % changed.count]].randomElement(using: &random)!
            }
            read(changed)
        }
    }

    @Test func changedCharacterMapsNeverEndTheProgram() throws {
        let text = String(decoding: try Samples.bytes("siglip"), as: UTF8.self)
        let field = "\"precompiled_charsmap\":\""
        let start = try #require(text.range(of: field)).upperBound
        let end = try #require(text[start...].firstIndex(of: "\""))
        let map = try #require(Data(base64Encoded: String(text[start..<end])))
        var random = SeededGenerator(seed: 5)
        for round in 0..<300 {
            var changed = map
            if round.isMultiple(of: 3) { changed = changed.prefix(Int.random(in: 0...map.count, using: &random)) }
            for _ in 0..<3 where !changed.isEmpty {
                changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            read(Array((text[..<start] + changed.base64EncodedString() + text[end...]).utf8))
        }
    }

    @Test(arguments: [
        "", " ", "{", "[]", "null", "3", "{}", "\u{FEFF}{}", #"{"model": 3}"#, #"{"model": {}}"#, #"{"model": {"type": 3}}"#,
        #"{"model": {"type": "BPE", "vocab": [], "merges": {}}}"#, #"{"model": {"type": "BPE", "vocab": {"a": 1.5}, "merges": []}}"#,
        #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": ["a"]}}"#, #"{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [["a"]]}}"#,
        #"{"model": {"type": "BPE", "vocab": {"a": 1e99}, "merges": []}}"#, #"{"model": {"type": "Unigram", "vocab": [["a"]]}}"#,
        #"{"model": {"type": "Unigram", "vocab": [["a", 1e999]]}}"#, #"{"model": {"type": "Unigram", "vocab": [["\ud800", 1]]}}"#,
        #"{"model": {"type": "Unigram", "vocab": {}}}"#, #"{"model": {"type": "Unigram", "vocab": [["a", 0]], "unk_id": -1}}"#,
    ])
    func whatIsNoTokenizerIsRefused(text: String) {
        let error = #expect(throws: PlainError.self) { try Tokenizer(tokenizerJSON: Array(text.utf8)) }
        #expect(error?.description.isEmpty == false)
    }

    @Test(arguments: [
        #""post_processor": {"type": "TemplateProcessing", "single": [], "special_tokens": {}}"#,
        #""post_processor": {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "x"}}, {"Sequence": {"id": "A"}}]}"#,
        #""padding": {"strategy": {"Fixed": -1}, "pad_id": 0}"#, #""truncation": {"max_length": 9, "strategy": "OnlySecond"}"#,
        #""pre_tokenizer": {"type": "Split", "pattern": {"Regex": "("}, "behavior": "Removed", "invert": false}"#,
        #""pre_tokenizer": {"type": "Split", "pattern": {"Regex": "a{1000}{1000}"}, "behavior": "Removed", "invert": false}"#,
        #""pre_tokenizer": {"type": "Split", "pattern": {"Regex": "((((a{900}){900}){900}){900})"}, "behavior": "Removed", "invert": false}"#,
        #""pre_tokenizer": {"type": "Split", "pattern": {"Regex": "a"}, "behavior": "Sideways", "invert": false}"#,
        #""pre_tokenizer": {"type": "Metaspace", "replacement": "ab"}"#,
        #""normalizer": {"type": "Precompiled", "precompiled_charsmap": "AAAA"}"#,
        #""normalizer": {"type": "Precompiled", "precompiled_charsmap": "BAAAAAAAAIA="}"#, #""added_tokens": [{"content": 3}]"#,
    ])
    func partsThatAreWrongAreRefused(part: String) {
        #expect(throws: PlainError.self) { try Samples.tokenizer(model: Samples.letters, ", " + part) }
    }

    @Test func nestingIsBounded() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: PlainError.self) { try Tokenizer(tokenizerJSON: Array(deep.utf8)) }
        let sequences = String(repeating: #"{"type": "Sequence", "normalizers": ["#, count: 5_000)
        #expect(throws: PlainError.self) { try Samples.tokenizer(model: Samples.letters, ", \"normalizer\": " + sequences) }
        let groups = String(repeating: "(", count: 10_000)
        #expect(throws: PlainError.self) { try RegexParser.parse(groups) }
    }

    @Test func normalizersThatMakeTextsGrowAreStopped() throws {
        let twice = #"{"type": "Replace", "pattern": {"String": "a"}, "content": "aaaaaaaaaaaaaaaa"}"#
        let steps = Array(repeating: twice, count: 30).joined(separator: ", ")
        let tokenizer = try Samples.tokenizer(model: Samples.letters, #", "normalizer": {"type": "Sequence", "normalizers": [\#(steps)]}"#)
        #expect(throws: PlainError.self) { try tokenizer.encode("a") }
    }

    @Test func paddingThatFillsMemoryIsRefused() throws {
        let tokenizer = try Samples.tokenizer(
            model: Samples.letters, #", "padding": {"strategy": {"Fixed": 4294967295}, "pad_id": 0, "pad_to_multiple_of": 4294967295}"#)
        #expect(throws: PlainError.self) { try tokenizer.encode("a") }
    }
}
