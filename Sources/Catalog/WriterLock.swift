import Basics
import Foundation

/// Keeps a second writer out of a catalog for as long as it lives, also when the first one is killed: the system drops the lock.
final class WriterLock {
    private let descriptor: Int32

    /// - Throws: `CatalogError.busy` with the writer's process when somebody else writes.
    init(folder: URL) throws(CatalogError) {
        let path = folder.appendingPathComponent("writer.lock").path
        let isNew = !isOccupied(URL(fileURLWithPath: path))
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path: folder.path, reason: systemReason()) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw .busy(path: folder.path, process: Self.writer(of: folder))
        }
        if isNew { fchmod(descriptor, Permissions(like: CatalogDatabase.url(folder)).fileMode) }
        ftruncate(descriptor, 0)
        let process = Array("\(getpid())\n".utf8)
        _ = pwrite(descriptor, process, process.count, 0)
    }

    /// Also where `init` throws after it has opened the file.
    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Who writes a catalog, or has written it last, in words.
    static func writer(of folder: URL) -> String {
        let text = (try? String(contentsOf: folder.appendingPathComponent("writer.lock"), encoding: .utf8)) ?? ""
        let process = text.prefix(32).filter { $0.isASCII && $0.isNumber }
        return process.isEmpty ? "another vitrine" : "process \(process)"
    }

    /// Whether somebody writes the catalog now.
    static func isHeld(in folder: URL) -> Bool {
        let descriptor = open(folder.appendingPathComponent("writer.lock").path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}
