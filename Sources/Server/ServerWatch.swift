import Basics
import Engine
import Foundation
import Postgres

/// Listens on a connection of its own for what others change on a server, and says when the server cannot be reached.
///
/// What comes is a hint to read again, never data. A connection that is lost is made anew, again and again.
final class ServerWatch: @unchecked Sendable {
    private let address: ServerAddress
    private let refresh: @Sendable () throws -> Void
    private let look: @Sendable () -> String?
    private let tell: @Sendable (EngineNews) -> Void

    /// Between two tries.
    private static let pause: UInt32 = 500_000
    /// How long nothing may come before the server is asked whether it is there: the network may have gone without a word.
    private static let silence = Duration.seconds(5)

    /// - Parameters:
    ///   - refresh: called where items have changed.
    ///   - look: called before what has changed is told, and now and then while nothing comes; a line to tell once, if there is any.
    init(
        _ address: ServerAddress, refresh: @escaping @Sendable () throws -> Void, look: @escaping @Sendable () -> String?,
        tell: @escaping @Sendable (EngineNews) -> Void
    ) {
        (self.address, self.refresh, self.look, self.tell) = (address, refresh, look, tell)
    }

    /// Watches on a thread of its own, for as long as the process lives.
    func begin() {
        let thread = Thread { [self] in
            var isReachable = true
            while true {
                watch(&isReachable)
                usleep(Self.pause)
            }
        }
        thread.name = "vitrine.server"
        thread.start()
    }

    /// Connects, and listens until the connection is lost.
    private func watch(_ isReachable: inout Bool) {
        do {
            let connection = try Connection(address)
            try connection.run("LISTEN \(ServerSchema.channel)")
            if !isReachable { tell(.reachable) }
            isReachable = true
            // What came while nobody listened was not heard.
            var notices = ["items"], isOwed = false, reason = "", seen: String?
            while !connection.isLost {
                if notices.isEmpty { try connection.run("SELECT 1") }
                let line = look()
                if let line, line != seen { tell(.outdated(line)) }
                seen = line
                if isOwed || notices.contains("items") {
                    do {
                        try refresh()
                        isOwed = false
                        reason = ""
                    } catch {
                        isOwed = true
                        if !reason.isExactly("\(error)") { tell(.outdated("\(error)")) }
                        reason = "\(error)"
                    }
                }
                if !notices.isEmpty { tell(.changed) }
                notices = try connection.notices(within: Self.silence)
            }
        } catch {
            if isReachable { tell(.unreachable("\(error)")) }
            isReachable = false
        }
    }
}
