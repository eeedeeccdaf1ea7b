import Basics
import Foundation
import GRDB

/// The folders outside a catalog's own that pictures come from: whoever passes an export on may want to know them, for a catalog from
/// somebody else can name any file that is a picture.
public struct PictureOrigins {
    private let own: String
    private let roots: [String]
    private var seen: Set<ExactText> = []
    /// As the system names them, links resolved, in the order in which they came.
    public private(set) var folders: [String] = []

    public init(_ catalog: Catalog) throws(CatalogError) {
        own = Self.real(catalog.folder.path)
        roots = try catalog.read { db in try String.fetchAll(db, sql: "SELECT path FROM source WHERE path <> ''") }.map(Self.real)
    }

    /// Takes a picture's file into account. Its folder is the source's that it lies in, or else its own.
    public mutating func add(path: String) {
        let file = Self.real(path)
        guard !Self.isInside(file, own) else { return }
        let folder = roots.first { Self.isInside(file, $0) } ?? (file as NSString).deletingLastPathComponent
        if seen.insert(folder) { folders.append(folder) }
    }

    /// Takes all pictures of a catalog into account. Cost: a pass over the items.
    public mutating func addAll(of catalog: Catalog) throws(CatalogError) {
        let items = try catalog.state().items
        for start in stride(from: 0, to: items, by: 1024) {
            for case .file(let path) in try catalog.pictures(of: catalog.items(rows: start..<min(start + 1024, items))) { add(path: path) }
        }
    }

    private static func isInside(_ file: String, _ folder: String) -> Bool { file.utf8.starts(with: (folder == "/" ? "/" : folder + "/").utf8) }

    private static func real(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return URL(fileURLWithPath: path).standardizedFileURL.path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
