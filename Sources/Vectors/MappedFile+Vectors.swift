import Basics
import Foundation

extension MappedFile {
    /// Maps a file that has to hold something.
    ///
    /// - Throws: `VectorFileError` when it cannot be opened, is no regular file, or is empty.
    convenience init(holding url: URL, isPrivate: Bool = false) throws(VectorFileError) {
        do { try self.init(url, isPrivate: isPrivate) } catch {
            switch error {
            case .notARegularFile: throw VectorFileError(url, "is not a regular file")
            case .system(let verb, let code): throw VectorFileError(url, "cannot \(verb) it: \(systemReason(code))")
            }
        }
        guard !bytes.isEmpty else { throw VectorFileError(url, "is empty") }
    }
}
