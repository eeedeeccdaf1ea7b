import Basics
import Foundation

/// Keeps a second writer out of a catalog for as long as it lives, also when the first one is killed: the system drops the lock.
final class WriterLock {
    private let descriptor: Int32
    private var isOurs = false

    /// What is written.
    enum Purpose: String {
        case items = ""
        /// By a reader, for the next one: a writer waits for that.
        case codes = "codes "
    }

    /// - Throws: `CatalogError.busy` with the writer's process when somebody else writes.
    init(folder: URL, for purpose: Purpose = .items) throws(CatalogError) {
        descriptor = openShared(folder.appendingPathComponent("writer.lock"), permissions: Permissions(like: CatalogDatabase.url(folder)))
        guard descriptor >= 0 else { throw .cannotWrite(path: folder.path, reason: systemReason()) }
        var unknown = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let text = Self.text(in: folder)
            // Whoever has just got the lock has not said yet what for.
            if text.isEmpty { unknown += 1 }
            guard purpose == .items, text.hasPrefix(Purpose.codes.rawValue) || text.isEmpty && unknown < 50 else {
                throw .busy(path: folder.path, process: Self.writer(of: folder))
            }
            usleep(20_000)
        }
        isOurs = true
        ftruncate(descriptor, 0)
        let process = Array("\(purpose.rawValue)\(getpid())\n".utf8)
        _ = pwrite(descriptor, process, process.count, 0)
    }

    /// Also where `init` throws after it has opened the file.
    deinit {
        // Whoever gets the lock next shall not be taken for this one.
        if isOurs { ftruncate(descriptor, 0) }
        if descriptor >= 0 { close(descriptor) }
    }

    /// Who writes a catalog, or has written it last, in words.
    static func writer(of folder: URL) -> String {
        let process = text(in: folder).prefix(32).filter { $0.isASCII && $0.isNumber }
        return process.isEmpty ? "another vitrine" : "process \(process)"
    }

    private static func text(in folder: URL) -> String {
        (try? String(contentsOf: folder.appendingPathComponent("writer.lock"), encoding: .utf8)) ?? ""
    }

    /// Whether somebody writes the catalog now.
    static func isHeld(in folder: URL) -> Bool {
        let descriptor = open(folder.appendingPathComponent("writer.lock").path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}
