import Basics
import Catalog
import Foundation
import Postgres

/// Brings a catalog's files in step with those on a server: each that is new or has changed takes its name in one step.
struct FileIntake {
    private let source: ServerRows
    private let catalog: Catalog
    private let parts: [ServerRows.FilePart]

    /// - Parameter change: files that came with an earlier one are here, if they have their length.
    init(_ source: ServerRows, _ catalog: Catalog, since change: Int) throws {
        (self.source, self.catalog) = (source, catalog)
        parts = try source.fileParts(since: change)
    }

    /// Brings some of the files.
    ///
    /// - Parameter place: where a file goes, by its name; nil: it is none of them.
    func take(_ place: (String) throws -> URL?) throws {
        var needed: [ServerRows.FilePart] = [], places: [URL] = []
        for file in try files {
            guard let url = try place(file[0].name), try !isHere(file, url) else { continue }
            needed += file
            places += file.map { _ in url }
        }
        guard !needed.isEmpty else { return }
        for folder in Set(places.map { $0.deletingLastPathComponent() }) { try catalog.permissions.makeFolder(folder) }
        var index = 0, draft: Draft?
        try source.contents(of: needed) { part, content in
            let now = try draft ?? Draft(of: places[index], permissions: catalog.permissions, sweeping: false)
            draft = now
            try now.write(content, at: part.number * ServerCatalog.partSize)
            index += 1
            guard index == needed.count || needed[index].number == 0 else { return }
            try now.commit(synchronizing: false)
            draft = nil
        }
        synchronizeFileSystem(of: places[0])
    }

    /// Removes the files of the catalog that are not on the server.
    func removeOthers() {
        let names = Set(parts.map(\.name).map(ExactText.init))
        for file in catalog.travellingFiles() where !names.contains(file.name) && !Catalog.isDerived(travelled: file.name) { unlink(file.url.path) }
    }

    private var files: [[ServerRows.FilePart]] {
        get throws {
            var files: [[ServerRows.FilePart]] = []
            for part in parts {
                let last = files.last?.last
                if let last, last.name.isExactly(part.name), last.number + 1 == part.number, last.size == ServerCatalog.partSize {
                    files[files.count - 1].append(part)
                } else {
                    guard part.number == 0, last?.name.isExactly(part.name) != true else { throw source.server.senseless }
                    files.append([part])
                }
            }
            return files
        }
    }

    private func isHere(_ file: [ServerRows.FilePart], _ url: URL) throws -> Bool {
        var status = stat()
        guard stat(url.path, &status) == 0 else { return false }
        if Catalog.isDerived(travelled: file[0].name) { return true }
        guard Int(status.st_size) == file.reduce(0, { $0 + $1.size }) else { return false }
        var tuple = CopyTuple()
        for part in file where part.isNew {
            guard (try? tuple.add(part.number, ofFile: part.name, at: url)) != nil, tuple.hash == part.hash else { return false }
        }
        return true
    }
}
