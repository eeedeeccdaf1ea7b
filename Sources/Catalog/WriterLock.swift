import Foundation

/// Keeps a second writer out of a catalog for as long as it lives, also when the first one is killed: the system drops the lock.
final class WriterLock {
    private let descriptor: Int32

    /// - Throws: `CatalogError.busy` with the writer's process when somebody else writes.
    init(folder: URL) throws(CatalogError) {
        let path = folder.appendingPathComponent("writer.lock").path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotWrite(path: folder.path, reason: String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            var text = [UInt8](repeating: 0, count: 32)
            let count = max(0, pread(descriptor, &text, text.count, 0))
            let process = String(decoding: text[..<count], as: UTF8.self).filter(\.isNumber)
            throw .busy(path: folder.path, process: process.isEmpty ? "another vitrine" : "process \(process)")
        }
        ftruncate(descriptor, 0)
        let process = Array("\(getpid())\n".utf8)
        _ = pwrite(descriptor, process, process.count, 0)
    }

    /// Also where `init` throws after it has opened the file.
    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Whether somebody writes the catalog now.
    static func isHeld(in folder: URL) -> Bool {
        let descriptor = open(folder.appendingPathComponent("writer.lock").path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}
