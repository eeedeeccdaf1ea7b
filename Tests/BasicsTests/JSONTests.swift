import Basics
import Foundation
import Testing

@Suite struct JSONTests {
    private let value = ["b": ["/x/é"], "a": []]

    @Test func keysAreInOrder() throws {
        #expect(try JSON.text(value) == #"{"a":[],"b":["/x/é"]}"#)
        #expect(try JSON.encode(value, escapingSlashes: true) == Data(#"{"a":[],"b":["\/x\/é"]}"#.utf8))
        #expect(String(decoding: try JSON.encode(["a": 1], pretty: true), as: UTF8.self) == "{\n  \"a\" : 1\n}")
    }

    @Test func whatIsWrittenIsRead() throws {
        #expect(try JSON.decode([String: [String]].self, from: JSON.encode(value, pretty: true)) == value)
        #expect(try JSON.decode(from: JSON.text(value)) == value)
        #expect(throws: DecodingError.self) { try JSON.decode([Int].self, from: "[1") }
        #expect(throws: EncodingError.self) { try JSON.text([Double.nan]) }
    }
}
