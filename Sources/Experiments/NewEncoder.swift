import Basics
import Encoders
import Foundation

/// An encoder that is being trained: its name, and what is kept of its training until that has ended.
package struct NewEncoder {
    /// What the encoder will be called.
    package let name: String
    let store: EncoderStore
    /// After each epoch, what is needed to go on.
    let checkpoint: URL
    /// Whether a training that was stopped goes on.
    let isResumed: Bool

    /// - Parameters:
    ///   - resuming: whether a training that was stopped is to go on.
    ///   - anew: whether one may be begun again.
    /// - Throws: `PlainError` where there is none to go on with, or one that neither may; `EncoderError` for a name that is taken or none.
    package init(_ name: String, in store: EncoderStore = .standard(), resuming: Bool, anew: Bool) throws {
        (self.name, self.store, isResumed) = (name, store, resuming)
        checkpoint = store.ownFolder.appendingPathComponent(".training-\(name).safetensors")
        try store.requireFree(name, replacing: resuming)
        let wasStopped = isOccupied(checkpoint)
        if resuming, !wasStopped { throw PlainError("there is no training of \(name) to continue; leave out --resume to start one") }
        if wasStopped, !resuming, !anew { throw PlainError("a training of \(name) was stopped: --resume continues it, --anew starts it again") }
    }
}
