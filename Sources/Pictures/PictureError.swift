/// Why a picture could not be read; `description` is one line for a person.
public enum PictureError: Error, Hashable, CustomStringConvertible {
    case empty
    case notAFile
    case tooManyBytes(Int)
    case tooManyPixels(width: Int, height: Int)
    case tooMuchMemory(needed: Int, limit: Int)
    case unreadable(String)
    case undecodable(String)
    /// A copy that cannot be written, with its path and why.
    case unwritable(String)
    case missingFromFile(index: Int, count: Int)

    public var description: String {
        switch self {
        case .empty: "the file is empty"
        case .notAFile: "not a regular file"
        case .tooManyBytes(let count): "\(count / 1_048_576) MiB is more than the \(PictureDecoder.byteLimit / 1_048_576) MiB that are read at most"
        case .tooManyPixels(let width, let height):
            "\(width) x \(height) pixels are more than the \(PictureDecoder.pixelLimit / 1_000_000) million decoded at most"
        case .tooMuchMemory(let needed, let limit):
            "decoding takes \(needed / 1_048_576) MiB, more than the \(limit / 1_048_576) MiB that it may"
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .undecodable(let reason): "not a picture that can be decoded: \(reason)"
        case .unwritable(let reason): reason
        case .missingFromFile(let index, let count): "picture \(index) is not in its file of \(count)"
        }
    }
}
