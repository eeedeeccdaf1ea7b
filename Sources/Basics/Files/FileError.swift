import Foundation

/// A file or folder that cannot be written, in one line: which and why.
public struct FileError: Error, Hashable, CustomStringConvertible {
    /// The file or folder.
    public let path: String
    /// Why, in a few words, for a person.
    public let reason: String
    /// Whether it is just that there is something at the place already.
    public let isOccupied: Bool

    public init(_ url: URL, _ reason: String, isOccupied: Bool = false) {
        (path, self.reason, self.isOccupied) = (url.path, reason, isOccupied)
    }

    /// What the last system call complained about.
    static func system(_ url: URL, _ code: Int32 = errno) -> FileError {
        FileError(url, systemReason(code), isOccupied: [EEXIST, ENOTEMPTY].contains(code))
    }

    public var description: String { "\(path) cannot be written: \(reason)" }
}

/// The system's reason in words; a full disk is called one.
public func systemReason(_ code: Int32 = errno) -> String {
    switch code {
    case ENOSPC: "the disk is full"
    case EDQUOT: "the disk quota is used up"
    default: String(cString: strerror(code))
    }
}

/// An error's reason in a few words, without its type's name.
public func plainReason(_ error: any Error) -> String {
    switch error {
    case let error as FileError: return error.reason
    case let error as CocoaError:
        if error.code == .fileWriteOutOfSpace { return systemReason(ENOSPC) }
        return (error.underlying as? POSIXError).map { systemReason($0.code.rawValue) } ?? error.localizedDescription
    case let error as any CustomStringConvertible: return error.description
    default: return error.localizedDescription
    }
}
