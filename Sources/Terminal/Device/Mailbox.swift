import CTerminal
import Synchronization

import Glibc

/// What worker threads send to the main one. `descriptor` becomes readable when there is something in it.
public final class Mailbox<Message: Sendable>: Sendable {
    private let messages = Mutex<[Message]>([])
    /// An eventfd, for a poll to wait on.
    public let descriptor: Int32

    public init() {
        descriptor = terminal_event_descriptor()
        precondition(descriptor >= 0, "no file descriptor left")
    }

    deinit { close(descriptor) }

    /// Puts a message in, from any thread.
    public func post(_ message: Message) {
        let wasEmpty = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        guard wasEmpty else { return }
        var one: UInt64 = 1
        _ = write(descriptor, &one, MemoryLayout.size(ofValue: one))
    }

    /// Takes everything out, in the order in which it came.
    public func takeAll() -> [Message] {
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout.size(ofValue: count))
        return messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }
}
