import Basics
import Foundation
import Pictures

/// A folder tree of pictures, `ItemID.jpg` and the like; the names of sub-folders become labels.
enum FolderSource {
    /// Finds all pictures below a folder, sorted by path, following links but no loop of links.
    ///
    /// - Throws: `CatalogError.source` when the folder itself cannot be read; whatever is wrong inside it is skipped and named.
    static func scan(_ root: String) throws(CatalogError) -> SourceScan {
        var scan = SourceScan()
        var visited: Set<FileIdentity> = []
        if let reason = walk(root, relative: "", into: &scan, visited: &visited) { throw .source(path: root, reason: reason) }
        scan.pictures.sort { ExactText($0.locator) < ExactText($1.locator) }
        return scan
    }

    private struct FileIdentity: Hashable {
        let device: dev_t
        let node: ino_t
    }

    /// Walks one folder; returns why it could not be read.
    private static func walk(_ path: String, relative: String, into scan: inout SourceScan, visited: inout Set<FileIdentity>) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return String(cString: strerror(errno)) }
        guard visited.insert(FileIdentity(device: status.st_dev, node: status.st_ino)).inserted else { return nil }
        guard let directory = opendir(path) else { return String(cString: strerror(errno)) }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            guard bytes.first != UInt8(ascii: ".") else { continue }
            guard let name = String(validating: bytes, as: UTF8.self) else {
                scan.skipped.append(
                    .init(picture: relative + String(decoding: bytes, as: UTF8.self), reason: "its name is not UTF-8; rename it"))
                continue
            }
            visit(name, path: path + "/" + name, relative: relative, into: &scan, visited: &visited)
        }
        return nil
    }

    private static func visit(
        _ name: String, path: String, relative: String, into scan: inout SourceScan, visited: inout Set<FileIdentity>
    ) {
        let locator = relative + name
        let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
        let isPicture = dot.map { PictureFormats.fileExtensions.contains(name[name.utf8.index(after: $0)...].lowercased()) } ?? false
        var status = stat()
        guard stat(path, &status) == 0 else {
            let reason = errno == ENOENT ? "a link to nothing" : String(cString: strerror(errno))
            if isPicture { scan.skipped.append(.init(picture: locator, reason: reason)) } else { scan.otherFiles += 1 }
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            if let reason = walk(path, relative: locator + "/", into: &scan, visited: &visited) {
                scan.skipped.append(.init(picture: locator + "/", reason: "the folder cannot be read: \(reason)"))
            }
        case S_IFREG where isPicture:
            let modified = status.st_mtim
            scan.pictures.append(
                SourcePicture(
                    stem: String(name[..<dot!]), locator: locator,
                    fingerprint: "\(status.st_size) \(modified.tv_sec).\(modified.tv_nsec)",
                    label: relative.dropping(ending: "/"), bytes: Int(status.st_size),
                    reference: .file(path: path)))
        case _ where isPicture: scan.skipped.append(.init(picture: locator, reason: "not a regular file"))
        default: if locator != "attributes.csv" { scan.otherFiles += 1 }
        }
    }
}
