import Foundation

/// A file of vectors that cannot be used, in one line: which file and why.
public struct VectorFileError: Error, CustomStringConvertible, Equatable {
    public let path: String
    public let reason: String

    init(_ url: URL, _ reason: String) {
        path = url.path
        self.reason = reason
    }

    /// What the last system call on the file complained about.
    static func system(_ url: URL, _ verb: String) -> VectorFileError {
        VectorFileError(url, "cannot \(verb) it: \(String(cString: strerror(errno)))")
    }

    public var description: String { "\(path): \(reason)" }
}
