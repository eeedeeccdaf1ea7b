import Basics
import Foundation

/// A value of JSON of any shape: what is not there, or is something else, is nil or empty.
struct JSONNode {
    let value: Any?

    init(_ value: Any?) {
        // To compare a dictionary with NSNull is to copy all of it.
        self.value = value is [String: Any] || value is [Any] || value is String || !(value is NSNull) ? value : nil
    }

    /// Parses bytes that are not deeper than `Bounds.depth`.
    ///
    /// - Throws: `PlainError`: what they are instead.
    init(parsing bytes: [UInt8]) throws(PlainError) {
        guard !JSONDepth.exceeds(Bounds.depth, bytes) else { throw PlainError("its JSON is nested more than \(Bounds.depth) levels deep") }
        let start = bytes.first { !Ascii.isSpace($0) && ![0xEF, 0xBB, 0xBF].contains($0) }
        if start == UInt8(ascii: "<") { throw PlainError("an HTML page came in place of JSON, perhaps one to log in") }
        guard start != nil else { throw PlainError("the answer is empty") }
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        do {
            value = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        } catch {
            // Bytes that are no UTF-8 are one character lost, not a page.
            guard let mended = try? JSONSerialization.jsonObject(with: Data(String(decoding: bytes, as: UTF8.self).utf8), options: .fragmentsAllowed)
            else { throw PlainError("the answer is no JSON, or breaks off") }
            value = mended
        }
    }

    subscript(key: String) -> JSONNode { JSONNode((value as? [String: Any])?[key]) }

    var isMissing: Bool { value == nil }
    var isObject: Bool { value is [String: Any] }
    /// nil where it is no array.
    var elements: [JSONNode]? { (value as? [Any])?.map(JSONNode.init) }
    /// Its elements, or itself where it is no array; none where it is missing.
    var list: [JSONNode] { elements ?? (isMissing ? [] : [self]) }
    var keys: [String] { (value as? [String: Any]).map { $0.keys.sorted() } ?? [] }

    /// Text, or a number as text.
    var text: String? {
        if let text = value as? String { return text }
        guard let number = value as? NSNumber else { return nil }
        if let whole = Int(exactly: number) { return String(whole) }
        let plain = number.doubleValue
        return plain.isFinite ? String(describing: plain) : nil
    }

    /// Its text as a plain line.
    var line: String? { PlainText.line(text) }

    var number: Int? { (value as? NSNumber).flatMap { Int(exactly: $0.doubleValue) } ?? (value as? String).flatMap(Int.init) }

    var flag: Bool? {
        if let flag = value as? Bool { return flag }
        switch text {
        case "true", "1": return true
        case "false", "0": return false
        default: return nil
        }
    }
}
