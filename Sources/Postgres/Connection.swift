import Basics
import CPostgres
import Foundation

/// A connection to a server, for one thread at a time. It never blocks longer than a moment without asking whether it is still wanted.
package final class Connection {
    let handle: OpaquePointer
    private let isCancelled: () -> Bool
    let secrets: [String]
    /// Whether nothing that is under way is to be cancelled any more.
    private var isUncancellable = false

    /// Who is asked where, for people: `postgresql://anna@db.example:5432/shop`. Safe to print.
    package var place: String { "postgresql://\(part(PQuser(handle)))@\(database)" }

    /// The same, whoever asks: `db.example:5432/shop`.
    package var database: String { "\(part(PQhost(handle))):\(part(PQport(handle)))/\(part(PQdb(handle)))" }

    /// What it was made with, such as `host` and `sslmode`, the password among it: for no message.
    package var options: [String: String] {
        guard let options = PQconninfo(handle) else { return [:] }
        defer { PQconninfoFree(options) }
        var found: [String: String] = [:], option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val, value.pointee != 0 { found[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        if let password = PQpass(handle), password.pointee != 0 { found["password"] = String(cString: password) }
        return found
    }

    private func part(_ value: UnsafeMutablePointer<CChar>?) -> String { value.map { sanitized(String(cString: $0)) } ?? "" }

    /// What is asked every tenth of a second while somebody waits.
    private static let pause: Int32 = 100

    /// Connects.
    ///
    /// Cost: a look-up of the host's name, which cannot be interrupted, and some round trips; at most 15 seconds, or what the address says
    /// (`connect_timeout`).
    /// - Parameter isCancelled: whether whoever waits wants no more; what is under way is cancelled on the server then.
    package init(_ address: ServerAddress, isCancelled: @escaping () -> Bool = { false }) throws(PostgresError) {
        self.isCancelled = isCancelled
        // What stands before the address gives way to it. A peer that is gone without a word is noticed within a minute.
        let options = [
            ("fallback_application_name", "vitrine"), ("keepalives_idle", "20"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "60000"), ("dbname", address.text), ("client_encoding", "UTF8"),
        ]
        let names = options.map { strdup($0.0) }, values = options.map { strdup($0.1) }
        defer { for text in names + values { free(text) } }
        let handle = PQconnectStartParams((names + [nil]).map { UnsafePointer($0) }, (values + [nil]).map { UnsafePointer($0) }, 1)
        guard let handle else { throw PostgresError("there is no memory for a connection") }
        self.handle = handle
        secrets = [address.password, PQpass(handle).map { String(cString: $0) }].compactMap(\.self)
        try connect()
        // What a server says besides goes to nobody: libpq would print it.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        PQsetnonblocking(handle, 1)
    }

    deinit { PQfinish(handle) }

    /// The server's version, such as 150018 for 15.18.
    package var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// Calls `body` so that nothing in it is cancelled, for what puts things right.
    func uncancelled<Value>(_ body: () throws -> Value) rethrows -> Value {
        isUncancellable = true
        defer { isUncancellable = false }
        return try body()
    }

    private func connect() throws(PostgresError) {
        let options = PQconninfo(handle)
        defer { PQconninfoFree(options) }
        let limit = options.flatMap { ServerAddress.value("connect_timeout", in: $0) }.flatMap { Int($0) } ?? 15
        let deadline = ContinuousClock.now + .seconds(limit > 0 ? max(2, limit) : 3600)
        var state = PQstatus(handle) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED else { throw .connecting(handle, place, secrets: secrets) }
            guard ContinuousClock.now < deadline else { throw PostgresError("\(place) cannot be opened: it does not answer") }
            if isCancelled() { throw .cancelled }
            if poll(state == PGRES_POLLING_READING ? POLLIN : POLLOUT) { state = PQconnectPoll(handle) }
        }
    }

    /// Waits a moment.
    ///
    /// - Returns: whether something can be read or written.
    private func poll(_ events: Int32) -> Bool {
        var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
        return Foundation.poll(&descriptor, 1, Self.pause) > 0
    }

    /// Waits until something comes, or can be sent.
    ///
    /// - Throws: `PostgresError.cancelled` when nobody wants it any more; what was under way has ended by then.
    func wait(toWrite: Bool = false) throws(PostgresError) {
        while !poll(toWrite ? POLLIN | POLLOUT : POLLIN) {
            guard !isUncancellable, isCancelled() else { continue }
            cancel()
            throw .cancelled
        }
        guard PQconsumeInput(handle) == 1 else { throw failure(nil) }
    }

    /// Waits a moment for something to come, and takes it in.
    func waitAMoment() throws(PostgresError) {
        if isCancelled() { throw .cancelled }
        if poll(POLLIN), PQconsumeInput(handle) != 1 { throw failure(nil) }
    }

    /// Sends all that has been handed to libpq.
    func flush() throws(PostgresError) {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1: try wait(toWrite: true)
            default: throw failure(nil)
            }
        }
    }

    /// Has the server end what it is doing for us, and reads to its end whatever still comes of it.
    func cancel() {
        let cancelling = PQgetCancel(handle)
        var reason = [CChar](repeating: 0, count: 256)
        PQcancel(cancelling, &reason, Int32(reason.count))
        PQfreeCancel(cancelling)
        uncancelled { try? drain() }
    }

    /// Reads to its end what is under way.
    func drain() throws(PostgresError) {
        while let result = try next() {
            let status = PQresultStatus(result)
            PQclear(result)
            if status == PGRES_COPY_IN { PQputCopyEnd(handle, "stopped") }
            if status == PGRES_COPY_OUT {
                var bytes: UnsafeMutablePointer<CChar>?
                while true {
                    let count = PQgetCopyData(handle, &bytes, 1)
                    PQfreemem(bytes)
                    if count == 0 { try wait() } else if count < 0 { break }
                }
            }
        }
    }

    /// The next result of what was sent, which whoever gets it has to clear; nil: there are no more.
    func next() throws(PostgresError) -> OpaquePointer? {
        try flush()
        while PQisBusy(handle) == 1 { try wait() }
        return PQgetResult(handle)
    }

    /// The one way from libpq's errors to ours.
    ///
    /// - Parameter result: what says that it is an error; nil: the connection itself.
    func failure(_ result: OpaquePointer?) -> PostgresError { .failing(result, handle, place, secrets: secrets) }
}
