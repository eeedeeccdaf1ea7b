import Foundation

/// JSON as commands print it: keys sorted, slashes as they are.
public enum JSONText {
    /// On one line.
    public static func compact(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
