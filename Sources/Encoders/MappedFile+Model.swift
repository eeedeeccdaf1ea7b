import Basics
import Foundation

extension MappedFile {
    /// Maps a model file.
    ///
    /// - Throws: `EncoderError.file`.
    convenience init(model url: URL) throws(EncoderError) {
        do { try self.init(url) } catch {
            switch error {
            case .notARegularFile: throw .file(path: url.path, reason: "not a regular file")
            case .system(_, let code): throw .file(path: url.path, reason: systemReason(code))
            }
        }
    }
}
