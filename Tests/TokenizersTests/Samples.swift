import Basics
import Foundation

@testable import Tokenizers

/// What `assets/tokenizers/fixtures.py` writes.
enum Samples {
    static let names = ["clip", "siglip", "bytes", "pairs"]

    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        return Array(try Data(contentsOf: folder.appendingPathComponent("\(name).json")))
    }

    static func tokenizer(_ name: String) throws -> Tokenizer { try Tokenizer(tokenizerJSON: bytes(name)) }

    /// A tokeniser of a model that is given as JSON, and of other members, each with a comma before it.
    static func tokenizer(model: String, _ others: String = "") throws -> Tokenizer {
        try Tokenizer(tokenizerJSON: Array("{\"model\": \(model)\(others)}".utf8))
    }

    /// A and B, each a token, and nothing else.
    static let letters = #"{"type": "BPE", "vocab": {"a": 0, "b": 1, "?": 2}, "merges": [], "unk_token": "?"}"#
}
