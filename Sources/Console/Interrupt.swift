import Foundation
import Synchronization

/// Ctrl-C as a wish: the first is remembered for whoever asks, the second ends the program as usual.
package final class Interrupt {
    private final class Wish: Sendable {
        let isThere = Atomic(false)
    }

    private let wish = Wish()
    private let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())

    /// Takes Ctrl-C over for as long as this value lives.
    package init() {
        signal(SIGINT, SIG_IGN)
        source.setEventHandler { @Sendable [wish] in
            wish.isThere.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
        source.activate()
    }

    deinit {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }

    /// Whether Ctrl-C has been pressed.
    package var isWished: Bool { wish.isThere.load(ordering: .relaxed) }
}
