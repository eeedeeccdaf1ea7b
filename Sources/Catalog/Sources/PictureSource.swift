import Pictures

/// A picture that a source offers.
public struct SourcePicture: Hashable, Sendable {
    /// The ID that it would like to have.
    public let stem: String
    /// Its place in the source; stays the same from scan to scan.
    public let locator: String
    /// Differs when the picture has changed.
    public let fingerprint: String
    public let label: String?
    /// The size of its file in bytes, where it has a file of its own.
    public let bytes: Int?
    public let reference: PictureReference
    /// What the source itself says about it.
    public var attributes: [String: String] = [:]
}

/// A picture whose file's stem was taken, and the ID that its item got instead.
public struct RenamedPicture: Hashable, Sendable {
    public let picture: String
    public let id: String
}

/// A picture that was left out, and why.
public struct SkippedPicture: Hashable, Sendable {
    public let picture: String
    public let reason: String

    public init(picture: String, reason: String) {
        self.picture = picture
        self.reason = reason
    }
}

/// What a scan of a source found.
public struct SourceScan: Sendable {
    public var pictures: [SourcePicture] = []
    public var skipped: [SkippedPicture] = []
    /// Files that are no pictures by their names.
    public var otherFiles = 0
}
