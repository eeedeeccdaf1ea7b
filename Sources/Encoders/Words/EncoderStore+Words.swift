import Foundation
import Tokenizers

extension EncoderStore {
    /// Whether an encoder knows words: the built-in one by its vocabulary, an image-text network by its half that reads texts. False for
    /// one that is not here in this version. Cost: reads a manifest.
    public func knowsWords(_ identity: EncoderIdentity) -> Bool {
        guard let entry = try? find(identity.name), entry.identity == identity else { return false }
        return entry.knowsWords
    }

    /// The vocabulary of an encoder.
    ///
    /// - Returns: nil for one that has none, or is not here in this version.
    /// - Throws: `EncoderError.file` for words that cannot be read.
    public func words(of identity: EncoderIdentity) throws(EncoderError) -> WordVocabulary? {
        guard let entry = try? find(identity.name), entry.identity == identity else { return nil }
        return try WordVocabulary(folder: entry.folder, dimensions: identity.dimensions)
    }

    /// The half of an image-text network that reads texts, loaded.
    ///
    /// - Returns: nil for an encoder without one, or one that is not here in this version.
    /// - Throws: `EncoderError`. Cost: up to some seconds.
    public func texts(of identity: EncoderIdentity) throws(EncoderError) -> TextEncoder? {
        guard let entry = try? find(identity.name), entry.identity == identity, let side = entry.network?.text else { return nil }
        return try TextEncoder(
            side, model: TextSide.model(in: entry.folder), tokenizer: TextSide.tokenizer(in: entry.folder), dimensions: identity.dimensions,
            mean: TextSide.mean(in: entry.folder))
    }

    /// The tokeniser of an image-text network, set to cut and fill up as the network wants.
    ///
    /// - Throws: `EncoderError` where there is no such encoder, or it reads no texts.
    public func tokenizer(of name: String) throws(EncoderError) -> Tokenizer {
        let entry = try find(name)
        guard let side = entry.network?.text else { throw .readsNoTexts(name: name) }
        return try TextEncoder.tokenizer(TextSide.tokenizer(in: entry.folder), of: side, vocabularyCount: nil)
    }
}

extension EncoderStore.Entry {
    /// Whether it has a vocabulary, or a half that reads texts.
    public var knowsWords: Bool { network?.text != nil || WordVocabulary.isIn(folder) }
}
