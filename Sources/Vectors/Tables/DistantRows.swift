import Basics
import Foundation
import Synchronization

/// The rows of a table that lie elsewhere: brought when they are about to be read, and kept until there is no room for more.
///
/// Whoever reads says so (`reading`), and asks for rows before it reads them (`bring`); what it asked for stays until nobody reads. A pass over
/// many rows brings them elsewhere, a window at a time (`fetch`).
final class DistantRows: Sendable {
    private struct State {
        /// The rows that are here.
        var here: RowSet
        var count = 0
        /// Who reads, or is bringing rows.
        var users = 0
        /// The row behind the one that was asked for alone last.
        var next = -1
        /// The first that went wrong.
        var failure: String?
    }

    /// Those that cannot be had at present; nil: all can.
    let lost: RowSet?
    private let source: any RowSource
    private let memory: MappedFile
    private let rowSize: Int
    /// How many rows may stay.
    private let most: Int
    private let state: Mutex<State>
    // Rows that two ask for at the same time come once.
    private let bringing = NSLock()

    /// - Parameters:
    ///   - memory: a private mapping, where the rows are put.
    ///   - most: how many bytes of them may stay once nobody reads.
    init(_ source: any RowSource, rows: Int, dimensions: Int, in memory: MappedFile, keeping most: Int, lost: RowSet?) {
        (self.source, self.memory, self.lost) = (source, memory, lost)
        rowSize = dimensions * MemoryLayout<Float>.size
        self.most = most / rowSize
        state = Mutex(State(here: RowSet(universe: rows)))
    }

    /// Why rows could not be brought; nil while all could.
    var failure: String? { state.withLock(\.failure) }

    /// Calls `body` while rows that it asks for stay.
    func reading<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        state.withLock { $0.users += 1 }
        defer {
            state.withLock { state in
                state.users -= 1
                if state.users == 0, state.count > most {
                    memory.forget()
                    state.here = RowSet(universe: state.here.universe)
                    state.count = 0
                }
            }
        }
        return try body()
    }

    /// Brings those of some rows that are not here. Who needs them to stay is `reading`.
    func bring(_ rows: some Sequence<Int>) throws(SearchError) {
        try reading { () throws(SearchError) in
            guard state.withLock({ state in rows.contains { !state.here.contains($0) } }) else { return }
            bringing.lock()
            defer { bringing.unlock() }
            let missing = state.withLock { state in
                var missing = RowSet(universe: state.here.universe)
                for row in rows where !state.here.contains(row) { missing.insert(row) }
                return missing.rows
            }
            guard !missing.isEmpty else { return }
            try fetch(missing, into: memory)
            state.withLock { state in
                for row in missing { state.here.insert(row) }
                state.count += missing.count
            }
        }
    }

    /// Brings a row that is read alone, and where rows are read one after another, those behind it.
    func bring(_ row: Int) throws(SearchError) {
        let ahead = state.withLock { state in
            if state.here.contains(row) { return 0..<0 }
            let end = state.next == row ? min(row + Self.ahead, state.here.universe) : row + 1
            state.next = end
            return row..<end
        }
        try bring(ahead.lazy.filter { $0 == row || self.lost?.contains($0) != true })
    }

    private static let ahead = 256

    /// Brings rows into a private mapping of the whole table.
    ///
    /// - Parameter rows: ascending, each once.
    func fetch(_ rows: [Int], into memory: MappedFile) throws(SearchError) {
        guard !rows.isEmpty else { return }
        do {
            try source.vectors(of: rows) { row, vector in vector.withUnsafeBytes { memory.write($0, at: row * rowSize) } }
        } catch {
            let reason = "\(error)"
            state.withLock { $0.failure = $0.failure ?? reason }
            throw .distant(reason)
        }
    }
}
