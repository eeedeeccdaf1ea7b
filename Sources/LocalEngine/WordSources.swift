import Basics
import Encoders
import Synchronization

/// What understands words for an encoder.
package enum WordSource: Sendable {
    /// English words with a direction each.
    case vocabulary(WordVocabulary)
    /// A network that reads texts.
    case network(NetworkWords)
}

/// The sources of words of a catalog's encoders, each loaded when it is first asked for. Thread-safe; who asks while one is loaded waits.
package final class WordSources: Sendable {
    private let load: @Sendable (EncoderIdentity) throws -> WordSource?
    private let known = Mutex<[EncoderIdentity: WordSource?]>([:])

    /// - Parameter load: finds an encoder's source; nil where it knows no words.
    package init(_ load: @escaping @Sendable (EncoderIdentity) throws -> WordSource? = installed) { self.load = load }

    /// Those of installed encoders.
    package static func installed(_ encoder: EncoderIdentity) throws -> WordSource? {
        let store = EncoderStore.standard()
        if let texts = try store.texts(of: encoder) { return .network(try NetworkWords(texts)) }
        return try Vocabularies.vocabulary(of: encoder).map(WordSource.vocabulary)
    }

    /// - Returns: nil where the encoder knows no words.
    /// - Throws: an error in one line for a source that cannot be loaded. Cost: up to some seconds at the first call.
    func source(for encoder: EncoderIdentity) throws -> WordSource? {
        try known.withLock { known in
            if let source = known[encoder] { return source }
            let source = try load(encoder)
            known[encoder] = .some(source)
            return source
        }
    }

    /// Makes ready what some words need, so that whoever answers does not wait for a network. What goes wrong shows when they are asked for.
    func prepare(_ words: [String], for encoder: EncoderIdentity) {
        guard case .network(let network) = (try? source(for: encoder)) ?? nil else { return }
        for phrase in words.flatMap({ WordWish(parsing: $0).phrases }) { _ = try? network.direction(of: phrase.text) }
    }
}
