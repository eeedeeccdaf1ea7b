import Glibc

/// What the system says about an error number.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }

/// Writes all of it, however many calls that takes. False if the terminal is gone.
@discardableResult
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
        var written = 0
        while written < buffer.count {
            let count = write(descriptor, buffer.baseAddress! + written, buffer.count - written)
            if count > 0 {
                written += count
            } else if errno == EAGAIN {
                // Somebody made the terminal non-blocking: wait until it takes more.
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                if poll(&ready, 1, 1000) <= 0 { return false }
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}

/// What a poll found.
struct Readiness {
    var readable: Set<Int32> = []
    /// Closed at the other end.
    var gone: Set<Int32> = []

    /// Waits until one of the descriptors can be read, or a signal comes, or the time is over (nil: never).
    static func wait(_ descriptors: [Int32], timeout: Duration?) -> Readiness {
        var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var result = Readiness()
        guard poll(&polled, nfds_t(polled.count), timeout.map(milliseconds) ?? -1) > 0 else { return result }
        for entry in polled {
            if entry.revents & Int16(POLLIN) != 0 { result.readable.insert(entry.fd) }
            if entry.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { result.gone.insert(entry.fd) }
        }
        return result
    }

    /// Whether a write would not have to wait.
    static func canWrite(to descriptor: Int32) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&polled, 1, 0) > 0 && polled.revents & Int16(POLLOUT) != 0
    }

    /// Rounded up, so that a wait never ends too early and spins.
    private static func milliseconds(_ duration: Duration) -> Int32 {
        let (seconds, attoseconds) = duration.components
        guard seconds < 2_000_000 else { return 2_000_000_000 }
        return max(0, Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
    }
}
