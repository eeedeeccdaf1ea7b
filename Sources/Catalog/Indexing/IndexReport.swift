import Basics
import Foundation

/// What an index run did. `description` is the summary for a person, without the names.
public struct IndexReport: Sendable {
    /// New items.
    public var added = 0
    /// Items whose pictures were encoded anew.
    public var changed = 0
    /// Items whose pictures stayed.
    public var unchanged = 0
    /// Items whose pictures are no longer in the source; removed only when asked for.
    public var gone = 0
    /// Items that were removed.
    public var pruned = 0
    /// Pictures that are no items, with the reason.
    public var skipped: [SkippedPicture] = []
    /// Pictures whose file stem was taken, with the ID they got.
    public var renamed: [RenamedPicture] = []
    /// IDs in the attributes file that no item has, in order.
    public var attributesWithoutItem: [String] = []
    /// Rows of the attributes file that name the stem of several pictures; each of them has what the row says.
    public var sharedAttributes = 0
    /// Files in the source that are no pictures.
    public var otherFiles = 0
    /// How long the run took.
    public var seconds = 0.0

    public init() {}

    /// New and changed pictures that were encoded.
    public var encoded: Int { added + changed }

    /// Whether any picture is an item, or items went because their pictures have gone.
    public var hasPictures: Bool { added + changed + unchanged + pruned > 0 }

    /// The report of both steps, where the first one made the catalog.
    public func after(_ first: IndexReport) -> IndexReport {
        var report = self
        report.added += first.added
        report.unchanged -= first.added
        report.seconds += first.seconds
        return report
    }

    /// Writes every skipped picture with its reason, every ID that is not the file's stem, and every ID of the attributes without an item, as
    /// CSV.
    func write(to url: URL, permissions: Permissions) throws(CatalogError) {
        let lines =
            [["picture", "outcome", "reason"]] + skipped.map { [$0.picture, "skipped", $0.reason] }
            + renamed.map { [$0.picture, "renamed", "its ID is \($0.id)"] }
            + attributesWithoutItem.map { [$0, "no item", "the attributes name this ID, but no picture has it"] }
        do { try Draft.write(Data(lines.map { CSV.line($0) }.joined().utf8), to: url, permissions: permissions) } catch {
            throw .cannotWrite(path: url.path, reason: error.reason)
        }
    }
}
