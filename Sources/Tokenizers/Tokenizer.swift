import Basics
import Foundation

/// Makes the numbers of a text that a network reads, as a published `tokenizer.json` says: byte pair encoding and Unigram models, with the
/// IDs that Hugging Face's `tokenizers` would give.
public struct Tokenizer: Sendable {
    /// Where texts are cut; nil leaves them as long as they are. From the file at first.
    public var truncation: Truncation?
    /// What short texts are filled up with; nil leaves them short. From the file at first.
    public var padding: Padding?

    private let addedTokens: AddedTokens
    private let normalizer: Normalizer?
    private let preTokenizer: PreTokenizer?
    private let model: any TokenModel
    private let specialTokens: SpecialTokens

    /// The most tokens that a text is filled up to.
    private static let longestPadding = 1 << 20
    private static let largestFile = 1 << 28

    /// Reads a `tokenizer.json`, in time and memory that grow with its length.
    ///
    /// - Throws: what it is instead, or which of its parts is of a kind that is not read; in a line that does not name the file.
    public init(tokenizerJSON bytes: [UInt8]) throws(PlainError) {
        let file = JSONField(value: try JSONTree(parsing: bytes), path: "")
        guard case .object = file.value, case .object = file["model"].value else { throw PlainError("it has no model, so it is no tokenizer.json") }
        // The model first, for its kind tells best what a file is.
        model = try file["model"].model()
        normalizer = try Normalizer(file["normalizer"])
        preTokenizer = try PreTokenizer(file["pre_tokenizer"])
        specialTokens = try SpecialTokens(file["post_processor"])
        addedTokens = try AddedTokens(file["added_tokens"], model: model, normalizer: normalizer)
        truncation = try Truncation(file["truncation"])
        padding = try Padding(file["padding"])
    }

    /// The same of a file, or of the `tokenizer.json` in a folder.
    ///
    /// - Throws: the file, and what is wrong with it.
    public init(contentsOf url: URL) throws(PlainError) {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        let file = exists && isFolder.boolValue ? url.appendingPathComponent("tokenizer.json") : url
        let bytes: [UInt8]
        do {
            let mapped = try MappedFile(file)
            guard mapped.bytes.count <= Self.largestFile else { throw PlainError("it is larger than \(Self.largestFile >> 20) MiB") }
            bytes = mapped.withBytes { Array($0) }
        } catch {
            let reason =
                switch error {
                case MappingError.notARegularFile: "not a file"
                case MappingError.system(_, let code): systemReason(code)
                default: plainReason(error)
                }
            throw PlainError("\(file.path) cannot be read: \(reason)")
        }
        do throws(PlainError) {
            try self.init(tokenizerJSON: bytes)
        } catch {
            throw PlainError("\(file.path) is no tokeniser that Vitrine reads: \(error.description)")
        }
    }

    /// The model's kind, as files call it: `BPE` or `Unigram`.
    public var kind: String { type(of: model).kind }

    /// How many tokens the model has, added ones not counted.
    public var vocabularyCount: Int { model.count }

    /// The largest ID that a text's tokens can have, those that fill up not counted. Cost: a look at every token.
    public var largestID: Int { max(model.largestID, addedTokens.largestID, specialTokens.largestID) }

    /// The ID of a token; nil where there is none of that name.
    public func id(of token: String) -> Int? { addedTokens.id(of: token) ?? model.id(of: token) }

    /// A text's tokens, cut and filled up. In n log n time.
    ///
    /// - Throws: what cannot be done with this text, such as one of more than four million characters.
    public func encode(_ text: String) throws(PlainError) -> EncodedText {
        var ids: [Int] = []
        for part in try addedTokens.parts(of: Passage(text), normalizer: normalizer) {
            if let id = part.id {
                ids.append(id)
                continue
            }
            for word in try preTokenizer?.apply(to: [part.passage]) ?? [part.passage] { ids += try model.ids(of: word.scalars) }
        }
        if let truncation {
            let room = truncation.length - specialTokens.count
            guard room >= 0 else {
                throw PlainError("\(truncation.length) tokens are fewer than the \(specialTokens.count) that stand around every text")
            }
            ids = Array(truncation.cutsBeginning ? ids.suffix(room) : ids.prefix(room))
        }
        return try filled(specialTokens.before + ids + specialTokens.behind)
    }

    private func filled(_ ids: [Int]) throws(PlainError) -> EncodedText {
        guard let padding else { return EncodedText(ids: ids, textRange: 0..<ids.count) }
        let missing = padding.length(of: ids.count) - ids.count
        guard missing <= Self.longestPadding else { throw PlainError("it fills texts up to more than \(grouped(Self.longestPadding)) tokens") }
        let filling = Array(repeating: padding.id, count: missing)
        return padding.isBefore
            ? EncodedText(ids: filling + ids, textRange: missing..<missing + ids.count) : EncodedText(ids: ids + filling, textRange: 0..<ids.count)
    }
}

/// A text as a network reads it.
public struct EncodedText: Hashable, Sendable {
    /// One number per token.
    public let ids: [Int]
    /// Which of them are the text's and those around it; the others fill up.
    public let textRange: Range<Int>

    /// 1 for each token of the text's, 0 for those that fill up.
    public var attentionMask: [Int] { ids.indices.map { textRange.contains($0) ? 1 : 0 } }
}
