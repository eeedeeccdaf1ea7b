import Foundation
import Testing

@testable import Catalog

@Suite struct AttributesJSONTests {
    /// Whatever is written is read again, and everything is read as `JSONDecoder` reads it, or refused where it refuses.
    @Test(arguments: [
        [:], ["a": ""], ["": "b"], ["title": "Tee, \"cat\"", "price": "12.50"], ["path": "a/b\\c", "line": "one\ntwo\u{1}"],
        ["títle": "caté \u{1F408}\u{200D}", "rtl": "שלום"], ["x": "{\"y\":\"z\"}"],
    ])
    func readsWhatItWrites(_ attributes: [String: String]) throws {
        #expect(try AttributesJSON.decode(AttributesJSON.encode(attributes)) == attributes)
    }

    @Test(arguments: [
        "{}", " { } ", "{\"a\":\"b\"}", "{ \"a\" : \"b\" }", "{\"a\":\"\\u00e9\"}", "{\"a\":\"b\",\"a\":\"c\"}", "", "{", "{\"a\"}", "{\"a\":1}",
        "{\"a\":\"b\"}x", "{\"a\":\"b\",}", "{,}", "{\"a\":\"b\"\"c\":\"d\"}", "[\"a\"]", "null", "{\"a\":\"b", "{\"a\":null}", "{\"a\":\"\u{1}\"}",
        #"{"a\"":"b"}"#, #"{"a":"\"\\\/b\\"}"#, #"{"a":"\"#,
        #"{"a":"b\"}"#, #"{"a":"\x"}"#, #"{"a":"\\"}"#,
    ])
    func agreesWithTheLibrary(_ text: String) {
        let expected = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        #expect((try? AttributesJSON.decode(text)) == expected)
    }
}
