import Encoders
import Synchronization

/// The vocabularies that this process has read, each once.
enum Vocabularies {
    private static let known = Mutex<[EncoderIdentity: WordVocabulary]>([:])

    /// The vocabulary of an encoder; nil for one that has none. Thread-safe. Cost: the first time, a tenth of a second.
    static func vocabulary(of encoder: EncoderIdentity) throws -> WordVocabulary? {
        try known.withLock { known in
            if let vocabulary = known[encoder] { return vocabulary }
            let vocabulary = try EncoderStore.standard().words(of: encoder)
            known[encoder] = vocabulary
            return vocabulary
        }
    }
}
