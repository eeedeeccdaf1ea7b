import Basics
import Synchronization

/// The rows of a table that lie elsewhere: brought when they are about to be read, and kept until there is no room for more.
///
/// Whoever reads says so (`reading`), and asks for rows before each step that reads them (`bring`); what it asked for stays until it asks
/// for the next window of rows, or has done reading.
final class DistantRows: Sendable {
    private struct State {
        /// A bit for each row that is here.
        var here: RowSet
        var count = 0
        var readers = 0
        /// The row behind the one that was asked for alone last.
        var next = -1
        /// The first that went wrong.
        var failure: String?
    }

    private let source: any RowSource
    private let memory: MappedFile
    private let rowSize: Int
    /// How many rows may stay.
    private let most: Int
    private let state: Mutex<State>

    /// - Parameters:
    ///   - memory: a private mapping, where the rows are put.
    ///   - most: how many bytes of them may stay once nobody reads.
    init(_ source: any RowSource, rows: Int, dimensions: Int, in memory: MappedFile, keeping most: Int) {
        (self.source, self.memory) = (source, memory)
        rowSize = dimensions * MemoryLayout<Float>.size
        self.most = most / rowSize
        state = Mutex(State(here: RowSet(universe: rows)))
    }

    /// Why rows could not be brought; nil while all could.
    var failure: String? { state.withLock(\.failure) }

    /// Calls `body` while rows that it asks for stay.
    func reading<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        state.withLock { $0.readers += 1 }
        defer {
            state.withLock { state in
                state.readers -= 1
                if state.readers == 0 { letGo(&state) }
            }
        }
        return try body()
    }

    /// Brings those of some rows that are not here.
    ///
    /// - Parameter isNext: whether the rows asked for before are not needed any more.
    func bring(_ rows: some Sequence<Int>, isNext: Bool = false) throws(SearchError) {
        let failure = state.withLock { state -> String? in
            if isNext, state.readers == 1 { letGo(&state) }
            let missing = rows.filter { !state.here.contains($0) }.sorted()
            guard !missing.isEmpty else { return nil }
            do {
                try source.vectors(of: missing) { row, vector in
                    vector.withUnsafeBytes { memory.write($0, at: row * rowSize) }
                    state.here.insert(row)
                    state.count += 1
                }
                return nil
            } catch {
                state.failure = state.failure ?? "\(error)"
                return "\(error)"
            }
        }
        if let failure { throw .distant(failure) }
    }

    /// Brings a row that is read alone, and where rows are read one after another, those behind it.
    func bring(_ row: Int) throws(SearchError) {
        let rows = state.withLock { state in
            if state.here.contains(row) { return 0..<0 }
            let end = state.next == row ? min(row + Self.ahead, state.here.universe) : row + 1
            state.next = end
            return row..<end
        }
        try bring(rows)
    }

    private static let ahead = 1024

    private func letGo(_ state: inout State) {
        guard state.count > most else { return }
        memory.forget()
        state.here = RowSet(universe: state.here.universe)
        state.count = 0
    }
}
