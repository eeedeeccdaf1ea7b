import Pictures

/// A picture that a source offers.
public struct SourcePicture: Hashable, Sendable {
    /// The ID that it would like to have.
    public let stem: String
    /// Its place in the source; stays the same from scan to scan.
    public let locator: String
    /// Differs when the picture has changed.
    public let fingerprint: String
    /// The sub-folder's name or the class, where there is one.
    public let label: String?
    /// The size of its file in bytes, where it has a file of its own.
    public let bytes: Int?
    /// Where its bytes are.
    public let reference: PictureReference
    /// What the source itself says about it.
    public var attributes: [String: String] = [:]
}

/// A picture whose file's stem was taken, and the ID that its item got instead.
public struct RenamedPicture: Hashable, Sendable {
    /// Its locator.
    public let picture: String
    /// The item's.
    public let id: String
}

/// A picture that was left out, and why.
public struct SkippedPicture: Hashable, Sendable {
    /// Its locator.
    public let picture: String
    /// In a few words, for a person.
    public let reason: String

    public init(picture: String, reason: String) {
        self.picture = picture
        self.reason = reason
    }
}

/// What a scan of a source found.
public struct SourceScan: Sendable {
    /// In the source's order.
    public var pictures: [SourcePicture] = []
    /// What cannot be an item.
    public var skipped: [SkippedPicture] = []
    /// Files that are no pictures by their names.
    public var otherFiles = 0
}
