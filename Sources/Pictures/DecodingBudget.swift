import Dispatch
import Synchronization

/// The memory that decoding may take at once, over all threads. Whoever decodes takes what it needs, all in one go, and gives it back.
///
/// First come, first served, so that no large picture waits for ever. Nobody waits for room while holding some, so nobody waits for
/// one who waits.
final class DecodingBudget: Sendable {
    /// The one that all decoding in this process shares.
    static let shared = DecodingBudget(limit: PictureDecoder.memoryLimit)

    private struct Waiter {
        let bytes: Int
        let turn: DispatchSemaphore
    }

    private struct Room {
        var used = 0
        var waiters: [Waiter] = []
    }

    let limit: Int
    private let room = Mutex(Room())

    init(limit: Int) { self.limit = limit }

    /// Takes room if it is there at once.
    func takeNow(_ bytes: Int) -> Bool {
        room.withLock { room in
            guard room.waiters.isEmpty, room.used + bytes <= limit else { return false }
            room.used += bytes
            return true
        }
    }

    /// Waits for room.
    /// - Throws: `PictureError.tooMuchMemory` when there will never be that much.
    func take(_ bytes: Int) throws(PictureError) {
        guard bytes <= limit else { throw .tooMuchMemory(needed: bytes, limit: limit) }
        let turn: DispatchSemaphore? = room.withLock { room in
            if room.waiters.isEmpty, room.used + bytes <= limit {
                room.used += bytes
                return nil
            }
            let waiter = Waiter(bytes: bytes, turn: DispatchSemaphore(value: 0))
            room.waiters.append(waiter)
            return waiter.turn
        }
        turn?.wait()
    }

    /// Gives back what was taken.
    func give(back bytes: Int) {
        room.withLock { room in
            room.used -= bytes
            while let first = room.waiters.first, room.used + first.bytes <= limit {
                room.used += first.bytes
                room.waiters.removeFirst()
                first.turn.signal()
            }
        }
    }
}
