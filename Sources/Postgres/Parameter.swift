import CPostgres

/// A value that is bound to a statement, in its type's binary format.
package enum Parameter: Sendable {
    case null
    case text(String)
    case integer(Int)
    /// `bigint[]`.
    case integers([Int])

    /// The number of its type in every PostgreSQL; 0 lets the statement tell.
    private var type: Oid {
        switch self {
        case .null: 0
        case .text: 25
        case .integer: 20
        case .integers: 1016
        }
    }

    private var bytes: [UInt8]? {
        switch self {
        case .null: nil
        case .text(let text): Array(text.utf8)
        case .integer(let number): Self.bytes(Int64(number))
        case .integers(let numbers):
            // Dimensions, whether there are NULLs, the elements' type; length and first place of the one dimension; each with its length.
            [1, 0, 20, Int32(numbers.count), 1].flatMap { Self.bytes(Int32($0)) } + numbers.flatMap { Self.bytes(Int32(8)) + Self.bytes(Int64($0)) }
        }
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }

    /// Calls `body` with what libpq takes; the pointers hold during the call.
    static func withPointers<Result>(
        _ parameters: [Parameter], _ body: ([Oid], [UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
    ) -> Result {
        let values = parameters.map(\.bytes)
        // Each ends with a byte more, so that none is empty, which would be a NULL.
        let whole: [UInt8] = values.flatMap { value -> [UInt8] in (value ?? []) + [0] }
        return whole.withUnsafeBytes { whole in
            var place = 0
            let pointers = values.map { value -> UnsafePointer<CChar>? in
                defer { place += (value?.count ?? 0) + 1 }
                return value.map { _ in whole.baseAddress!.assumingMemoryBound(to: CChar.self) + place }
            }
            return body(
                parameters.map(\.type), pointers, values.map { Int32($0?.count ?? 0) }, [Int32](repeating: 1, count: parameters.count))
        }
    }
}
