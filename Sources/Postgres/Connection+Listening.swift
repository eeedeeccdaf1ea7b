import CPostgres

extension Connection {
    /// Whether the connection is gone for good.
    package var isLost: Bool { PQstatus(handle) == CONNECTION_BAD }

    /// Waits for what others notify on the channels that this connection listens on (`LISTEN`).
    ///
    /// - Parameter duration: for how long.
    /// - Returns: what came with each notice, such as it is: a hint, for anybody on the database may send one.
    package func notices(within duration: Duration) throws(PostgresError) -> [String] {
        let deadline = ContinuousClock.now + duration
        while true {
            var notices: [String] = []
            while let notice = PQnotifies(handle) {
                notices.append(String(cString: notice.pointee.extra))
                PQfreemem(notice)
            }
            if !notices.isEmpty || ContinuousClock.now >= deadline { return notices }
            try waitAMoment()
        }
    }
}
