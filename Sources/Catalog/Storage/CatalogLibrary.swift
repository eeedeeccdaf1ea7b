import Basics
import Foundation

/// The folder that a person's catalogs are made in unless another place is named; there a catalog is known by its name.
public struct CatalogLibrary: Sendable {
    public let folder: URL

    public init(folder: URL = UserFolder.data.url().appendingPathComponent("catalogs")) { self.folder = folder }

    /// Where the catalog of a name is, or would be.
    public func url(named name: String) -> URL { folder.appendingPathComponent(name) }

    /// The folder that somebody means: a path, or, where there is nothing of that name in the working directory, the name of a catalog in here.
    public func url(meant text: String) -> URL {
        let url = HomeFolder.url(text)
        guard Self.isName(text), !isOccupied(url), Catalog.exists(at: self.url(named: text)) else { return url }
        return self.url(named: text)
    }

    /// The same for a catalog that is there: a folder that is none, such as that of the pictures it was made from, gives way to it.
    public func existing(meant text: String) -> URL {
        let url = HomeFolder.url(text)
        guard Self.isName(text), !Catalog.exists(at: url), Catalog.exists(at: self.url(named: text)) else { return url }
        return self.url(named: text)
    }

    /// Whether a text can be the name of a folder, rather than a path.
    private static func isName(_ text: String) -> Bool {
        let bytes = text.utf8
        return !bytes.isEmpty && !bytes.contains(UInt8(ascii: "/")) && !bytes.contains(0) && !bytes.starts(with: "~".utf8) && text != "."
            && text != ".."
    }

    /// The names of the catalogs in here, in order. None of them is opened.
    public var names: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.utf8.first != UInt8(ascii: ".") && Catalog.exists(at: url(named: $0)) }.sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
    }

    /// The catalogs in here by their names, then those of `others` that are elsewhere, by their paths.
    ///
    /// Cost: opening each of them, and a look at each of their files.
    public func entries(others: [URL] = []) -> [Entry] {
        var seen = Set<ExactText>()
        let own = names.map { (name: $0, folder: url(named: $0)) }
        let elsewhere = others.filter { Catalog.exists(at: $0) }.map { (name: $0.path, folder: $0) }
        return (own + elsewhere).filter { seen.insert($0.folder.resolvingSymlinksInPath().path) }.map(Entry.init)
    }

    /// What is known of a catalog without looking at its items.
    public struct Entry: Sendable {
        /// What `--catalog` takes for it.
        public let name: String
        public let folder: URL
        public let items: Int
        /// The encoder's name; nil while the catalog is empty.
        public let encoder: String?
        public let bytes: Int
        /// Why it cannot be used, in a line; nil if it can.
        public let damage: String?

        fileprivate init(name: String, folder: URL) {
            self.name = name
            self.folder = folder
            bytes = Catalog.bytesOnDisk(folder)
            do {
                // A catalog of an earlier version stays one for being listed.
                let state = try CatalogDatabase.readOnly(folder).read(CatalogState.fetch)
                (items, encoder, damage) = (state.items, state.encoder?.name, nil)
            } catch {
                (items, encoder, damage) = (0, nil, CatalogError.opening(folder, error).description)
            }
        }
    }
}
