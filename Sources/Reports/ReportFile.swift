import Basics
import Foundation

/// Writes a file, all of it or nothing. One that is there already stays unless it may be replaced.
///
/// - Parameter way: how to say that it may be replaced, for the message.
package func writeReport(_ bytes: Data, to file: URL, replacing: Bool, way: String) throws {
    let occupied = PlainError("\(file.path) already exists; \(way)")
    guard replacing || !isOccupied(file) else { throw occupied }
    do { try Draft.write(bytes, to: file, replacing: replacing) } catch { throw error.isOccupied ? occupied : error }
}
