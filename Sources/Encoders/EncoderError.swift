/// What can go wrong between a picture and its vector. Each description is one line: what, where, what to do.
public enum EncoderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A value came out that is not a finite number. `picture` is the index within the call's pictures.
    case notFinite(encoder: String, picture: Int)

    public var description: String {
        switch self {
        case .notFinite(let encoder, let picture):
            "encoder \(encoder) gave a value that is not finite for picture \(picture) of its batch; the vector is not used"
        }
    }
}
