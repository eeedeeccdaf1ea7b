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

/// The sources of words of a catalog's encoders, each loaded when it is first asked for. Thread-safe; who asks for one while it is loaded
/// waits, others do not.
package final class WordSources: Sendable {
    /// An encoder's source, once there is one.
    private final class Slot: Sendable {
        let source = Mutex<WordSource?>(nil)
    }

    private let load: @Sendable (EncoderIdentity) throws -> WordSource?
    private let slots = Mutex<[EncoderIdentity: Slot]>([:])

    /// - Parameter load: finds an encoder's source; nil where it knows no words.
    package init(_ load: @escaping @Sendable (EncoderIdentity) throws -> WordSource? = installed) { self.load = load }

    /// Those of installed encoders.
    package static func installed(_ encoder: EncoderIdentity) throws -> WordSource? {
        let store = EncoderStore.standard()
        if let texts = try store.texts(of: encoder) { return .network(try NetworkWords(texts)) }
        return try Vocabularies.vocabulary(of: encoder).map(WordSource.vocabulary)
    }

    /// - Returns: nil where the encoder knows no words by now; it may be installed anew with some.
    /// - Throws: an error in one line for a source that cannot be loaded. Cost: up to some seconds until it is loaded.
    func source(for encoder: EncoderIdentity) throws -> WordSource? {
        let slot = slots.withLock { slots in
            let slot = slots[encoder] ?? Slot()
            slots[encoder] = slot
            return slot
        }
        return try slot.source.withLock { source in
            if source == nil { source = try load(encoder) }
            return source
        }
    }
}
