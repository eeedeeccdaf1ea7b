import Basics
import Foundation

/// A file of vectors that cannot be used, in one line: which file and why.
public struct VectorFileError: Error, CustomStringConvertible, Equatable {
    /// The file.
    public let path: String
    /// Why, in a few words, for a person.
    public let reason: String

    init(_ url: URL, _ reason: String) {
        path = url.path
        self.reason = reason
    }

    /// What the last system call on the file complained about.
    static func system(_ url: URL, _ verb: String) -> VectorFileError {
        VectorFileError(url, "cannot \(verb) it: \(systemReason())")
    }

    /// Writes a file aside and gives it its name.
    static func drafting(_ url: URL, permissions: Permissions, _ write: (Draft) throws -> Void) throws {
        do {
            let draft = try Draft(of: url, permissions: permissions)
            try write(draft)
            try draft.commit()
        } catch let error as FileError {
            throw VectorFileError(url, "cannot write it: \(error.reason)")
        }
    }

    public var description: String { "\(path): \(reason)" }
}
