import Basics

/// What makes tokens of words.
protocol TokenModel: Sendable {
    /// Its name in files.
    static var kind: String { get }
    /// How many tokens it has.
    var count: Int { get }

    /// The largest ID that it gives; −1 where it has no tokens.
    var largestID: Int { get }

    init(_ field: JSONField) throws(PlainError)

    /// The ID of a token.
    func id(of token: String) -> Int?

    /// The tokens of a word.
    func ids(of word: [Unicode.Scalar]) throws(PlainError) -> [Int]
}

extension TokenModel {
    /// The token of a byte, for models that fall back on bytes.
    func id(of byte: UInt8) -> Int? { id(of: "<0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) + ">") }
}

extension JSONField {
    /// The model that this is.
    ///
    /// - Throws: which kind is not read.
    func model() throws(PlainError) -> any TokenModel {
        let kinds: [any TokenModel.Type] = [BytePairModel.self, UnigramModel.self]
        let kind = try self["type"].textIfAny() ?? unnamedKind
        guard let found = kinds.first(where: { $0.kind == kind }) else {
            throw PlainError("this tokeniser's model is \(quoted(kind)); Vitrine reads \(kinds.map { $0.kind }.joined(separator: " and "))")
        }
        return try found.init(self)
    }

    /// Older files do not say which kind theirs is.
    private var unnamedKind: String {
        if case .list = self["vocab"].value { return UnigramModel.kind }
        return self["merges"].isNull ? "WordPiece or WordLevel" : BytePairModel.kind
    }
}
