import Foundation

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
}

extension EncoderStore.Entry {
    /// Whether it has a vocabulary, or a half that reads texts.
    public var knowsWords: Bool { network?.text != nil || WordVocabulary.isIn(folder) }
}
