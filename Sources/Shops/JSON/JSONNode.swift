import Basics
import Foundation

/// A value of JSON of any shape: what is not there, or is something else, is nil or empty.
enum JSONNode {
    case object([String: Any])
    case array([Any])
    case string(String)
    case number(NSNumber)
    case missing

    init(_ value: Any?) {
        // Most values are text, and to ask whether one is something else takes long.
        self =
            switch value {
            case let text as String: .string(text)
            case let object as [String: Any]: .object(object)
            case let array as [Any]: .array(array)
            case let number as NSNumber: .number(number)
            default: .missing
            }
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
            self.init(try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed))
        } catch {
            // Bytes that are no UTF-8 are one character lost, not a page.
            guard let mended = try? JSONSerialization.jsonObject(with: Data(String(decoding: bytes, as: UTF8.self).utf8), options: .fragmentsAllowed)
            else { throw PlainError("the answer is no JSON, or breaks off") }
            self.init(mended)
        }
    }

    subscript(key: String) -> JSONNode { if case .object(let object) = self { JSONNode(object[key]) } else { .missing } }

    var isMissing: Bool { if case .missing = self { true } else { false } }
    var isObject: Bool { if case .object = self { true } else { false } }
    /// nil where it is no array.
    var elements: [JSONNode]? { if case .array(let array) = self { array.map(JSONNode.init) } else { nil } }
    /// Its elements, or itself where it is no array; none where it is missing.
    var list: [JSONNode] { elements ?? (isMissing ? [] : [self]) }
    var keys: [String] { if case .object(let object) = self { object.keys.sorted() } else { [] } }

    /// Text, or a number as text.
    var text: String? {
        switch self {
        case .string(let text): text
        case .number(let number):
            if let whole = Int(exactly: number) { String(whole) } else { number.doubleValue.isFinite ? String(describing: number.doubleValue) : nil }
        default: nil
        }
    }

    /// Its text as a plain line.
    var line: String? { PlainText.line(text) }

    var number: Int? {
        switch self {
        case .string(let text): Int(text)
        case .number(let number): Int(exactly: number.doubleValue)
        default: nil
        }
    }

    var flag: Bool? {
        if case .number(let number) = self, let flag = number as? Bool { return flag }
        switch text {
        case "true", "1": return true
        case "false", "0": return false
        default: return nil
        }
    }
}
