/// Where the rows of a table are that are not on this machine.
package protocol RowSource: Sendable {
    /// Hands over the vectors of some rows.
    ///
    /// - Parameters:
    ///   - rows: ascending, each once; never none.
    ///   - take: to be called with each of them, in any order.
    /// - Throws: an error in one line where one of them cannot be had.
    func vectors(of rows: [Int], _ take: (_ row: Int, _ vector: [Float]) throws -> Void) throws
}
